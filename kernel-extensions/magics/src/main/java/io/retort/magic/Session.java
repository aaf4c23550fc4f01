package io.retort.magic;

import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunHandle;
import io.retort.engine.RunReport;
import io.retort.plot.Plot;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The notebook's session: the workspace that magics and Java cells share. It is in memory until {@code %workspace FILE}
 * names a file. Safe for use by many threads.
 */
public final class Session {
    private static final long STOP_SECONDS = 10;

    private static @Nullable Workspace workspace;

    private Session() {}

    /**
     * The workspace of this notebook, made when it is first asked for.
     *
     * @return an open workspace
     */
    public static synchronized Workspace workspace() {
        Workspace open = workspace;
        if (open == null) {
            open = Workspace.inMemory();
            workspace = open;
            Runtime.getRuntime().addShutdownHook(new Thread(Session::end, "retort-session-close"));
        }
        return open;
    }

    /** The workspace, if something has asked for it already. */
    static synchronized Optional<Workspace> opened() {
        return Optional.ofNullable(workspace);
    }

    /**
     * Goes over to a workspace file; the one before is closed.
     *
     * @param file a DuckDB file, made if it does not exist
     * @return the open workspace
     */
    public static synchronized Workspace open(Path file) {
        List<RunHandle> running = BackgroundRuns.running();
        if (!running.isEmpty()) {
            throw new UsageException("%workspace: run " + running.get(0).name() + " goes on in the workspace that would"
                    + " be closed; wait for it (%progress --follow) or stop it (%cancel --all)");
        }
        Workspace next = Workspace.open(file);
        close();
        workspace = next;
        return next;
    }

    private static void end() {
        BackgroundRuns.stopAll(STOP_SECONDS);
        close();
    }

    private static synchronized void close() {
        Workspace open = workspace;
        workspace = null;
        if (open != null) {
            open.close();
        }
    }

    /**
     * A table of the workspace.
     *
     * @param name its name
     * @return the table
     */
    public static Table table(String name) {
        return workspace().table(name);
    }

    /**
     * The result of a query.
     *
     * @param query one SELECT
     * @return the result, evaluated each time that it is read
     */
    public static Table sql(String query) {
        return workspace().sql(query);
    }

    /**
     * Runs a pipeline in the workspace, without a display.
     *
     * @param text text of the pipeline
     * @return the account of the run
     */
    public static RunReport run(String text) {
        return Pipeline.parse(text).run(workspace());
    }

    /**
     * Draws tables of the workspace.
     *
     * @return the plots
     */
    public static Plot plot() {
        return Plot.in(workspace());
    }
}
