package io.retort.scenario.graph;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of models: with a {@code dbt_project.yml} one in dbt's layout, of which a stated subset is understood, else
 * every {@code .sql} and {@code .csv} file below it. Nothing is run or written when it is opened.
 *
 * @param name name of the project, or of the folder
 * @param graph its models
 * @param variables the values that the project gives
 */
public record ModelProject(String name, ModelGraph graph, Map<String, @Nullable Object> variables) {
    static final String PROJECT_FILE = "dbt_project.yml";

    /** Copies the variables. */
    public ModelProject {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * Opens a folder whose models read nothing but each other and what the project calls its sources.
     *
     * @param folder the folder
     * @return the project
     * @throws UsageException if something in it is not understood or not accepted, with file and line
     * @throws DataException if a file cannot be read
     */
    public static ModelProject open(Path folder) {
        return open(folder, List.of());
    }

    /**
     * Opens a folder whose models also read tables of the workspace.
     *
     * @param folder the folder
     * @param inputs names of those tables
     * @return the project
     * @throws UsageException if something in it is not understood or not accepted, with file and line
     * @throws DataException if a file cannot be read
     */
    public static ModelProject open(Path folder, List<String> inputs) {
        if (!Files.isDirectory(folder)) {
            throw new DataException("The project " + folder + " is no folder; name one that holds models");
        }
        if (Files.exists(folder.resolve(PROJECT_FILE))) {
            return new DbtProject(folder).read(inputs);
        }
        List<ModelFile> models = new ArrayList<>();
        files(folder, ".sql", ".csv").forEach(f -> models.add(ModelFile.read(f)));
        if (models.isEmpty()) {
            throw new DataException("The project " + folder + " holds no " + PROJECT_FILE + ", .sql or .csv file");
        }
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return new ModelProject(name, ModelGraph.of(models, inputs), Map.of());
    }

    /**
     * A request for all models with the project's variables.
     *
     * @return the request, to be changed
     */
    public ModelRequest request() {
        return ModelRequest.all().withVariables(variables);
    }

    /** Files below a folder by their path; none if it does not exist. */
    static List<Path> files(Path folder, String... endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> Stream.of(endings).anyMatch(e -> f.toString().endsWith(e)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DataException("The folder " + folder + " cannot be read", e);
        }
    }
}
