package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a model says of itself in the first comment of its file: YAML in a block comment, or after dashes. */
final class ModelHeader {
    static final List<String> KEYS = List.of(
            "name",
            "kind",
            "depends_on",
            "keys",
            "tags",
            "cost",
            "indexes",
            "replace_where",
            "before",
            "tests",
            "description");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern KEY_LINE = Pattern.compile("(?m)^(" + String.join("|", KEYS) + ")\\s*:(\\s|$)");

    /** A key in lower case, an item, or what goes on from the line before: anything else is prose for readers. */
    private static final Pattern DASHED = Pattern.compile("[a-z_]+:(\\s|$)|\\s+\\S|- ");

    private ModelHeader() {}

    /** The header's YAML with as many lines before it as the file has, empty if the file begins without one. */
    private static String yaml(String text) {
        String body = text.stripLeading();
        String before = "\n".repeat((int) text.substring(0, text.length() - body.length())
                .chars()
                .filter(c -> c == '\n')
                .count());
        String yaml = "";
        if (body.startsWith("/*") && body.contains("*/")) {
            yaml = body.substring(2, body.indexOf("*/")).replaceFirst("^ +", "");
        } else if (body.startsWith("--")) {
            StringBuilder lines = new StringBuilder();
            for (String line : body.split("\n", -1)) {
                String said = line.replaceFirst("^-- ?", "");
                if (!line.startsWith("--") || !DASHED.matcher(said).lookingAt()) {
                    break;
                }
                lines.append(said).append('\n');
            }
            yaml = lines.toString();
        }
        // Other comments are for readers: a header has one of its keys at the begin of a line.
        return KEY_LINE.matcher(yaml).find() ? before + yaml : "";
    }

    static Model read(ModelFile file) {
        ModelDraft draft = draft(file);
        ModelConfig.apply(draft);
        return draft.build();
    }

    /** A model without what its {@code config} says. */
    static ModelDraft draft(ModelFile file) {
        Place start = new Place(file.path(), 1);
        if (file.isSeed()) {
            return new ModelDraft(checkedName(file.baseName(), start), ModelKind.SEED, file, start);
        }
        Map<String, YamlPart> header = YamlPart.read(start, yaml(file.text())).entries("the header", KEYS);
        YamlPart named = header.get("name");
        String name =
                named == null ? checkedName(file.baseName(), start) : checkedName(named.text("name"), named.place());
        ModelDraft draft = new ModelDraft(name, ModelKind.AUTO, file, start);
        kind(draft, header.get("kind"));
        draft.sql = SqlText.read(start, file.text());
        if (draft.sql.isEmpty()) {
            throw start.refuse("the model has no query");
        }
        fill(draft, header);
        return draft;
    }

    private static void fill(ModelDraft draft, Map<String, YamlPart> header) {
        header.forEach((key, value) -> {
            switch (key) {
                case "depends_on" -> value.words(key).forEach(n -> draft.declare(n, value.place()));
                case "before" -> draft.before.addAll(value.words(key));
                case "tags" -> draft.tags.addAll(value.words(key));
                case "cost" -> draft.cost = cost(value);
                case "indexes" -> draft.indexes.addAll(value.texts(key));
                case "description" -> draft.description = value.text(key);
                case "replace_where" -> draft.replaceWhere = SqlText.read(value.place(), value.text(key));
                case "keys" -> DataTestReader.keys(draft, value);
                case "tests" -> DataTestReader.read(draft, value);
                default -> {
                    // Name and kind are known before the rest.
                }
            }
        });
        if (draft.replaceWhere != null && draft.kind != ModelKind.APPEND) {
            throw draft.place.refuse("replace_where is for kind: append, not for " + draft.kind.text());
        }
        if (!draft.indexes.isEmpty() && draft.kind != ModelKind.TABLE && draft.kind != ModelKind.APPEND) {
            throw draft.place.refuse("indexes are for kind: table or append, not for " + draft.kind.text());
        }
    }

    private static double cost(YamlPart value) {
        double cost = value.number("cost");
        if (!Double.isFinite(cost) || cost <= 0) {
            throw value.place().refuse("cost must be more than 0, got " + value.text("cost"));
        }
        return cost;
    }

    /** A kind, and for {@code append} perhaps the table that is added to. */
    private static void kind(ModelDraft draft, @Nullable YamlPart value) {
        if (value == null) {
            return;
        }
        List<String> words = List.of(value.text("kind").strip().split("\\s+"));
        String kind = words.get(0);
        if (!ModelKind.accepted().contains(kind)) {
            throw value.place()
                    .refuse("unknown kind \"" + kind + "\"; " + Names.suggestion(kind, ModelKind.accepted()));
        }
        draft.kind = ModelKind.valueOf(kind.toUpperCase(Locale.ROOT));
        if (words.size() > 2 || words.size() == 2 && draft.kind != ModelKind.APPEND) {
            throw value.place().refuse("kind \"" + value.text("kind") + "\": accepted are one word, or append TABLE");
        }
        draft.into = words.size() == 2 ? checkedName(words.get(1), value.place()) : draft.name;
    }

    private static String checkedName(String name, Place place) {
        UsageException wrong = place.refuse("a model cannot be called \"" + name
                + "\"; accepted are letters, digits and _, not beginning with a digit nor with retort_");
        if (!NAME.matcher(name).matches() || name.toLowerCase(Locale.ROOT).startsWith("retort_")) {
            throw wrong;
        }
        return name;
    }
}
