package io.retort.magic;

import io.retort.engine.RunReport;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * The account of a run as a cell shows it: what became of the rows, the rate, and what each stage did.
 *
 * @param report the account
 */
record RunView(RunReport report) implements DisplayDataRenderable {
    @Override
    public Set<MIMEType> getSupportedRenderTypes() {
        return Set.of(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN);
    }

    @Override
    public void render(RenderContext context) {
        context.renderIfRequested(MIMEType.TEXT_HTML, () -> html());
        context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> text());
    }

    private String html() {
        return "<div>" + CellText.escape(rows()) + "<br><span style=\"opacity:.75\">" + CellText.escape(rate())
                + "</span>"
                + alerts().map(a -> "<br><b>" + CellText.escape(a) + "</b>").collect(Collectors.joining())
                + "</div>" + stages().toHtml() + "<div style=\"opacity:.75\">" + CellText.escape(outputs())
                + "</div>";
    }

    private String text() {
        return rows() + "\n" + rate() + "\n" + alerts().map(a -> a + "\n").collect(Collectors.joining())
                + stages().toText() + "\n" + outputs();
    }

    private String rows() {
        return report.rowsText();
    }

    private String rate() {
        return String.format(
                Locale.ROOT,
                "%,.0f rows/s, %.1f s, %d workers, %,.0f MB at most",
                report.rowsPerS(),
                report.wallS(),
                report.workers(),
                report.peakRssMb());
    }

    /** What the reader must not miss. */
    private Stream<String> alerts() {
        RunReport.CacheReport cache = report.cache();
        String cached = cache == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d rows from the cache, %,d computed; it takes %,.0f MB",
                        cache.hits(),
                        cache.misses(),
                        cache.diskMb());
        return Stream.concat(Stream.of(cached).filter(line -> !line.isEmpty()), report.alerts().stream());
    }

    private HtmlTable stages() {
        Object[][] rows = report.stages().stream()
                .map(s -> new Object[] {
                    s.name(),
                    s.rowsIn(),
                    s.rowsOut(),
                    s.rejected(),
                    s.duplicates(),
                    round(s.seconds()),
                    Math.round(s.rowsPerS())
                })
                .toArray(Object[][]::new);
        List<HtmlTable.Column> columns = List.of(
                new HtmlTable.Column("stage", "", ""),
                new HtmlTable.Column("in", "rows", ""),
                new HtmlTable.Column("out", "rows", ""),
                new HtmlTable.Column("rejected", "rows", ""),
                new HtmlTable.Column("duplicates", "rows", ""),
                new HtmlTable.Column("time", "s over all workers", ""),
                new HtmlTable.Column("rate", "rows/s and worker", ""));
        return new HtmlTable(columns, rows, rows.length);
    }

    private static double round(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }

    private String outputs() {
        return report.outputs().isEmpty() ? "" : "Kept in: " + String.join(", ", report.outputs());
    }
}
