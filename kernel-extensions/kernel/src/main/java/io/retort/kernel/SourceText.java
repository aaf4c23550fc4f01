package io.retort.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a cell, and places in it as people name them.
 *
 * @param number execution count
 * @param text the whole cell
 */
record SourceText(int number, String text) {

    /** The 1-based line of an offset. */
    int line(int offset) {
        return 1
                + (int) text.substring(0, clamp(offset))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The line of an offset, with a caret under each character of a range. */
    List<String> pointAt(int start, int end, String message) {
        int from = clamp(start);
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = text.indexOf('\n', from);
        lineEnd = lineEnd < 0 ? text.length() : lineEnd;
        int to = Math.max(from + 1, Math.min(end, lineEnd));
        String[] messageLines = message.split("\\R", -1);
        List<String> lines = new ArrayList<>();
        lines.add("line " + line(from) + ": " + messageLines[0]);
        lines.add("    " + text.substring(lineStart, lineEnd));
        String pad = text.substring(lineStart, from).replaceAll("[^\t]", " ");
        lines.add("    " + pad + "^".repeat(to - from));
        for (int i = 1; i < messageLines.length; i++) {
            if (!messageLines[i].isBlank() && !messageLines[i].strip().equals("location: class")) {
                lines.add(messageLines[i]);
            }
        }
        return lines;
    }

    private int clamp(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }
}
