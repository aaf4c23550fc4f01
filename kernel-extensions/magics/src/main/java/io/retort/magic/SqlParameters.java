package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.table.BoundSql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code --param name=value} and binds it, and Java values, to a query. */
final class SqlParameters {
    private SqlParameters() {}

    static BoundSql bind(String query, List<String> given, MagicCall call) {
        Map<String, @Nullable Object> values = read(given);
        Set<String> used = new HashSet<>();
        BoundSql bound = BoundSql.bind(
                query,
                name -> {
                    if (!values.containsKey(name)) {
                        throw new UsageException("The query uses $" + name + "; give it with --param " + name + "=VALUE"
                                + (values.isEmpty() ? "" : "; " + Names.suggestion(name, values.keySet())));
                    }
                    used.add(name);
                    return values.get(name);
                },
                expression -> JavaValues.of(expression, call));
        for (String name : values.keySet()) {
            if (!used.contains(name)) {
                throw new UsageException("The query does not use --param " + name + "; it is written $" + name);
            }
        }
        return bound;
    }

    private static Map<String, @Nullable Object> read(List<String> given) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String one : given) {
            int equals = one.indexOf('=');
            String name = equals < 0 ? "" : one.substring(0, equals);
            if (!name.matches("[A-Za-z_]\\w*")) {
                throw new UsageException("--param takes name=value, such as --param limit=500, got \"" + one + "\"");
            }
            values.put(name, value(one.substring(equals + 1)));
        }
        return values;
    }

    /** Numbers, dates and truth values become what they look like; everything else, 007 among it, stays text. */
    static @Nullable Object value(String text) {
        if (text.matches("[+-]?(0|[1-9]\\d{0,17})")) {
            return Long.valueOf(text);
        }
        if (text.matches("[+-]?(0|[1-9]\\d*)\\.\\d+")) {
            return new BigDecimal(text);
        }
        if (text.matches("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d{1,3}")) {
            return Double.valueOf(text);
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            try {
                return LocalDate.parse(text);
            } catch (java.time.format.DateTimeParseException e) {
                return text; // the 30th of February is no date
            }
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> text;
        };
    }
}
