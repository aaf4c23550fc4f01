package io.retort.magic;

import io.retort.core.Option;
import io.retort.engine.Progress;
import io.retort.engine.RunHandle;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jspecify.annotations.Nullable;

/** {@code %progress [RUN] [--follow]} shows how far the runs in the background are. */
final class ProgressMagic implements Magic<ProgressMagic.ProgressArguments> {
    private static final long LOOK_MILLIS = 250;

    /**
     * Arguments.
     *
     * @param run name of the run
     * @param follow whether to stay until it has ended
     */
    record ProgressArguments(
            @Option(help = "Name of the run, or its first letters; all that go on if not given.", positional = true)
            @Nullable
            String run,

            @Option(help = "Stay until the runs have ended; to interrupt the cell ends only the waiting.")
            boolean follow) {}

    @Override
    public String name() {
        return "progress";
    }

    @Override
    public String help() {
        return "shows how far the runs in the background are, and waits for them if told to";
    }

    @Override
    public Class<ProgressArguments> arguments() {
        return ProgressArguments.class;
    }

    @Override
    public @Nullable Object run(ProgressArguments arguments, MagicCall call) {
        String name = arguments.run();
        List<RunHandle> runs = name == null ? BackgroundRuns.running() : List.of(BackgroundRuns.of("%progress", name));
        if (runs.isEmpty()) {
            return new PlainText("No run goes on.");
        }
        if (!arguments.follow()) {
            return new Lines(runs);
        }
        try (LiveDisplay live = call.live()) {
            for (RunHandle run : runs) {
                do {
                    live.update(new Lines(runs));
                    if (call.token().isCancelled()) {
                        throw new CancellationException("the waiting was interrupted; the runs go on");
                    }
                } while (!BackgroundRuns.await(run, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
            }
            live.update(new Lines(runs));
        }
        return null;
    }

    /** Where some runs are, a bar and a line for each. */
    private record Lines(List<Line> lines) implements DisplayDataRenderable {
        record Line(String run, String state, ProgressView progress) {}

        Lines(java.util.Collection<RunHandle> runs) {
            this(runs.stream().map(Lines::line).toList());
        }

        private static Line line(RunHandle run) {
            Progress now = run.progress();
            return new Line(
                    run.name(),
                    run.state().toString(),
                    now == null ? new ProgressView("no rows yet", -1) : ProgressView.of(now));
        }

        @Override
        public Set<MIMEType> getSupportedRenderTypes() {
            return Set.of(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN);
        }

        @Override
        public void render(RenderContext context) {
            context.renderIfRequested(
                    MIMEType.TEXT_HTML,
                    () -> lines.stream()
                            .map(l -> "<div style=\"margin-bottom:.5em\"><b>" + CellText.escape(l.run()) + "</b> "
                                    + l.state() + l.progress().html() + "</div>")
                            .collect(Collectors.joining()));
            context.renderIfRequested(
                    MIMEType.TEXT_PLAIN,
                    () -> lines.stream()
                            .map(l -> l.run() + " " + l.state() + ": "
                                    + l.progress().line())
                            .collect(Collectors.joining("\n")));
        }
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        return word.startsWith("-") ? Magic.super.suggest(text) : CancelMagic.names(word);
    }
}
