package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.OptionSet;
import io.retort.engine.ExternalResource;
import io.retort.engine.Progress;
import io.retort.engine.ProgressListener;
import io.retort.engine.ResourceLimits;
import io.retort.engine.ResourceSurroundings;
import io.retort.engine.WorkRun;
import io.retort.table.Database;
import io.retort.table.DatabaseUrl;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a table of vectors from a table of texts. The result has all rows of the source, in their order, and a column of
 * vectors ({@code FLOAT[dimension]}), which is NULL where there is none; the table {@code OUT_rejects} says why. Pages are
 * stored as they are done, together with how far the work is: the same call goes on where it was stopped or killed, and
 * makes vectors only for rows that are new. {@code retort_embeddings} says which model made a column.
 *
 * <p>A vector does not depend on the batch that it was made in beyond rounding: 1e-6 in float32, 1e-3 in half, and a cosine
 * of 0.999 in int8, whose activations are scaled by the batch.
 */
public final class EmbeddingJob {
    private static final int CPU_FETCH_ROWS = 4096;
    private static final int GPU_FETCH_ROWS = 65_536;
    private static final int GPU_COMMIT_EVERY = 4;

    private final EmbedOptions options;

    private EmbeddingJob(EmbedOptions options) {
        this.options = options;
    }

    /**
     * Plans the work.
     *
     * @param options which model, on which device, of which column
     * @return the job, which may be run several times
     */
    public static EmbeddingJob of(EmbedOptions options) {
        return new EmbeddingJob(options);
    }

    /**
     * Embeds rows of a workspace and waits.
     *
     * @param workspace holds the rows
     * @param source the rows
     * @param out table of the result; the source's own name to add the vectors to the source
     * @return what was done
     */
    public EmbedReport run(Workspace workspace, Table source, String out) {
        return run(workspace, source, out, new Control(new CancelToken(), progress -> {}, reason -> {}));
    }

    /**
     * What a door holds on to while the work goes on.
     *
     * @param cancel stops the work; whole pages that are done stay
     * @param progress hears of the progress a few times a second, in the thread that called
     * @param device hears once on which device the model runs, and why
     */
    public record Control(
            CancelToken cancel, ProgressListener progress, java.util.function.Consumer<DevicePlan> device) {}

    /**
     * Embeds rows of a workspace.
     *
     * @param workspace holds the rows
     * @param source the rows
     * @param out table of the result; the source's own name to add the vectors to the source
     * @param control what the caller holds on to
     * @return what was done
     * @throws io.retort.core.UsageException if the column does not exist, if the result holds vectors of another model, or
     *     if rows that are done have changed
     * @throws io.retort.core.ModelException if the model cannot be used
     * @throws CancellationException if it was stopped
     */
    public EmbedReport run(Workspace workspace, Table source, String out, Control control) {
        return run(
                workspace,
                control,
                (session, fetchRows) -> WorkspaceRows.open(
                        new WorkspaceRows.Place(workspace, source, out, options.writeRowsOr(fetchRows)),
                        options,
                        session.model(),
                        session.plan().dtype()));
    }

    /**
     * A table of a PostgreSQL database.
     *
     * @param url JDBC URL without credentials; those come from the settings
     * @param table {@code NAME} or {@code SCHEMA.NAME}
     * @param patienceSeconds for which a database that does not answer is tried
     */
    public record DatabasePlace(String url, String table, double patienceSeconds) {}

    /**
     * Gives the rows of a database's table vectors in place, those that have none.
     *
     * @param workspace keeps the account, and the table {@code TABLE_rejects}
     * @param place the table
     * @param control what the caller holds on to
     * @return what was done
     * @throws io.retort.core.UsageException if the table does not fit, or holds vectors of another model
     * @throws io.retort.core.ResourceException if the database stays away
     * @throws CancellationException if it was stopped
     */
    public EmbedReport run(Workspace workspace, DatabasePlace place, Control control) {
        Database database = Database.of(new DatabaseUrl(place.url()));
        try {
            Duration patience = Duration.ofMillis((long) (place.patienceSeconds() * 1000));
            ExternalResource resource = new ExternalResource(
                    database.name(), ResourceLimits.defaults().withPatience(patience), ResourceSurroundings.system());
            DatabaseRows.Place rows = new DatabaseRows.Place(workspace, database, resource, place.table());
            return run(workspace, control, (session, fetch) -> DatabaseRows.open(rows, options, session, fetch));
        } finally {
            database.close();
        }
    }

    /** Opens the rows once the model is known. */
    interface Opener {
        RowPages open(OnnxSession session, int fetchRows);
    }

