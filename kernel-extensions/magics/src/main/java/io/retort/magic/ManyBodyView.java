package io.retort.magic;

import io.retort.manybody.BodyRow;
import io.retort.manybody.ManyBodyReport;
import io.retort.manybody.ManyBodyResult;
import io.retort.manybody.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/**
 * An expansion as a cell shows it: the energy asked for, what each number of bodies adds with each treatment, and what the
 * run cost beside what is possible.
 *
 * @param result the expansion
 * @param tables where the energies are kept
 */
record ManyBodyView(ManyBodyResult result, List<String> tables) implements DisplayDataRenderable {
    ManyBodyView {
        tables = List.copyOf(tables);
    }

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
        return "<div><b>" + CellText.escape(energy()) + "</b></div>" + bodies().toHtml()
                + "<div style=\"opacity:.75\">" + CellText.escape(work()) + "<br>" + CellText.escape(speed())
                + (tables.isEmpty() ? "" : "<br>" + CellText.escape(kept())) + "</div>";
    }

    private String text() {
        return energy() + "\n" + bodies().toText() + "\n" + work() + "\n" + speed()
                + (tables.isEmpty() ? "" : "\n" + kept());
    }

    private String energy() {
        BodyRow last = result.rows().stream()
                .filter(row -> row.bsse().equals(result.treatments().get(0).label()))
                .reduce((first, second) -> second)
                .orElseThrow();
        boolean total = result.energyHartree() == last.totalHartree();
        return String.format(
                Locale.ROOT,
                "%s energy, %s, through %d %s: %.10f hartree",
                total ? "Total" : "Interaction",
                last.bsse(),
                last.body(),
                last.body() == 1 ? "body" : "bodies",
                result.energyHartree());
    }

    private HtmlTable bodies() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (BodyRow row : result.rows()) {
            rows.add(new @Nullable Object[] {
                row.bsse(),
                row.body(),
                row.model(),
                rounded(row.totalHartree(), 10),
                rounded(row.interactionHartree() * Units.KCAL_MOL_PER_HARTREE, 4),
                rounded(row.contributionHartree(), 10),
                rounded(row.contributionHartree() * Units.KCAL_MOL_PER_HARTREE, 4),
                rounded(row.contributionHartree() * Units.KJ_MOL_PER_HARTREE, 4)
            });
        }
        List<HtmlTable.Column> columns = List.of(
                new HtmlTable.Column("BSSE", "", ""),
                new HtmlTable.Column("bodies", "", ""),
                new HtmlTable.Column("model", "", ""),
                new HtmlTable.Column("total", "hartree", ""),
                new HtmlTable.Column("interaction", "kcal/mol", ""),
                new HtmlTable.Column("contribution", "hartree", ""),
                new HtmlTable.Column("contribution", "kcal/mol", ""),
                new HtmlTable.Column("contribution", "kJ/mol", ""));
        return new HtmlTable(columns, rows.toArray(Object[][]::new), rows.size());
    }

    /** A decimal keeps digits that a table would round away. */
    private static @Nullable BigDecimal rounded(double value, int digits) {
        return Double.isNaN(value) ? null : BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }

    private String work() {
        ManyBodyReport report = result.report();
        return String.format(
                Locale.ROOT,
                "%,d calculations with %s: %,d done now, %,d done before, %,d the same as others",
                report.calculations(),
                report.engine(),
                report.done(),
                report.resumed() + report.cached(),
                report.merged());
    }

    private String speed() {
        ManyBodyReport report = result.report();
        return report.done() == 0
                ? String.format(Locale.ROOT, "%.2f s; nothing had to be computed", report.wallS())
                : String.format(
                        Locale.ROOT,
                        "%.2f s, %.2f s in calculations: %.2f times as fast as one after the other, at most %.2f with"
                                + " %d workers (%s, %d processors)",
                        report.wallS(),
                        report.taskS(),
                        report.speedup(),
                        report.speedupBound(),
                        report.workers(),
                        report.mode(),
                        report.processors());
    }

    private String kept() {
        return "Kept in: " + String.join(", ", tables);
    }
}
