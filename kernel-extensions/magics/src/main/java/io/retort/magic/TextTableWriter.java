package io.retort.magic;

import java.util.ArrayList;
import java.util.List;

/** Writes an {@link HtmlTable} as aligned text. */
final class TextTableWriter {
    private final HtmlTable table;

    TextTableWriter(HtmlTable table) {
        this.table = table;
    }

    String text() {
        List<String[]> lines = new ArrayList<>();
        int columnCount = table.shownColumnCount();
        String[] head = new String[columnCount];
        for (int i = 0; i < columnCount; i++) {
            HtmlTable.Column column = table.columns().get(i);
            head[i] = column.unit().isEmpty() ? column.name() : column.name() + " [" + column.unit() + "]";
        }
        lines.add(head);
        for (int row = 0; row < table.shownRowCount(); row++) {
            String[] line = new String[columnCount];
            for (int i = 0; i < columnCount; i++) {
                line[i] = CellText.of(table.rows()[row][i]).replaceAll("\\R", " ");
            }
            lines.add(line);
        }
        return layOut(lines) + table.caption();
    }

    private String layOut(List<String[]> lines) {
        int[] widths = new int[table.shownColumnCount()];
        boolean[] right = new boolean[widths.length];
        for (int i = 0; i < widths.length; i++) {
            right[i] = table.numeric(i);
            for (String[] line : lines) {
                widths[i] = Math.max(widths[i], width(line[i]));
            }
        }
        StringBuilder out = new StringBuilder();
        for (String[] line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - width(line[i]));
                text.append(i == 0 ? "" : "  ").append(right[i] ? pad + line[i] : line[i] + pad);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