    EmbedReport run(Workspace workspace, Control control, Opener opener) {
        AtomicLong settled = new AtomicLong();
        String text =
                "embed " + String.join(" ", OptionSet.of(EmbedOptions.class).words(options));
        try (WorkRun account = WorkRun.start(workspace, text.strip(), settled::get)) {
            try {
                return loaded(account, settled, control, opener);
            } catch (CancellationException e) {
                account.stopped();
                throw e;
            }
        }
    }

    private EmbedReport loaded(WorkRun account, AtomicLong settled, Control control, Opener opener) {
        LoadedModel model = LoadedModel.find(options.model(), options.sha256());
        int threads = options.threadsOr(Runtime.getRuntime().availableProcessors());
        try (Tokenizer tokenizer = model.openTokenizer();
                OnnxSession session = OnnxSession.open(model, options.device(), options.dtype(), threads)) {
            control.device().accept(session.plan());
            double loadSeconds = account.seconds();
            boolean cuda = session.plan().cuda();
            int fetchRows = options.fetchRowsOr(cuda ? GPU_FETCH_ROWS : CPU_FETCH_ROWS);
            try (RowPages rows = opener.open(session, fetchRows)) {
                int fixed = options.batchTokensOrZero();
                TokenBudget budget = fixed > 0 ? TokenBudget.fixed(fixed) : TokenBudget.measuring(cuda);
                EmbeddingRun run = new EmbeddingRun(rows, tokenizer, sizes(session, fetchRows), budget);
                run.run(() -> new BatchRunner(session, tokenizer.padding()), control.cancel(), () -> {
                    settled.set(rows.before() + run.settledRows());
                    control.progress().update(progress(account, rows, run, false));
                });
                rows.finish(control.cancel());
                EmbedReport report = new ReportOf(account, session, rows, run, budget).report(fetchRows, loadSeconds);
                account.finish(
                        new WorkRun.Counts(
                                report.rows(), report.embedded() + report.kept(), report.rejected(), report.workers()),
                        report.json());
                control.progress().update(progress(account, rows, run, true));
                return report;
            }
        }
    }

    private EmbeddingRun.Sizes sizes(OnnxSession session, int fetchRows) {
        int blocks = options.commitEveryOr(session.plan().cuda() ? GPU_COMMIT_EVERY : 1);
        int blocksInPage =
                Math.max(1, (fetchRows + options.writeRowsOr(fetchRows) - 1) / options.writeRowsOr(fetchRows));
        return new EmbeddingRun.Sizes(
                fetchRows,
                Math.max(1, blocks / blocksInPage),
                session.plan().workers(),
                session.model().dimension(),
                options.tooLong());
    }

    private static Progress progress(WorkRun account, RowPages rows, EmbeddingRun run, boolean finished) {
        long done = rows.before() + (finished ? run.tally().rows() : run.settledRows());
        return new Progress(
                done,
                rows.before() + run.tally().embedded() + run.tally().kept(),
                run.tally().rejected(),
                0,
                "embed",
                rows.total() <= 0 ? -1 : Math.min(1, (double) done / rows.total()),
                account.seconds(),
                account.residentMb(),
                finished,
                List.of(),
                rows.before());
    }

    /**
     * Adds a work up.
     *
     * @param account its account
     * @param session what computed
     * @param rows what was read and written
     * @param run what was done
     * @param budget size of the batches
     */
    private record ReportOf(WorkRun account, OnnxSession session, RowPages rows, EmbeddingRun run, TokenBudget budget) {
        EmbedReport report(int fetchRows, double loadSeconds) {
            EmbedTally tally = run.tally();
            double seconds = account.seconds();
            double working = Math.max(1e-9, seconds - loadSeconds);
            long computed = run.computedTokens();
            EmbeddingModel model = session.model();
            DevicePlan plan = session.plan();
            return new EmbedReport(
                    account.name(),
                    account.started().toString(),
                    tally.rows(),
                    tally.embedded(),
                    tally.repeated(),
                    tally.rejected(),
                    tally.kept(),
                    rows.before(),
                    seconds,
                    loadSeconds,
                    tally.embedded() / working,
                    tally.tokens() / working,
                    computed == 0 ? 0 : 1 - (double) tally.tokens() / computed,
                    model.name(),
                    model.fingerprint(plan.dtype()),
                    model.dimension(),
                    plan.device(),
                    plan.provider(),
                    plan.reason(),
                    plan.dtype().toString(),
                    plan.workers(),
                    plan.threadsPerBatch(),
                    fetchRows,
                    budget.chosen(),
                    budget.halvings(),
                    tally.commits(),
                    account.cpuSeconds(),
                    account.peakResidentMb(),
                    account.gpuShare(),
                    account.peakGpuMb(),
                    tally.issues());
        }
    }
}
