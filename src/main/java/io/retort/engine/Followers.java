package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** The streamed sinks of a run: started when the staged tables are there, waited for when all rows are committed. */
final class Followers implements AutoCloseable {
    private final List<StreamedSink> sinks;
    private final Workspace workspace;
    private final CancelToken cancel;
    private final List<Follower> followers = new ArrayList<>();

    private final List<ExternalResource.Counts> ended = new ArrayList<>();

    Followers(Pipeline pipeline, Workspace workspace, CancelToken cancel) {
        this.sinks = streamed(pipeline);
        this.workspace = workspace;
        this.cancel = cancel;
    }

    static List<StreamedSink> streamed(Pipeline pipeline) {
        return pipeline.sinks().stream()
                .filter(StreamedSink.class::isInstance)
                .map(StreamedSink.class::cast)
                .toList();
    }

    /** Checks the targets against the columns and starts to follow. */
    void start(Plan plan, RunTables tables) {
        for (int i = 0; i < sinks.size(); i++) {
            followers.add(sinks.get(i).follow(new Follower.Context(workspace, tables, plan.result(), i, cancel)));
        }
    }

    /** Wakes the followers; fails if one of them failed. */
    void signal() {
        for (Follower follower : followers) {
            follower.signal();
            var unused = follower.isDone();
        }
    }

    /**
     * Waits until all rows are carried, puts refused rows among the rejects, and counts them.
     *
     * @return what was written
     */
    List<String> finish(RunTables tables, Tally tally, Runnable tick) {
        followers.forEach(Follower::end);
        List<String> outputs = new ArrayList<>();
        for (Follower follower : followers) {
            while (!follower.isDone()) {
                cancel.throwIfCancelled();
                follower.await();
                tick.run();
            }
            outputs.add(follower.output());
        }
        if (!followers.isEmpty()) {
            settle(tables, tally);
        }
        followers.forEach(follower -> ended.add(follower.resource()));
        close();
        return outputs;
    }

    /** What happened on the targets, once all rows are carried. */
    List<ExternalResource.Counts> resources() {
        return List.copyOf(ended);
    }

    private void settle(RunTables tables, Tally tally) {
        try (DuckDBConnection connection = workspace.newConnection()) {
            List<Long> refused = new RefusedRows(tables).settle(connection, sinks.size());
            for (int i = 0; i < refused.size(); i++) {
                tally.sink(refused.get(i), followers.get(i).nanos());
            }
        } catch (SQLException e) {
            throw RowStore.failure(e);
        }
    }

    @Override
    public void close() {
        followers.forEach(Follower::close);
        followers.clear();
    }
}
