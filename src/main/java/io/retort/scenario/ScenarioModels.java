package io.retort.scenario;

import java.util.Locale;

/** The models of a year, told. */
public final class ScenarioModels {
    private ScenarioModels() {}

    /**
     * The models in the order in which they run.
     *
     * @return a paragraph for each: what becomes of its rows, what it needs, and what it is
     */
    public static String plan() {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (ModelSql model : ModelSql.ordered()) {
            String becomes = model.isKept()
                    ? "added to " + model.target() + ", in the year's transaction"
                    : "table in memory, until the next year";
            text.append(String.format(
                    Locale.ROOT,
                    "%d. %s: %s%n   needs %s; rows are told apart by %s%n   %s%n",
                    ++number,
                    model.name(),
                    becomes,
                    String.join(", ", model.dependsOn()),
                    String.join(", ", model.keys()),
                    model.about()));
        }
        return text.toString();
    }
}
