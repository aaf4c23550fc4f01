package io.retort.engine;

import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * The runs that a workspace knows of, read from the tables in which they leave their accounts. Runs of an earlier process
 * are among them if the workspace has a file.
 */
public final class RunHistory {
    private final Workspace workspace;

    private RunHistory(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * The runs of a workspace.
     *
     * @param workspace an open workspace
     * @return its history, which grows as runs end
     */
    public static RunHistory in(Workspace workspace) {
        RunSchema.make(workspace, RunHome.workspace());
        return new RunHistory(workspace);
    }

    /**
     * All runs that have ended, newest first: name, start, how each ended, its pipeline and counts, and in {@code trend}
     * its rate beside the median of earlier finished runs of the same pipeline, as a ratio.
     *
     * @return a table that is read anew each time
     */
    public Table runs() {
        return workspace.sql("SELECT run, started, status, pipeline, rows_in, rows_out, rejected, duplicates, wall_s,"
                + " rows_in / wall_s AS rows_per_s, rows_in / wall_s / median(rows_in / wall_s) FILTER (status ="
                + " 'finished') OVER (PARTITION BY pipeline ORDER BY started ROWS BETWEEN UNBOUNDED PRECEDING AND 1"
                + " PRECEDING) AS trend FROM retort_runs ORDER BY started DESC");
    }

    /**
     * The run that ended last.
     *
     * @return its name, if any run has ended
     */
    public Optional<String> last() {
        return runs().head(1).stream().map(row -> (String) row[0]).findFirst();
    }

    /**
     * One run.
     *
     * @param name its name, or the first letters of it
     * @return what is known of it
     * @throws UsageException if no run, or more than one, is called that
     */
    public RunDetail of(String name) {
        List<String> known = runs().texts("run");
        List<String> found = known.stream().filter(run -> run.startsWith(name)).toList();
        if (found.size() != 1) {
            String why = found.isEmpty() ? "no run is called that" : found.size() + " runs begin so";
            throw new UsageException("run \"" + name + "\": " + why
                    + (known.isEmpty() ? "; none has ended yet" : "; " + Names.suggestion(name, known)));
        }
        return new RunDetail(workspace, found.get(0), trend(found.get(0)));
    }

    private Optional<Double> trend(String run) {
        return workspace.query("SELECT trend FROM (" + runs().query() + ") WHERE run = " + Sql.text(run), r -> {
            boolean there = r.next() && r.getObject(1) != null;
            return there ? Optional.of(r.getDouble(1)) : Optional.<Double>empty();
        });
    }
}
