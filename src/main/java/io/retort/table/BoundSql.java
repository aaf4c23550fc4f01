package io.retort.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * SQL with the values of its parameters, which go to the database beside the text and never into it. Immutable.
 *
 * @param text SQL with a question mark for each value
 * @param values in the order of the question marks; null is SQL's NULL
 */
public record BoundSql(String text, List<@Nullable Object> values) {
    /** Copies the values. */
    public BoundSql {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /**
     * SQL without parameters.
     *
     * @param text SQL
     * @return the same text
     */
    public static BoundSql of(String text) {
        return new BoundSql(text, List.of());
    }

    /**
     * Puts values where a text names them: {@code $name}, and <code>{expression}</code> for what begins as a Java
     * identifier and holds no colon (a colon makes it a struct of SQL). Strings, quoted names and comments are left alone.
     * A collection or an array becomes a list.
     *
     * @param sql the text
     * @param named gives the value of a {@code $name}
     * @param expressions gives the value of what stands in braces
     * @return the bound statement
     */
    public static BoundSql bind(
            String sql,
            Function<String, ? extends @Nullable Object> named,
            Function<String, ? extends @Nullable Object> expressions) {
        StringBuilder text = new StringBuilder(sql.length());
        List<@Nullable Object> values = new ArrayList<>();
        int at = 0;
        while (at < sql.length()) {
            int quoted = endOfQuoted(sql, at);
            if (quoted > at) {
                text.append(sql, at, quoted);
                at = quoted;
            } else if (sql.charAt(at) == '$' && endOfName(sql, at + 1) > at + 1) {
                int end = endOfName(sql, at + 1);
                add(named.apply(sql.substring(at + 1, end)), text, values);
                at = end;
            } else if (sql.charAt(at) == '{' && endOfExpression(sql, at) > at) {
                int end = endOfExpression(sql, at);
                add(expressions.apply(sql.substring(at + 1, end - 1).strip()), text, values);
                at = end;
            } else {
                text.append(sql.charAt(at++));
            }
        }
        return new BoundSql(text.toString(), values);
    }

    private static void add(@Nullable Object value, StringBuilder text, List<@Nullable Object> values) {
        Collection<?> items = value instanceof Collection<?> collection
                ? collection
                : value instanceof Object[] array ? Arrays.asList(array) : null;
        if (items == null) {
            text.append('?');
            values.add(accepted(value));
            return;
        }
        text.append('[').append(String.join(", ", Collections.nCopies(items.size(), "?")));
        text.append(']');
        items.forEach(item -> values.add(accepted(item)));
    }

    /** What the driver does not take goes as its text. */
    private static @Nullable Object accepted(@Nullable Object value) {
        boolean known = value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof java.time.LocalDate
                || value instanceof java.time.LocalDateTime
                || value instanceof java.time.OffsetDateTime
                || value instanceof java.sql.Timestamp
                || value instanceof java.util.UUID;
        if (value instanceof java.time.Instant instant) {
            return instant.atOffset(java.time.ZoneOffset.UTC);
        }
        return known ? value : String.valueOf(value);
    }

    /** The end of a string, a quoted name or a comment that begins here; the start itself when none does. */
    private static int endOfQuoted(String sql, int at) {
        char c = sql.charAt(at);
        if (c == '\'' || c == '"') {
            int end = sql.indexOf(c, at + 1);
            return end < 0 ? sql.length() : end + 1; // a doubled quote begins the next piece
        }
        if (sql.startsWith("--", at)) {
            int end = sql.indexOf('\n', at);
            return end < 0 ? sql.length() : end;
        }
        if (sql.startsWith("/*", at)) {
            int end = sql.indexOf("*/", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        if (sql.startsWith("$$", at)) {
            int end = sql.indexOf("$$", at + 2);
            return end < 0 ? sql.length() : end + 2;
        }
        return at;
    }

    private static int endOfName(String sql, int from) {
        int end = from;
        while (end < sql.length()
                && (end == from
                        ? Character.isLetter(sql.charAt(end)) || sql.charAt(end) == '_'
                        : Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    /** The end of a Java expression in braces; the start itself when it is something else. */
    private static int endOfExpression(String sql, int at) {
        int start = at + 1;
        while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        if (start == sql.length() || !Character.isJavaIdentifierStart(sql.charAt(start)) || sql.charAt(start) == '$') {
            return at;
        }
        int depth = 1;
        int i = start;
        while (i < sql.length() && depth > 0) {
            int quoted = endOfQuoted(sql, i);
            if (quoted > i) {
                i = quoted;
                continue;
            }
            char c = sql.charAt(i++);
            if (c == ':' && depth == 1 && !sql.startsWith("::", i - 1) && !sql.startsWith("::", Math.max(0, i - 2))) {
                return at;
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return depth == 0 ? i : at;
    }
}
