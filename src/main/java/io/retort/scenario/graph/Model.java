package io.retort.scenario.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as its file describes it.
 *
 * @param name its name
 * @param kind what becomes of it
 * @param file its text
 * @param place begin of the file
 * @param sql its query, empty for a seed
 * @param declared what the header says that it depends on, none if it does not say
 * @param traits what else the header says
 * @param tests its data tests
 */
record Model(
        String name,
        ModelKind kind,
        ModelFile file,
        Place place,
        SqlText sql,
        List<SqlText.Reference> declared,
        Traits traits,
        List<DataTest> tests) {

    /**
     * What else is known.
     *
     * @param into name of the relation: the model's own, unless it appends to another
     * @param before tables that it reads as earlier runs left them, so that it needs no model for them
     * @param tags for selection
     * @param cost estimate in any unit, 0 if not given
     * @param indexes columns of each index, separated by commas
     * @param replaceWhere which rows a run replaces, for kind append
     * @param description for readers
     */
    record Traits(
            String into,
            List<String> before,
            List<String> tags,
            double cost,
            List<String> indexes,
            @Nullable SqlText replaceWhere,
            String description) {}

    boolean isRelation() {
        return kind != ModelKind.TEST && kind != ModelKind.EPHEMERAL;
    }
}
