package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a run writes once all its rows are staged: the files and tables of its sinks, and the rejects. */
final class RunOutputs {
    private final Pipeline pipeline;
    private final Workspace workspace;
    private final RunOptions options;
    private final CancelToken cancel;

    RunOutputs(Pipeline pipeline, Workspace workspace, RunOptions options, CancelToken cancel) {
        this.pipeline = pipeline;
        this.workspace = workspace;
        this.options = options;
        this.cancel = cancel;
    }

    /**
     * Waits for the sinks that follow the run, then writes the others, one after the other.
     *
     * @param tick hears of the stage at work
     * @return what was written, for the report
     */
    List<String> write(RunTables tables, Tally tally, Followers followers, Consumer<String> tick) {
        RunHome home = tables.home();
        List<String> outputs = new ArrayList<>(followers.finish(tables, tally, () -> tick.accept("writesql")));
        Table result = workspace.sql("SELECT * FROM " + home.name(tables.result()));
        for (SinkStage sink : pipeline.sinks()) {
            if (sink instanceof StreamedSink) {
                continue;
            }
            tick.accept(Pipeline.name(sink));
            outputs.add(sink.write(result, workspace, cancel));
        }
        if (options.out() != null) {
            outputs.add("table " + options.out());
        }
        Path rejects = options.rejects() != null ? options.rejects() : rejectsBeside(tally.rejected());
        if (rejects != null) {
            Table rejected = workspace.sql("SELECT * FROM " + home.name(tables.stagingRejects()));
            rejected.write(rejects, cancel);
            outputs.add(rejects.toString());
        }
        return outputs;
    }

    /** Rejects are never lost: without a place of their own they go beside the first output, files first. */
    private @Nullable Path rejectsBeside(long rejected) {
        if (rejected == 0 || options.out() != null) {
            return null;
        }
        return pipeline.sinks().stream()
                .sorted(Comparator.comparing(StreamedSink.class::isInstance))
                .map(SinkStage::rejectsFile)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .findFirst()
                .orElse(null);
    }
}
