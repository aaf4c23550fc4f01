package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.ArrayTable;
import io.retort.table.Schema;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/** The steps of a run that need all rows: bound before the run, carried out one after the other when rows are staged. */
final class Barriers {
    private static final long TICK_MILLIS = 100;

    private final List<Step> steps = new ArrayList<>();
    private final List<RunReport.StageReport> reports = new ArrayList<>();
    private final Workspace workspace;
    private final int workers;
    private final CancelToken cancel;

    private record Step(String name, String text, BarrierStage.Work work) {}

    /** Checks all steps against the columns that reach them. */
    Barriers(Pipeline pipeline, Schema rows, Workspace workspace, int workers, CancelToken cancel) {
        this.workspace = workspace;
        this.workers = workers;
        this.cancel = cancel;
        Schema schema = rows;
        for (BarrierStage stage : pipeline.barriers()) {
            BarrierStage.Bound bound = stage.bind(schema);
            schema = bound.out();
            steps.add(new Step(Pipeline.name(stage), Pipeline.text(stage), bound.work()));
        }
    }

    /** What each step did. */
    List<RunReport.StageReport> reports() {
        return reports;
    }

    /**
     * Carries the steps out.
     *
     * @param tick hears of the stage at work and the share of it that is done
     */
    void run(RunTables tables, BiConsumer<String, Double> tick) {
        for (Step step : steps) {
            String from = tables.home().name(tables.result());
            Table in = workspace.sql("SELECT * FROM " + from);
            long rowsIn = in.rowCount();
            long start = System.nanoTime();
            String to = tables.staging() + "_after_" + (reports.size() + 1);
            try (Around around = new Around(tables.staging() + "_for_" + (reports.size() + 1))) {
                CompletableFuture<Void> work = new CompletableFuture<>();
                Thread thread = new Thread(
                        () -> carry(step, in, around, tables.home().name(to), work), "retort-" + step.name());
                thread.setDaemon(true);
                thread.start();
                await(work, () -> tick.accept(step.name(), around.fraction));
            }
            tables.replaceResult(to);
            long rowsOut =
                    workspace.sql("SELECT * FROM " + tables.home().name(to)).rowCount();
            double seconds = (System.nanoTime() - start) / 1e9;
            reports.add(new RunReport.StageReport(
                    step.name(), step.text(), rowsIn, rowsOut, 0, 0, 0, seconds, seconds > 0 ? rowsIn / seconds : 0));
        }
    }

    private void carry(Step step, Table in, Around around, String to, CompletableFuture<Void> done) {
        try {
            Table result = step.work().run(in, around);
            cancel.throwIfCancelled();
            workspace.execute("CREATE OR REPLACE TABLE " + to + " AS " + result.query(), cancel);
            done.complete(null);
        } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
        }
    }

    /** Waits in the run's own thread, so that listeners hear of progress in the thread that they expect. */
    private static void await(CompletableFuture<Void> work, Runnable tick) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    work.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    tick.run();
                } catch (InterruptedException e) {
                    // The token, not the interrupt, ends the work; the run must not go on before the work has ended.
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw cause(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException cause(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    private final class Around implements BarrierStage.Context, AutoCloseable {
        private final String prefix;
        private final List<String> kept = new ArrayList<>();
        private volatile double fraction;

        Around(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Workspace workspace() {
            return workspace;
        }

        @Override
        public int workers() {
            return workers;
        }

        @Override
        public CancelToken cancel() {
            return cancel;
        }

        @Override
        public void progress(double done) {
            fraction = Math.max(0, Math.min(1, done));
        }

        @Override
        public synchronized Table keep(ArrayTable computed) {
            String name = prefix + "_" + (kept.size() + 1);
            kept.add(name);
            return workspace.put(name, computed);
        }

        @Override
        public synchronized void close() {
            for (String name : kept) {
                workspace.execute("DROP TABLE IF EXISTS " + Sql.name(name), new CancelToken());
            }
        }
    }
}
