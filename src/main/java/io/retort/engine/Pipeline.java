package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A source, the steps that its rows go through, and where they end. Immutable; running it twice gives the same result.
 * The text form and {@link #of} take the same options.
 */
public final class Pipeline {
    private final List<Stage> stages;

    private Pipeline(List<Stage> stages) {
        this.stages = List.copyOf(stages);
        checkOrder();
    }

    /**
     * Reads the text form: a stage per line or separated by {@code |}, quoting as in a shell, {@code #} for comments.
     *
     * @param text for example {@code read drugs.tsv | standardize | write mols.parquet}
     * @return the pipeline
     * @throws UsageException naming the stage and what is accepted
     */
    public static Pipeline parse(String text) {
        List<Stage> stages = new ArrayList<>();
        for (PipelineText.Words stage : PipelineText.split(text)) {
            try {
                StageCatalog.Entry<?> entry =
                        StageCatalog.installed().require(stage.words().get(0));
                stages.add(entry.read(stage.words().subList(1, stage.words().size())));
            } catch (UsageException e) {
                boolean several = text.strip().contains("\n");
                throw several ? new UsageException("line " + stage.line() + ": " + e.getMessage()) : e;
            }
        }
        return new Pipeline(stages);
    }

    /**
     * Puts options records together.
     *
     * @param stages a source, row stages, steps that need all rows, and any sinks
     * @return the pipeline
     * @throws UsageException if they are not in that order
     */
    public static Pipeline of(Stage... stages) {
        return new Pipeline(List.of(stages));
    }

    /**
     * Suggests how the text may go on: stage names, options, and values of closed choices.
     *
     * @param text the text
     * @param cursor position in it
     * @return what may stand at the cursor, and from where it replaces the text
     */
    public static Suggestions suggest(String text, int cursor) {
        return Suggestions.at(text, cursor);
    }

    private void checkOrder() {
        if (stages.isEmpty()) {
            throw new UsageException("the pipeline is empty; start with a source, for example: read drugs.tsv");
        }
        if (!(stages.get(0) instanceof SourceStage)) {
            throw new UsageException(
                    "the pipeline must start with a source such as read or generate, not with " + name(stages.get(0)));
        }
        boolean sinkSeen = false;
        Stage barrier = null;
        for (Stage stage : stages.subList(1, stages.size())) {
            if (stage instanceof SourceStage) {
                throw new UsageException(name(stage) + " is a source: it can only stand first");
            }
            if (sinkSeen && !(stage instanceof SinkStage)) {
                throw new UsageException(name(stage) + " stands after write: put it before");
            }
            sinkSeen |= stage instanceof SinkStage;
            if (stage instanceof BarrierStage) {
                barrier = stage;
            } else if (barrier != null && (stage instanceof RowStage || stage instanceof DistinctStage)) {
                throw new UsageException(name(stage) + " works row by row and stands after " + name(barrier)
                        + ", which needs all rows: put it before");
            } else if (barrier != null && stage instanceof StreamedSink) {
                throw new UsageException(name(stage) + " takes rows while they are made and cannot follow "
                        + name(barrier) + ", which needs all rows: write to a file or a table, and from there");
            }
        }
    }

    /**
     * Runs with default options.
     *
     * @param workspace where the result and the account of the run go
     * @return the account
     */
    public RunReport run(Workspace workspace) {
        return run(workspace, RunOptions.defaults());
    }

    /**
     * Runs.
     *
     * @param workspace where the result and the account of the run go
     * @param options workers, batches, name of the result
     * @return the account
     */
    public RunReport run(Workspace workspace, RunOptions options) {
        return run(workspace, options, RunControl.quiet(new CancelToken()));
    }

    /**
     * Runs, and can be watched and stopped.
     *
     * @param workspace where the result and the account of the run go
     * @param options workers, batches, name of the result
     * @param control stops the run and hears of its progress
     * @return the account
     * @throws java.util.concurrent.CancellationException if it was stopped; nothing is left under a final name
     */
    public RunReport run(Workspace workspace, RunOptions options, RunControl control) {
        return new PipelineRun(this, workspace, options, control, RunName.next()).run();
    }

    /**
     * Runs in the background with default options.
     *
     * @param workspace where the result and the account of the run go; it must stay open until the run has ended
     * @return the run, which has begun
     */
    public RunHandle start(Workspace workspace) {
        return start(workspace, RunOptions.defaults());
    }

    /**
     * Runs in the background.
     *
     * @param workspace where the result and the account of the run go; it must stay open until the run has ended
     * @param options workers, batches, name of the result
     * @return the run, which has begun
     */
    public RunHandle start(Workspace workspace, RunOptions options) {
        return start(workspace, options, RunControl.quiet(new CancelToken()));
    }

    /**
     * Runs in the background, and can be watched and stopped from outside too.
     *
     * @param workspace where the result and the account of the run go; it must stay open until the run has ended
     * @param options workers, batches, name of the result
     * @param control stops the run and hears of its progress, in the run's own thread
     * @return the run, which has begun
     */
    public RunHandle start(Workspace workspace, RunOptions options, RunControl control) {
        RunHandle handle = new RunHandle(RunName.next(), this, control.cancel());
        handle.start(workspace, options, control.progress(), control.standardInput());
        return handle;
    }

    List<Stage> stages() {
        return stages;
    }

    /** The file that the first sink writes, if one does. */
    java.util.Optional<java.nio.file.Path> firstFile() {
        return sinks().stream()
                .filter(Write.class::isInstance)
                .map(s -> ((Write) s).file())
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** Stages in which rows end. */
    List<Stage> endings() {
        return stages.stream().filter(SinkStage.class::isInstance).toList();
    }

    SourceStage source() {
        return (SourceStage) stages.get(0);
    }

    List<Stage> steps() {
        return stages.stream()
                .filter(s -> s instanceof RowStage || s instanceof DistinctStage)
                .toList();
    }

    /** Steps that need all rows. */
    List<BarrierStage> barriers() {
        return stages.stream()
                .filter(BarrierStage.class::isInstance)
                .map(BarrierStage.class::cast)
                .toList();
    }

    /**
     * Whether the pipeline says where its rows go.
     *
     * @return true if it ends with a sink such as write
     */
    public boolean hasSink() {
        return !sinks().isEmpty();
    }

    /**
     * Whether rows end in a file or a database, which outlive the process.
     *
     * @return true if a sink writes to one
     */
    public boolean writesFile() {
        return sinks().stream()
                .anyMatch(s -> s instanceof StreamedSink || s instanceof Write write && write.file() != null);
    }

    List<SinkStage> sinks() {
        return stages.stream()
                .filter(SinkStage.class::isInstance)
                .map(SinkStage.class::cast)
                .toList();
    }

    static String name(Stage stage) {
        StageInfo info = stage.getClass().getAnnotation(StageInfo.class);
        return info == null ? stage.getClass().getSimpleName() : info.name();
    }

    /**
     * The text form, which reads back to this pipeline.
     *
     * @return stages separated by {@code |}; options at their default are left out
     */
    public String text() {
        return stages.stream().map(Pipeline::text).collect(Collectors.joining(" | "));
    }

    @SuppressWarnings("unchecked")
    static String text(Stage stage) {
        List<String> words = new ArrayList<>(List.of(name(stage)));
        if (stage instanceof Record options && stage.getClass().isAnnotationPresent(StageInfo.class)) {
            words.addAll(OptionSet.of((Class<Record>) options.getClass()).words(options));
        }
        return PipelineText.join(words);
    }

    @Override
    public String toString() {
        return text();
    }
}
