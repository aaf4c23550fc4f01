package io.retort.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A part of a YAML text that knows its line, so that a message can name the place of what is wrong. Immutable. */
public sealed interface YamlPart {
    /**
     * Where the part begins.
     *
     * @return line in the text, from 1
     */
    int line();

    /**
     * A plain value.
     *
     * @param line where it stands, from 1
     * @param text as written, without quotes
     */
    record Scalar(int line, String text) implements YamlPart {}

    /**
     * A list.
     *
     * @param line where it begins, from 1
     * @param items in their order
     */
    record Items(int line, List<YamlPart> items) implements YamlPart {}

    /**
     * Names with values.
     *
     * @param line where it begins, from 1
     * @param entries in their order
     */
    record Entries(int line, Map<String, Entry> entries) implements YamlPart {}

    /**
     * A value with the line of its name.
     *
     * @param line where the name stands, from 1
     * @param value what it names
     */
    record Entry(int line, YamlPart value) {}

    /**
     * Reads a text that holds names with values.
     *
     * @param file name of the file, for messages
     * @param yaml its text
     * @return the entries; none for an empty text
     * @throws UsageException if the text is no YAML, has a name twice, or holds anything else; with the line
     */
    static Entries read(String file, String yaml) {
        try {
            Node root = new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeString(yaml)
                    .orElse(null);
            if (root == null
                    || root instanceof ScalarNode scalar && scalar.getValue().isEmpty()) {
                return new Entries(1, Map.of());
            }
            if (of(file, root) instanceof Entries entries) {
                return entries;
            }
        } catch (YamlEngineException e) {
            throw new UsageException(file + " is not valid YAML: "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
        throw new UsageException(file + ": line 1: accepted are lines such as \"name: value\"");
    }

    private static YamlPart of(String file, Node node) {
        int line = line(node);
        if (node instanceof ScalarNode scalar) {
            return new Scalar(line, scalar.getValue());
        }
        if (node instanceof SequenceNode sequence) {
            return new Items(
                    line, sequence.getValue().stream().map(n -> of(file, n)).toList());
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                Node key = tuple.getKeyNode();
                if (!(key instanceof ScalarNode name)) {
                    throw new UsageException(file + ": line " + line(key) + ": a name must be plain text");
                }
                if (entries.put(name.getValue(), new Entry(line(key), of(file, tuple.getValueNode()))) != null) {
                    throw new UsageException(file + ": line " + line(key) + ": " + name.getValue() + " is given twice");
                }
            }
        }
        return new Entries(line, java.util.Collections.unmodifiableMap(entries));
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
