package io.retort.scenario.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model while its file, and what else speaks of it, is being read. */
final class ModelDraft {
    final String name;
    final ModelFile file;
    final Place place;
    final List<SqlText.Reference> declared = new ArrayList<>();
    final List<String> tags = new ArrayList<>();
    final List<String> indexes = new ArrayList<>();
    final List<String> before = new ArrayList<>();
    final List<DataTest> tests = new ArrayList<>();
    ModelKind kind;
    String into;
    SqlText sql;
    double cost;
    String description = "";

    @Nullable
    SqlText replaceWhere;

    ModelDraft(String name, ModelKind kind, ModelFile file, Place place) {
        this.name = name;
        this.into = name;
        this.kind = kind;
        this.file = file;
        this.place = place;
        this.sql = SqlText.read(place, "");
    }

    void declare(String dependency, Place where) {
        declared.add(new SqlText.Reference(dependency, where, true));
    }

    Model build() {
        return new Model(
                name,
                kind,
                file,
                place,
                sql,
                List.copyOf(declared),
                new Model.Traits(
                        into,
                        List.copyOf(before),
                        List.copyOf(tags),
                        cost,
                        List.copyOf(indexes),
                        replaceWhere,
                        description),
                List.copyOf(tests));
    }
}
