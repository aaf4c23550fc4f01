package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a YAML text that knows its line: a mapping, a list or a plain value. */
final class YamlPart {
    private final String file;
    private final int firstLine;
    private final @Nullable Node node;

    private YamlPart(String file, int firstLine, @Nullable Node node) {
        this.file = file;
        this.firstLine = firstLine;
        this.node = node;
    }

    /**
     * Reads a text.
     *
     * @param start where its first line stands
     * @throws UsageException if it is no YAML, with the line
     */
    static YamlPart read(Place start, String yaml) {
        try {
            Optional<Node> root = new Compose(
                            LoadSettings.builder().setAllowDuplicateKeys(false).build())
                    .composeString(yaml);
            return new YamlPart(start.file(), start.line(), root.orElse(null));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(m -> m.getLine()).orElse(0);
            throw new Place(start.file(), start.line() + line).refuse("no valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw start.refuse("no valid YAML: " + e.getMessage());
        }
    }

    Place place() {
        int line = node == null ? 0 : node.getStartMark().map(m -> m.getLine()).orElse(0);
        return new Place(file, firstLine + line);
    }

    boolean isNothing() {
        return node == null || node.getTag().equals(Tag.NULL);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    private YamlPart part(Node other) {
        return new YamlPart(file, firstLine, other);
    }

    /** Entries of a mapping in order, none if there is nothing. */
    Map<String, YamlPart> entries(String what) {
        Map<String, YamlPart> entries = new LinkedHashMap<>();
        if (isNothing()) {
            return entries;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw place().refuse(what + " must be lines of name: value");
        }
        for (NodeTuple entry : mapping.getValue()) {
            YamlPart key = part(entry.getKeyNode());
            if (entries.put(key.text(what), part(entry.getValueNode())) != null) {
                throw key.place().refuse(what + " has \"" + key.text(what) + "\" twice");
            }
        }
        return entries;
    }

    /** Entries of a mapping that may have certain keys only. */
    Map<String, YamlPart> entries(String what, List<String> accepted) {
        Map<String, YamlPart> entries = entries(what);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                YamlPart key = part(entry.getKeyNode());
                if (!accepted.contains(key.text(what))) {
                    throw key.place()
                            .refuse("unknown key \"" + key.text(what) + "\" in " + what + "; "
                                    + Names.suggestion(key.text(what), accepted));
                }
            }
        }
        return entries;
    }

    /** Items of a list; a value that is no list is a list of one. */
    List<YamlPart> items() {
        List<YamlPart> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(n -> items.add(part(n)));
        } else if (!isNothing()) {
            items.add(this);
        }
        return items;
    }

    String text(String what) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw place().refuse(what + " must be a plain value");
    }

    List<String> texts(String what) {
        return items().stream().map(i -> i.text(what)).toList();
    }

    /** Items of a list, or words with commas between them. */
    List<String> words(String what) {
        if (isList()) {
            return texts(what);
        }
        return Arrays.stream(text(what).split(","))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .toList();
    }

    double number(String what) {
        try {
            return Double.parseDouble(text(what));
        } catch (NumberFormatException e) {
            throw place().refuse(what + " must be a number, got \"" + text(what) + "\"");
        }
    }

    /** A plain value as number, boolean or text, whichever YAML says it is. */
    @Nullable
    Object value(String what) {
        if (isNothing()) {
            return null;
        }
        if (isList()) {
            return items().stream().map(i -> i.value(what)).toList();
        }
        String text = text(what);
        Tag tag = node == null ? Tag.NULL : node.getTag();
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        try {
            if (tag.equals(Tag.INT)) {
                return Long.valueOf(text);
            }
            return tag.equals(Tag.FLOAT) ? new java.math.BigDecimal(text) : text;
        } catch (NumberFormatException e) {
            throw place().refuse(what + " must be a plain number, got \"" + text + "\"");
        }
    }
}
