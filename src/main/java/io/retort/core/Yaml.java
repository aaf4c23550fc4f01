package io.retort.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Options that are written as YAML. */
public final class Yaml {
    private Yaml() {}

    /**
     * Reads a flat mapping as the words that {@link OptionSet#read} takes.
     *
     * @param name name of the file, for messages
     * @param yaml its text: a line for each option, such as {@code workers: 4}
     * @return for example {@code --workers=4}
     * @throws UsageException if the text is no YAML, or holds anything but names with plain values or lists of them
     */
    public static List<String> entries(String name, String yaml) {
        Object loaded;
        try {
            loaded = new Load(LoadSettings.builder()
                            .setLabel(name)
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new UsageException(name + " is not valid YAML: "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        if (loaded == null) {
            return List.of();
        }
        if (!(loaded instanceof Map<?, ?> entries)) {
            throw new UsageException(name + ": accepted are lines such as \"workers: 4\"");
        }
        List<String> words = new ArrayList<>();
        entries.forEach((key, value) -> {
            if (value instanceof Map || value == null) {
                throw new UsageException(name + ": " + key + " needs a plain value");
            }
            String text = value instanceof List<?> list
                    ? String.join(",", list.stream().map(String::valueOf).toList())
                    : String.valueOf(value);
            words.add("--" + key + "=" + text);
        });
        return words;
    }
}
