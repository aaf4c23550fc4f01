package io.retort.benchmarks;

import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs scenarios, or statements of them, in processes of their own. */
final class ScenarioChild {
    private static final String HEAP = "1g";

    private final Path folder;
    private String said = "";

    ScenarioChild(Path folder) {
        this.folder = folder;
    }

    /** What many processes took together. */
    record Sum(int processes, double queryS, double peakRssMb) {}

    /** Returns the seconds from start to end. */
    double run(String... words) {
        Child child = new Child(folder, HEAP);
        Child.End end = child.start(child.java(words), -1).well(words[0]);
        said = end.said();
        return end.seconds();
    }

    /** A process for each model; assumptions go with the model that comes after them. */
    Sum runEach(Path workspace, ScenarioScript script) throws IOException {
        Path sql = folder.resolve("statement.sql");
        StringBuilder statement = new StringBuilder();
        int processes = 0;
        double query = 0;
        double peak = 0;
        for (ScenarioScript.Step step : script.steps()) {
            statement.append(step.sql()).append(";\n");
            if (!step.isModel()) {
                continue;
            }
            Files.writeString(sql, statement);
            statement.setLength(0);
            run("io.retort.benchmarks.ScenarioStep", workspace.toString(), sql.toString());
            String[] words = said.strip().split("\\s+");
            if (words.length < 2) {
                throw new DataException("bench scenario: a process said \"" + said.strip() + "\"");
            }
            processes++;
            query += Double.parseDouble(words[words.length - 2]);
            peak = Math.max(peak, Double.parseDouble(words[words.length - 1]));
        }
        return new Sum(processes, query, peak);
    }
}
