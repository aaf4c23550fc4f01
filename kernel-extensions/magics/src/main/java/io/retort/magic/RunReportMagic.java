package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.engine.RunDetail;
import io.retort.engine.RunHistory;
import io.retort.engine.RunReport;
import io.retort.plot.Figure;
import io.retort.plot.Plot;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code %runreport [RUN]} shows how a run went, and what to change. */
final class RunReportMagic implements Magic<RunReportMagic.RunReportArguments> {
    /**
     * Arguments.
     *
     * @param run name of the run
     * @param plots whether to draw
     */
    record RunReportArguments(
            @Option(help = "Name of the run, or its first letters; the last one if not given.", positional = true)
            @Nullable
            String run,

            @Option(help = "Draw throughput, batches and memory over time.", defaultValue = "true")
            boolean plots) {}

    @Override
    public String name() {
        return "runreport";
    }

    @Override
    public String help() {
        return "shows how a run went: rows, stages, errors, batches and memory over time, and what to change";
    }

    @Override
    public Class<RunReportArguments> arguments() {
        return RunReportArguments.class;
    }

    @Override
    public @Nullable Object run(RunReportArguments arguments, MagicCall call) {
        RunHistory history = RunHistory.in(Session.workspace());
        String asked = arguments.run();
        String name = asked != null
                ? asked
                : history.last()
                        .orElseThrow(() -> new UsageException(
                                "%runreport: no run has ended yet; %progress shows those" + " that go on"));
        RunDetail run = history.of(name);
        if (call.assigned()) {
            return run.report()
                    .<Object>map(report -> report)
                    .orElseThrow(() -> new UsageException(
                            "%runreport: run " + run.name() + " was " + run.status() + " and has no account"));
        }
        call.display(new PlainText("Run " + run.name() + ", " + run.status() + ": " + run.pipeline()));
        run.report().ifPresent(report -> {
            call.display(new RunView(report));
            call.display(facts(run, report));
        });
        if (run.isTaskGraph()) {
            call.display(run.tasks());
        }
        Table issues = run.issues();
        if (issues.rowCount() > 0) {
            call.display(issues);
        }
        if (arguments.plots()) {
            figures(run).forEach(call::display);
        }
        return new PlainText(run.recommendations().stream()
                .map(r -> "- " + r)
                .collect(Collectors.joining("\n", "What to do:\n", "")));
    }

    private static HtmlTable facts(RunDetail run, RunReport report) {
        List<Object[]> rows = new ArrayList<>();
        Object[] use = run.use().head(1).get(0);
        Object[] batch = Session.sql(
                        "SELECT count(*), median(rows), median(latency_ms), quantile_cont(latency_ms, 0.95),"
                                + " sum(bytes_per_row * rows) / sum(rows) FROM ("
                                + run.batches().query() + ")")
                .head(1)
                .get(0);
        rows.add(row("workers idle", "%.0f %% of the time", 100 * report.idleShare()));
        rows.add(row("batches", "%,.0f, %,.0f rows each (median)", number(batch[0]), number(batch[1])));
        rows.add(row("time of a batch", "%,.1f ms (median), %,.1f ms (19 of 20)", number(batch[2]), number(batch[3])));
        rows.add(row("size of a row", "%,.0f bytes when read", number(batch[4])));
        rows.add(row("processor", "%,.1f s, of it %,.1f s garbage collection", number(use[0]), number(use[1])));
        rows.add(row("disk", "%,.1f MB read, %,.1f MB written", number(use[2]), number(use[3])));
        rows.add(row("network", "%,.1f MB on the whole machine", number(use[4])));
        if (use[5] != null) {
            rows.add(row("GPU", "%.0f %% busy, %,.0f MB at most", 100 * number(use[5]), number(use[6])));
        }
        run.trend()
                .ifPresent(trend -> rows.add(
                        new Object[] {"beside earlier runs", RunsMagic.change(trend) + " rows/s against their median"
                        }));
        report.resources()
                .forEach(r -> rows.add(row(
                        r.name(),
                        "%,d calls, %,d tried again, breaker opened %,d times, %,.1f s waited",
                        r.calls(),
                        r.retries(),
                        r.opened(),
                        r.waitedSeconds())));
        report.alerts().forEach(alert -> rows.add(new Object[] {"alert", alert.replaceFirst("^alert: ", "")}));
        report.settings().forEach((name, value) -> rows.add(new Object[] {name, String.valueOf(value)}));
        return HtmlTable.of(List.of("measure", "value"), rows.toArray(Object[][]::new));
    }

    private static Object[] row(String name, String format, Object... values) {
        return new Object[] {name, String.format(Locale.ROOT, format, values)};
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static List<Figure> figures(RunDetail run) {
        Plot plot = Session.plot();
        List<Figure> figures = new ArrayList<>();
        if (run.throughput().rowCount() > 1) {
            figures.add(plot.line(run.throughput(), "time_s", "rows_per_s").title("Throughput"));
        }
        if (run.batches().rowCount() > 1) {
            figures.add(plot.line(run.batches(), "batch", "rows").title("Rows per batch"));
            figures.add(plot.scatter(run.batches(), "batch", "latency_ms").title("Time of a batch"));
        }
        if (run.memory().rowCount() > 1) {
            figures.add(plot.lines(run.memory(), "time_s", "memory (MB)", "heap_mb", "rss_mb")
                    .title("Memory"));
        }
        return figures;
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        return word.startsWith("-")
                ? Magic.super.suggest(text)
                : RunHistory.in(Session.workspace()).runs().texts("run").stream()
                        .filter(run -> run.startsWith(word))
                        .toList();
    }
}
