package io.retort.magic;

import io.retort.core.Option;
import io.retort.engine.Progress;
import io.retort.engine.RunHandle;
import io.retort.engine.RunHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code %runs} lists the runs: those that go on, and those that the workspace knows of. */
final class RunsMagic implements Magic<RunsMagic.RunsArguments> {
    /**
     * Arguments.
     *
     * @param limit how many at most
     */
    record RunsArguments(
            @Option(help = "How many at most, newest first.", defaultValue = "20", min = 1, max = 1000)
            int limit) {}

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String help() {
        return "lists the runs that go on and those that have ended, with their rate beside earlier runs of the same"
                + " pipeline";
    }

    @Override
    public Class<RunsArguments> arguments() {
        return RunsArguments.class;
    }

    @Override
    public Object run(RunsArguments arguments, MagicCall call) {
        RunHistory history = RunHistory.in(Session.workspace());
        if (call.assigned()) {
            return history.runs();
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (RunHandle handle : BackgroundRuns.running()) {
            Progress now = handle.progress();
            rows.add(new @Nullable Object[] {
                handle.name(),
                "running",
                null,
                handle.pipeline().text(),
                now == null ? 0 : now.rowsIn(),
                now == null ? 0 : now.rowsOut(),
                now == null ? 0 : now.rejected(),
                now == null ? 0 : now.duplicates(),
                now == null ? 0 : tenth(now.seconds()),
                now == null ? 0 : Math.round(now.rowsPerSecond()),
                null
            });
        }
        for (Object[] run : history.runs().head(arguments.limit())) {
            rows.add(row(run));
        }
        List<HtmlTable.Column> columns = List.of(
                new HtmlTable.Column("run", "", ""),
                new HtmlTable.Column("state", "", ""),
                new HtmlTable.Column("started", "UTC", ""),
                new HtmlTable.Column("pipeline", "", ""),
                new HtmlTable.Column("in", "rows", ""),
                new HtmlTable.Column("out", "rows", ""),
                new HtmlTable.Column("rejected", "rows", ""),
                new HtmlTable.Column("duplicates", "rows", ""),
                new HtmlTable.Column("time", "s", ""),
                new HtmlTable.Column("rate", "rows/s", ""),
                new HtmlTable.Column("beside earlier runs", "", ""));
        return new HtmlTable(columns, rows.toArray(Object[][]::new), rows.size(), false);
    }

    /** Columns as {@link RunHistory#runs} gives them. */
    private static @Nullable Object[] row(@Nullable Object[] run) {
        Object rate = run[9];
        Object trend = run[10];
        return new @Nullable Object[] {
            run[0],
            run[2],
            started(String.valueOf(run[1])),
            run[3],
            run[4],
            run[5],
            run[6],
            run[7],
            run[8] instanceof Number seconds ? tenth(seconds.doubleValue()) : null,
            rate instanceof Number number ? Math.round(number.doubleValue()) : null,
            trend instanceof Number ratio ? change(ratio.doubleValue()) : null
        };
    }

    /** The time alone for runs of this day, the date alone for others: both would be broken over lines. */
    private static String started(String timestamp) {
        String today = java.time.LocalDate.now(java.time.ZoneOffset.UTC).toString();
        boolean now = timestamp.startsWith(today);
        return now
                ? timestamp.substring(11, Math.min(19, timestamp.length()))
                : timestamp.substring(0, Math.min(10, timestamp.length()));
    }

    static String change(double ratio) {
        return String.format(Locale.ROOT, "%+.0f %%", 100 * (ratio - 1));
    }

    private static double tenth(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }
}
