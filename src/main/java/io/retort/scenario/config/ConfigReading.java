package io.retort.scenario.config;

import io.retort.core.DeclaredOption;
import io.retort.core.Names;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.core.YamlPart;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one YAML text over the defaults or over another scenario. */
final class ConfigReading {
    private static final List<String> PLAIN = List.of("name", "random-group", "base");
    private static final Pattern PERCENT = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)\\s*%");
    private static final String SCENARIOS = "scenarios";
    private static final int MOST_BASES = 10;

    private final String source;
    private final Path folder;

    private ConfigReading(String source, Path folder) {
        this.source = source;
        this.folder = folder;
    }

    static ScenarioConfig file(Path file) {
        return file(file, 0);
    }

    private static ScenarioConfig file(Path file, int depth) {
        if (depth > MOST_BASES) {
            throw new UsageException(file + ": more than " + MOST_BASES + " files are each the base of the next");
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UsageException("the configuration " + file + " cannot be read");
        }
        Path folder = file.toAbsolutePath().getParent();
        String name =
                String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "").replaceAll("[^A-Za-z0-9_-]", "_");
        String fallback = name.matches("[A-Za-z].*") ? name : "s" + name;
        return new ConfigReading(file.toString(), folder == null ? Path.of("") : folder).read(text, fallback, depth);
    }

    static ScenarioConfig text(String source, String yaml, Path folder) {
        return new ConfigReading(source, folder).read(yaml, "default", 0);
    }

    /** Documents between lines of three dashes, or one that names several scenarios. */
    static List<ScenarioConfig> texts(String source, String yaml, Path folder) {
        List<ScenarioConfig> all = new ArrayList<>();
        StringBuilder document = new StringBuilder();
        for (String line : (yaml + "\n---").split("\n", -1)) {
            if (!line.strip().equals("---")) {
                document.append(line).append('\n');
                continue;
            }
            if (document.toString()
                    .lines()
                    .anyMatch(l -> !l.isBlank() && !l.strip().startsWith("#"))) {
                all.addAll(new ConfigReading(source, folder).document(document.toString()));
            }
            // Blank lines stand for those of the documents before, so that lines count as in the text.
            document = new StringBuilder("\n"
                    .repeat((int) document.chars().filter(c -> c == '\n').count() + 1));
        }
        return all.isEmpty() ? List.of(ScenarioConfig.defaults()) : List.copyOf(all);
    }

    private List<ScenarioConfig> document(String yaml) {
        YamlPart.Entries root = YamlPart.read(source, yaml);
        YamlPart.Entry named = root.entries().get(SCENARIOS);
        if (named == null) {
            return List.of(read(root, "default", 0));
        }
        if (root.entries().size() > 1 || !(named.value() instanceof YamlPart.Entries scenarios)) {
            throw refused(
                    named.line(), SCENARIOS + " stands alone and holds lines such as \"name:\" with what it overrides");
        }
        List<ScenarioConfig> all = new ArrayList<>();
        scenarios.entries().forEach((name, entry) -> {
            if (!(entry.value() instanceof YamlPart.Entries entries)) {
                throw refused(entry.line(), name + " needs lines such as \"match: {formula: stretch}\"");
            }
            if (entries.entries().containsKey("name")) {
                throw refused(entry.line(), name + " has its name already");
            }
            all.add(at(entry.line(), () -> read(entries, "default", 0).withName(name)));
        });
        return all;
    }

    private ScenarioConfig read(String yaml, String fallbackName, int depth) {
        return read(YamlPart.read(source, yaml), fallbackName, depth);
    }

    private ScenarioConfig read(YamlPart.Entries root, String fallbackName, int depth) {
        List<String> known = Stream.of(PLAIN.stream(), ScenarioConfig.declared().keySet().stream(), Stream.of("tables"))
                .flatMap(s -> s)
                .toList();
        root.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                throw refused(entry.line(), "unknown key " + key + "; " + Names.suggestion(key, known));
            }
        });
        YamlPart.Entry base = root.entries().get("base");
        ScenarioConfig start =
                base == null ? ScenarioConfig.defaults() : file(folder.resolve(scalar("base", base)), depth + 1);
        Map<String, Record> sections = new LinkedHashMap<>(start.sections());
        ScenarioConfig.declared().forEach((key, options) -> {
            YamlPart.Entry entry = root.entries().get(key);
            if (entry != null) {
                sections.put(key, section(key, options, start.sections().get(key), entry));
            }
        });
        Map<TableSpec, RateTable> tables = tables(root, start);
        YamlPart.Entry name = root.entries().get("name");
        return at(
                name == null ? 1 : name.line(),
                () -> new ScenarioConfig(
                        plain(root, "name", fallbackName),
                        plain(root, "random-group", start.randomGroup()),
                        sections,
                        tables));
    }

    /** The options are checked one by one first, so that the message has the line of the one that is wrong. */
    private <R extends Record> R section(
            String key, OptionSet<R> options, @Nullable Record before, YamlPart.Entry entry) {
        if (!(entry.value() instanceof YamlPart.Entries entries)) {
            throw refused(entry.line(), key + " needs lines such as \"name: value\"");
        }
        Map<String, String> words = new LinkedHashMap<>();
        List<String> old =
                before == null ? List.of() : options.words(options.type().cast(before));
        for (int i = 0; i < old.size(); i++) {
            boolean valued = i + 1 < old.size() && !old.get(i + 1).startsWith("--");
            words.put(old.get(i), valued ? old.get(++i) : "true");
        }
        List<String> names =
                options.declared().stream().map(DeclaredOption::name).toList();
        entries.entries().forEach((name, value) -> {
            if (!names.contains(name)) {
                throw refused(value.line(), key + ": unknown key " + name + "; " + Names.suggestion(name, names));
            }
            String text = number(scalar(key + ": " + name, value));
            at(value.line(), () -> options.read(key, List.of("--" + name + "=" + text)));
            words.put("--" + name, text);
        });
        List<String> all = words.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
        return at(entry.line(), () -> options.read(key, all));
    }

    private Map<TableSpec, RateTable> tables(YamlPart.Entries root, ScenarioConfig start) {
        Map<TableSpec, RateTable> tables = new EnumMap<>(start.tables());
        YamlPart.Entry given = root.entries().get("tables");
        if (given == null) {
            return tables;
        }
        if (!(given.value() instanceof YamlPart.Entries entries)) {
            throw refused(given.line(), "tables needs lines such as \"pay-bands: bands.csv\"");
        }
        List<String> names = Stream.of(TableSpec.values()).map(TableSpec::word).toList();
        entries.entries().forEach((name, entry) -> {
            if (!names.contains(name)) {
                throw refused(entry.line(), "tables: unknown key " + name + "; " + Names.suggestion(name, names));
            }
            TableSpec spec = TableSpec.values()[names.indexOf(name)];
            if (entry.value() instanceof YamlPart.Items items) {
                tables.put(spec, TableReading.inline(spec, source, items));
            } else {
                String asker = source + ": line " + entry.line() + ": " + name;
                tables.put(spec, TableReading.file(spec, folder.resolve(scalar(name, entry)), asker));
            }
        });
        return tables;
    }

    private String plain(YamlPart.Entries root, String key, String fallback) {
        YamlPart.Entry entry = root.entries().get(key);
        return entry == null ? fallback : scalar(key, entry);
    }

    private String scalar(String key, YamlPart.Entry entry) {
        if (entry.value() instanceof YamlPart.Scalar scalar) {
            return scalar.text();
        }
        throw refused(entry.line(), key + " needs a plain value");
    }

    /** A share may be written in percent. */
    static String number(String text) {
        Matcher percent = PERCENT.matcher(text);
        return percent.matches()
                ? new BigDecimal(percent.group(1)).movePointLeft(2).toPlainString()
                : text;
    }

    private <T> T at(int line, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UsageException e) {
            String what = String.valueOf(e.getMessage()).replace(": --", ": ");
            throw what.startsWith(source + ": line ") ? e : refused(line, what);
        }
    }

    private UsageException refused(int line, String what) {
        return new UsageException(source + ": line " + line + ": " + what);
    }
}
