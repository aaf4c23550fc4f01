package io.retort.scenario.graph;

import java.util.ArrayList;
import java.util.List;

/** Reads tests in one line, such as {@code unique(id), not_null(id, pay), range(pay, 0)}. */
final class DataTestText {
    private static final String ACCEPTED = "unique(column, ...), not_null(column, ...), range(column, min, max),"
            + " accepted_values(column, value, ...), relationships(column, model, field), expression(sql)";

    private DataTestText() {}

    static void read(DataTestReader reader, Place place, String text) {
        for (String test : split(text)) {
            int open = test.indexOf('(');
            if (open < 1 || !test.endsWith(")")) {
                throw place.refuse("test \"" + test + "\" is not understood; accepted are " + ACCEPTED);
            }
            String kind = test.substring(0, open).strip();
            String inside = test.substring(open + 1, test.length() - 1).strip();
            one(reader, place, kind, inside);
        }
    }

    private static void one(DataTestReader reader, Place place, String kind, String inside) {
        List<String> arguments = split(inside);
        int count = arguments.size();
        boolean fits = switch (kind) {
            case "unique", "not_null" -> count > 0;
            case "range", "accepted_range" -> count == 2 || count == 3;
            case "accepted_values" -> count > 1;
            case "relationships" -> count == 3;
            case "expression" -> count > 0;
            default -> false;
        };
        if (!fits) {
            throw place.refuse("test \"" + kind + "(" + inside + ")\" is not understood; accepted are " + ACCEPTED);
        }
        switch (kind) {
            case "unique" -> reader.unique(arguments);
            case "not_null" -> reader.notNull(arguments);
            case "accepted_values" -> reader.acceptedValues(arguments.get(0), arguments.subList(1, count));
            case "relationships" -> reader.relationship(arguments.get(0), arguments.get(1), arguments.get(2));
            case "expression" -> reader.expression(inside);
            default -> reader.acceptedRange(arguments.get(0), arguments.get(1), count == 3 ? arguments.get(2) : "");
        }
    }

    /** Parts between commas that stand in no parentheses and no quotes. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && (i == text.length() || depth == 0 && !quoted)) {
                String part = text.substring(begin, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                begin = i + 1;
            }
        }
        return parts;
    }
}
