package io.retort.scenario.graph;

import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder in dbt's layout: {@code dbt_project.yml}, models, seeds, single tests, and what {@code schema.yml} says of
 * them. What dbt has beyond the subset is refused by file and line, never passed over.
 */
final class DbtProject {
    private static final List<String> KEYS = List.of(
            "name",
            "version",
            "config-version",
            "profile",
            "require-dbt-version",
            "model-paths",
            "seed-paths",
            "test-paths",
            "macro-paths",
            "snapshot-paths",
            "analysis-paths",
            "target-path",
            "clean-targets",
            "vars",
            "models");

    private final Path folder;
    private final Map<String, YamlPart> settings;
    private final String name;
    private final Map<String, ModelDraft> drafts = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    DbtProject(Path folder) {
        this.folder = folder;
        Path file = folder.resolve(ModelProject.PROJECT_FILE);
        this.settings = yaml(file).entries(ModelProject.PROJECT_FILE, KEYS);
        YamlPart named = settings.get("name");
        if (named == null) {
            throw new Place(file.toString(), 1).refuse("\"name\" is missing");
        }
        this.name = named.text("name");
    }

    static YamlPart yaml(Path file) {
        try {
            return YamlPart.read(new Place(file.toString(), 1), Files.readString(file));
        } catch (IOException e) {
            throw new DataException(file + " cannot be read as UTF-8 text", e);
        }
    }

    ModelProject read(List<String> inputs) {
        refuseWhatIsNotRun();
        for (Path root : paths("model-paths", "models")) {
            for (Path file : ModelProject.files(root, ".sql")) {
                ModelDraft draft = add(file);
                configure(draft, root.relativize(file));
            }
        }
        paths("seed-paths", "seeds")
                .forEach(root -> ModelProject.files(root, ".csv").forEach(this::add));
        for (Path root : paths("test-paths", "tests")) {
            for (Path file : ModelProject.files(root, ".sql")) {
                add(file).kind = ModelKind.TEST;
            }
        }
        DbtSchema schema = new DbtSchema(drafts, sources);
        for (String key : List.of("model-paths", "seed-paths")) {
            for (Path root : paths(key, key.equals("model-paths") ? "models" : "seeds")) {
                ModelProject.files(root, ".yml", ".yaml").forEach(f -> schema.read(yaml(f)));
            }
        }
        drafts.values().forEach(ModelConfig::apply);
        List<Model> models = drafts.values().stream().map(ModelDraft::build).toList();
        return new ModelProject(name, new ModelGraph(models, inputs, sources), variables());
    }

    private ModelDraft add(Path file) {
        ModelDraft draft = ModelHeader.draft(ModelFile.read(file));
        ModelDraft before = drafts.putIfAbsent(draft.name, draft);
        if (before != null) {
            throw draft.place.refuse("the model \"" + draft.name + "\" is in " + before.place + " already");
        }
        return draft;
    }

    private List<Path> paths(String key, String otherwise) {
        YamlPart given = settings.get(key);
        List<String> names = given == null ? List.of(otherwise) : given.texts(key);
        return names.stream().map(folder::resolve).toList();
    }

    private void refuseWhatIsNotRun() {
        for (String file : List.of("packages.yml", "dependencies.yml")) {
            Path path = folder.resolve(file);
            if (Files.exists(path)) {
                throw new Place(path.toString(), 1)
                        .refuse("packages are not loaded; copy the models that you need into the project");
            }
        }
        refuse("macro-paths", "macros", "macros are not run; write their SQL into the models");
        refuse("snapshot-paths", "snapshots", "snapshots are not made; accepted are models, seeds and tests");
    }

    private void refuse(String key, String otherwise, String why) {
        for (Path root : paths(key, otherwise)) {
            for (Path file : ModelProject.files(root, ".sql", ".yml", ".yaml")) {
                throw new Place(file.toString(), 1).refuse(why);
            }
        }
    }

    /** Values below {@code vars}, or below the project's name there. */
    private Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        YamlPart given = settings.get("vars");
        if (given != null) {
            given.entries("vars").forEach((key, value) -> {
                if (value.isMapping() && key.equals(name)) {
                    value.entries(key).forEach((k, v) -> variables.put(k, v.value(k)));
                } else if (value.isMapping()) {
                    throw value.place()
                            .refuse("vars of another project (\"" + key + "\") are not used; accepted are plain values"
                                    + " and those of " + name);
                } else {
                    variables.put(key, value.value(key));
                }
            });
        }
        return variables;
    }

    /** What {@code models:} says of the folders on the way to a file; the nearest wins. */
    private void configure(ModelDraft draft, Path relative) {
        YamlPart at = settings.get("models");
        List<String> steps = new ArrayList<>(List.of(name));
        relative.forEach(p -> steps.add(p.toString().replaceFirst("\\.sql$", "")));
        for (int i = 0; at != null && !at.isNothing(); i++) {
            Map<String, YamlPart> here = at.entries("models");
            here.forEach((key, value) -> {
                if (key.startsWith("+")) {
                    ModelConfig.apply(draft, value.place(), key.substring(1), value.value(key));
                } else if (!value.isMapping()) {
                    throw value.place()
                            .refuse("\"" + key
                                    + "\" must be a folder, or a setting with + before its name; accepted are "
                                    + ModelConfig.ACCEPTED);
                }
            });
            at = i < steps.size() ? here.get(steps.get(i)) : null;
        }
    }
}
