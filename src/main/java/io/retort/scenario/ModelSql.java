package io.retort.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One model of a year: a query with a header of comment lines that says what becomes of its rows and what it needs.
 *
 * @param name name of the model and of its file
 * @param kind {@code table} for what lives as long as the year, {@code append TABLE} for what is kept
 * @param dependsOn tables and models that it reads
 * @param keys columns that tell its rows apart
 * @param tests what must hold of its rows
 * @param about what it is, from the comment that follows the header
 * @param query the query, with parameters as <code>${name}</code>
 */
record ModelSql(
        String name,
        String kind,
        List<String> dependsOn,
        List<String> keys,
        List<String> tests,
        String about,
        String query) {
    private static final List<String> FILES =
            List.of("opening", "hiring", "hires", "people", "events", "hired", "snapshots", "years");
    private static final Pattern HEADER = Pattern.compile("-- (name|kind|depends_on|keys|tests): ?(.*)");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\{([a-z0-9_]+)}");
    private static final String APPEND = "append ";

    /** All models of a year, each after those that it needs. */
    static List<ModelSql> ordered() {
        Map<String, ModelSql> waiting = new LinkedHashMap<>();
        FILES.forEach(name -> waiting.put(name, read("models/" + name)));
        List<ModelSql> ordered = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Set<String> unmade = new HashSet<>();
            waiting.values().forEach(m -> unmade.add(m.isKept() ? m.target() : m.name()));
            ModelSql next = waiting.values().stream()
                    .filter(m -> m.dependsOn().stream().noneMatch(d -> unmade.contains(d) && !m.readsLastYearOf(d)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("models need each other: " + waiting.keySet()));
            ordered.add(next);
            waiting.remove(next.name());
        }
        return ordered;
    }

    /** The opening reads the snapshots that the year before left. */
    private boolean readsLastYearOf(String table) {
        return name.equals("opening") && table.equals("scenario_snapshots");
    }

    /** Reads a model of this build. */
    static ModelSql read(String name) {
        try (InputStream stream = ModelSql.class.getResourceAsStream(name + ".sql")) {
            if (stream == null) {
                throw new IllegalStateException("model " + name + " is missing from this build");
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelSql parse(String text) {
        Map<String, String> header = new LinkedHashMap<>();
        StringBuilder about = new StringBuilder();
        StringBuilder query = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            Matcher matcher = HEADER.matcher(line);
            if (matcher.matches()) {
                header.put(matcher.group(1), matcher.group(2).strip());
            } else if (line.startsWith("-- ")) {
                about.append(about.isEmpty() ? "" : " ")
                        .append(line.substring(3).strip());
            } else {
                query.append(line).append('\n');
            }
        }
        return new ModelSql(
                header.getOrDefault("name", ""),
                header.getOrDefault("kind", "table"),
                items(header.getOrDefault("depends_on", "")),
                items(header.getOrDefault("keys", "")),
                items(header.getOrDefault("tests", "")),
                about.toString(),
                query.toString().strip());
    }

    /** Splits at commas that stand outside of parentheses. */
    private static List<String> items(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*(?![^(]*\\))"));
    }

    boolean isKept() {
        return kind.startsWith(APPEND);
    }

    /** The table that the rows go to. */
    String target() {
        return isKept() ? kind.substring(APPEND.length()) : name;
    }

    /** The statement that makes the rows. */
    String statement(Map<String, String> parameters) {
        String head = isKept()
                ? "INSERT INTO " + target() + " BY NAME\n"
                : "CREATE OR REPLACE " + (kind.equals("view") ? "VIEW " : "TABLE ") + name + " AS\n";
        return head + fill(query, parameters);
    }

    static String fill(String text, Map<String, String> parameters) {
        return PARAMETER.matcher(text).replaceAll(match -> {
            String value = parameters.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException("no parameter " + match.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
