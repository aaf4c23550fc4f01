package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.scenario.graph.SqlToken.Kind;
import io.retort.scenario.graph.SqlToken.Within;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL with templates: what it refers to, and the SQL that comes of it with relations and variables put in. */
final class SqlText {
    private final String file;
    private final List<SqlToken> tokens;
    private final Map<Integer, TemplateCall> calls = new HashMap<>();
    private final Set<Integer> bare;

    private SqlText(String file, List<SqlToken> tokens) {
        this.file = file;
        this.tokens = tokens;
        this.bare = new HashSet<>(TableReferences.in(tokens));
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.kind() == Kind.TEMPLATE) {
                calls.put(i, check(TemplateCall.read(token.text(), new Place(file, token.line())), token));
            }
        }
    }

    static SqlText read(Place start, String sql) {
        return new SqlText(start.file(), SqlScanner.scan(start.file(), sql, start.line()));
    }

    /**
     * A relation that the text refers to.
     *
     * @param name as written
     * @param place where
     * @param explicit whether by {@code ref}
     */
    record Reference(String name, Place place, boolean explicit) {}

    /**
     * What a run puts in.
     *
     * @param relations what stands for each model or input that is referred to
     * @param variables values by name
     */
    record Binding(Map<String, String> relations, Map<String, ? extends @Nullable Object> variables) {}

    private static TemplateCall check(TemplateCall call, SqlToken token) {
        int given = call.arguments().size();
        switch (call.function()) {
            case "ref" -> call.texts(1);
            case "source" -> call.texts(2);
            case "config" -> {
                if (given > 0) {
                    throw call.place()
                            .refuse("{{ config(...) }} takes name=value; accepted are " + ModelConfig.ACCEPTED);
                }
            }
            case "var" -> {
                if (given < 1
                        || given > 2
                        || !(call.arguments().get(0) instanceof String)
                        || !call.named().isEmpty()) {
                    throw call.place()
                            .refuse("{{ var(...) }} takes a name in quotes and perhaps a default; accepted are "
                                    + TemplateCall.ACCEPTED);
                }
            }
            default ->
                throw call.place()
                        .refuse("{{ " + call.function() + "(...) }} is not run; accepted are " + TemplateCall.ACCEPTED);
        }
        if (token.within() != Within.NOTHING && !call.function().equals("var")) {
            throw call.place().refuse("{{ " + call.function() + "(...) }} may not stand within quotes");
        }
        return call;
    }

    /** Tables and models, in the order of the text; sources come as {@code schema.table}. */
    List<Reference> references() {
        List<Reference> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            TemplateCall call = calls.get(i);
            SqlToken token = tokens.get(i);
            if (call != null && call.function().equals("ref")) {
                found.add(new Reference(call.texts(1).get(0), call.place(), true));
            } else if (call != null && call.function().equals("source")) {
                found.add(new Reference(String.join(".", call.texts(2)), call.place(), true));
            } else if (bare.contains(i)) {
                found.add(new Reference(token.identifier(), new Place(file, token.line()), false));
            }
        }
        return found;
    }

    /** Calls of one function, in the order of the text. */
    List<TemplateCall> calls(String function) {
        return calls.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(c -> c.function().equals(function))
                .toList();
    }

    /** Words and symbols that are neither blank nor templates, in upper case. */
    List<String> keywords() {
        return tokens.stream().map(SqlToken::keyword).filter(k -> !k.isEmpty()).toList();
    }

    /** Whether anything is left without comments. */
    boolean isEmpty() {
        return tokens.stream().allMatch(SqlToken::isBlank);
    }

    /** The SQL, line by line as the file has it. */
    String render(Binding binding) {
        return render(binding, false);
    }

    /** The SQL in one line and without comments: the same for texts that differ in layout only. */
    String renderFlat(Binding binding) {
        return render(binding, true).strip();
    }

    private String render(Binding binding, boolean flat) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            TemplateCall call = calls.get(i);
            if (call != null) {
                String value = rendered(call, token.within(), binding);
                sql.append(
                        isList(value) && follows("IN", i) ? "(" + value.substring(1, value.length() - 1) + ")" : value);
            } else if (bare.contains(i)) {
                sql.append(relation(token.identifier(), new Place(file, token.line()), binding));
            } else if (flat && token.isBlank()) {
                sql.append(sql.isEmpty() || sql.charAt(sql.length() - 1) == ' ' ? "" : " ");
            } else {
                sql.append(token.text());
            }
        }
        return sql.toString().stripTrailing().replaceAll("[;\\s]+$", "");
    }

    /** Whether a value is a list of something; the database looks values up in parentheses faster than in lists. */
    private static boolean isList(String value) {
        return value.startsWith("[") && value.length() > 2;
    }

    private boolean follows(String keyword, int index) {
        int before = index - 1;
        while (before >= 0 && tokens.get(before).isBlank()) {
            before--;
        }
        return before >= 0 && tokens.get(before).keyword().equals(keyword);
    }

    private static String rendered(TemplateCall call, Within within, Binding binding) {
        return switch (call.function()) {
            case "ref" -> relation(call.texts(1).get(0), call.place(), binding);
            case "source" -> relation(String.join(".", call.texts(2)), call.place(), binding);
            case "config" -> "";
            default -> {
                Object value = variable(call, binding.variables());
                if (within == Within.NOTHING) {
                    yield SqlLiteral.of(value);
                }
                String text = value == null ? "" : value.toString();
                yield within == Within.STRING ? text.replace("'", "''") : text.replace("\"", "\"\"");
            }
        };
    }

    private static String relation(String name, Place place, Binding binding) {
        String relation = binding.relations().get(name);
        if (relation == null) {
            throw place.refuse("nothing is called \"" + name + "\"; "
                    + Names.suggestion(name, binding.relations().keySet()));
        }
        return relation;
    }

    private static @Nullable Object variable(TemplateCall call, Map<String, ? extends @Nullable Object> variables) {
        String name = String.valueOf(call.arguments().get(0));
        if (variables.containsKey(name)) {
            return variables.get(name);
        }
        if (call.arguments().size() == 2) {
            return call.arguments().get(1);
        }
        throw call.place()
                .refuse("variable \"" + name + "\" has no value; " + Names.suggestion(name, variables.keySet()));
    }

    /** Values that the text takes, by name, those that have none left out. */
    Map<String, @Nullable Object> used(Map<String, ? extends @Nullable Object> variables) {
        Map<String, @Nullable Object> used = new LinkedHashMap<>();
        for (TemplateCall call : calls("var")) {
            used.put(String.valueOf(call.arguments().get(0)), variable(call, variables));
        }
        return used;
    }
}
