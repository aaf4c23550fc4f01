package io.retort.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Splits a cell into what runs in order: Java, line magics, or one cell magic. A line magic is a line that begins with
 * {@code %name}, outside of brackets, strings, text blocks and comments.
 */
final class CellSource {
    private static final Pattern CELL_MAGIC =
            Pattern.compile("\\s*%%([A-Za-z]\\w*)[ \\t]*([^\\r\\n]*)(\\R([\\s\\S]*))?");
    private static final Pattern LINE_MAGIC = Pattern.compile("%([A-Za-z]\\w*)[ \\t]*(.*)");

    private static final Pattern ASSIGNED_MAGIC =
            Pattern.compile("(\\s*(?:[\\w.<>\\[\\],? ]+\\s)?[A-Za-z_$][\\w$]*\\s*=\\s*)%([A-Za-z]\\w*)[ \\t]*(.*)");

    private CellSource() {}

    /** A part of a cell. */
    sealed interface Part {}

    /**
     * Java.
     *
     * @param from first offset
     * @param to offset after the last
     */
    record Java(int from, int to) implements Part {}

    /**
     * A line magic.
     *
     * @param name its name
     * @param text its arguments as written
     */
    record LineCall(String name, String text) implements Part {}

    /**
     * A line magic whose value a Java variable takes.
     *
     * @param target Java up to and with the equals sign
     * @param name its name
     * @param text its arguments as written, without a closing semicolon
     * @param from first offset of the line
     */
    record AssignedCall(String target, String name, String text, int from) implements Part {}

    /**
     * A cell magic.
     *
     * @param name its name
     * @param text its arguments as written
     * @param body the lines below
     */
    record CellCall(String name, String text, String body) implements Part {}

    static List<Part> parse(String cell) {
        Matcher whole = CELL_MAGIC.matcher(cell);
        if (whole.matches()) {
            String body = whole.group(4);
            return List.of(new CellCall(whole.group(1), whole.group(2).strip(), body == null ? "" : body));
        }
        List<Part> parts = new ArrayList<>();
        JavaNesting nesting = new JavaNesting();
        int javaStart = 0;
        int lineStart = 0;
        while (lineStart < cell.length()) {
            int next = cell.indexOf('\n', lineStart);
            int lineEnd = next < 0 ? cell.length() : next;
            String line = cell.substring(lineStart, lineEnd).stripTrailing();
            Part magic = nesting.isOutside() ? magic(line, lineStart) : null;
            if (magic != null) {
                addJava(parts, cell, javaStart, lineStart);
                parts.add(magic);
                javaStart = lineEnd;
            } else {
                nesting.read(cell, lineStart, lineEnd);
            }
            lineStart = lineEnd + 1;
        }
        addJava(parts, cell, javaStart, cell.length());
        return parts;
    }

    private static @Nullable Part magic(String line, int from) {
        Matcher plain = LINE_MAGIC.matcher(line);
        if (plain.matches()) {
            return new LineCall(plain.group(1), plain.group(2).strip());
        }
        Matcher assigned = line.indexOf('%') < 0 ? null : ASSIGNED_MAGIC.matcher(line);
        if (assigned == null || !assigned.matches()) {
            return null;
        }
        String text = assigned.group(3).strip().replaceFirst(";$", "").strip();
        return new AssignedCall(assigned.group(1), assigned.group(2), text, from);
    }

    private static void addJava(List<Part> parts, String cell, int from, int to) {
        if (!cell.substring(from, to).isBlank()) {
            parts.add(new Java(from, to));
        }
    }
}
