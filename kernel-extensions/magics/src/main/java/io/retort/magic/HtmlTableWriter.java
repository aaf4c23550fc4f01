package io.retort.magic;

import org.jspecify.annotations.Nullable;

/**
 * Writes an {@link HtmlTable} as HTML. Colours are those of the page (inherited, {@code currentColor}, opacity), so that
 * it reads well on light and dark themes and in exported notebooks; styles are inline because front ends drop
 * {@code <style>} from notebooks that are not trusted.
 */
final class HtmlTableWriter {
    private static final String TABLE = "border-collapse:collapse;color:inherit;background:transparent;margin:0";
    private static final String HEAD = "border-bottom:1px solid currentColor;padding:2px 8px;vertical-align:bottom;";
    private static final String CELL = "padding:2px 8px;vertical-align:top;";
    private static final String NUMBER = "text-align:right;font-variant-numeric:tabular-nums";
    private static final String TEXT = "text-align:left";
    private static final String FAINT = "opacity:.6";

    /** Text of more than so many characters is broken, so that it does not widen the table. */
    private static final int WIDE = 48;

    private static final String BROKEN = "min-width:12em;max-width:30em;overflow-wrap:anywhere";

    private final HtmlTable table;
    private final MoleculeCells molecules;
    private final StringBuilder out = new StringBuilder();

    HtmlTableWriter(HtmlTable table) {
        this.table = table;
        this.molecules = MoleculeCells.of(table);
    }

    String html() {
        out.append("<div style=\"overflow-x:auto\"><table style=\"")
                .append(TABLE)
                .append("\">\n");
        head();
        out.append("<tbody>\n");
        for (int row = 0; row < table.shownRowCount(); row++) {
            row(table.rows()[row]);
        }
        out.append("</tbody></table>\n<div style=\"").append(FAINT).append(";font-size:smaller\">");
        return out.append(table.caption())
                .append(molecules.caption())
                .append("</div></div>")
                .toString();
    }

    private void head() {
        out.append("<thead><tr>");
        for (int i = 0; i < table.shownColumnCount(); i++) {
            HtmlTable.Column column = table.columns().get(i);
            out.append("<th style=\"").append(HEAD).append(align(i)).append('"');
            if (!column.type().isEmpty()) {
                out.append(" title=\"").append(CellText.escape(column.type())).append('"');
            }
            out.append('>').append(CellText.escape(column.name()));
            if (!column.unit().isEmpty()) {
                out.append("<br><span style=\"").append(FAINT).append(";font-weight:normal\">");
                out.append(CellText.escape(column.unit())).append("</span>");
            }
            out.append("</th>");
        }
        out.append("</tr></thead>\n");
    }

    private void row(@Nullable Object[] row) {
        out.append("<tr>");
        for (int i = 0; i < table.shownColumnCount(); i++) {
            out.append("<td style=\"").append(CELL).append(align(i)).append("\">");
            cell(i, row[i]);
            out.append("</td>");
        }
        out.append("</tr>\n");
    }

    private void cell(int column, @Nullable Object value) {
        String molecule = molecules.html(column, value);
        String text = CellText.of(value);
        if (molecule != null) {
            out.append(molecule);
        } else if (value == null) {
            out.append("<span style=\"")
                    .append(FAINT)
                    .append("\">")
                    .append(CellText.escape(text))
                    .append("</span>");
        } else if (text.length() > WIDE) {
            out.append("<div style=\"")
                    .append(BROKEN)
                    .append("\">")
                    .append(CellText.escape(text))
                    .append("</div>");
        } else {
            out.append(CellText.escape(text));
        }
    }

    private String align(int column) {
        return table.numeric(column) ? NUMBER : TEXT;
    }
}
