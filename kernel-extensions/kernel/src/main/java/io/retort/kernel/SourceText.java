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
    private static final int WIDEST = 160;

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

    /** The lines around a 1-based line, numbered, with an arrow before the line itself; none if there is no such line. */
    List<String> around(int line) {
        String[] all = text.split("\n", -1);
        List<String> lines = new ArrayList<>();
        if (text.isEmpty() || line < 1 || line > all.length) {
            return lines;
        }
        int last = Math.min(all.length, line + 1);
        int width = String.valueOf(last).length();
        for (int i = Math.max(1, line - 2); i <= last; i++) {
            String number = " ".repeat(width - String.valueOf(i).length()) + i;
            String shown = all[i - 1].length() > WIDEST ? all[i - 1].substring(0, WIDEST) + "…" : all[i - 1];
            if (i == line || !shown.isBlank()) {
                lines.add((i == line ? "    --> " : "        ") + number + " | " + shown);
            }
        }
        return lines;
    }

    private int clamp(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }
}
