package io.retort.scenario.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a model's query. */
public enum ModelKind {
    /** A view or a table, whichever costs less by use. */
    AUTO,
    /** A view: computed each time that it is read. */
    VIEW,
    /** A table, replaced by each run. */
    TABLE,
    /** Nothing of its own: written into each model that refers to it. */
    EPHEMERAL,
    /** A table to which each run adds its rows, in place of those that it names with {@code replace_where}. */
    APPEND,
    /** A table read from a CSV file. */
    SEED,
    /** A query that must give no row. */
    TEST;

    /**
     * How the kind is written in a header.
     *
     * @return lower case
     */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Kinds that a header may name: a seed is known by its file. */
    static List<String> accepted() {
        return Arrays.stream(values())
                .filter(k -> k != SEED)
                .map(ModelKind::text)
                .toList();
    }
}
