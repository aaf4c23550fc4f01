package io.retort.magic;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.engine.RunHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code %cancel RUN} stops a run that goes on in the background. */
final class CancelMagic implements Magic<CancelMagic.CancelArguments> {
    private static final long WAIT_SECONDS = 30;

    /**
     * Arguments.
     *
     * @param run name of the run
     * @param all whether to stop all
     */
    record CancelArguments(
            @Option(help = "Name of the run, or its first letters.", positional = true) @Nullable
            String run,

            @Option(help = "Stop all runs.") boolean all) {}

    @Override
    public String name() {
        return "cancel";
    }

    @Override
    public String help() {
        return "stops a run in the background and waits until it has ended";
    }

    @Override
    public Class<CancelArguments> arguments() {
        return CancelArguments.class;
    }

    @Override
    public Object run(CancelArguments arguments, MagicCall call) {
        String name = arguments.run();
        if ((name == null) != arguments.all()) {
            throw new UsageException("%cancel: name one run (%runs lists them), or write %cancel --all");
        }
        List<RunHandle> runs = name == null ? BackgroundRuns.running() : List.of(BackgroundRuns.of("%cancel", name));
        if (runs.isEmpty()) {
            return new PlainText("No run goes on.");
        }
        runs.forEach(RunHandle::cancel);
        return new PlainText(runs.stream().map(CancelMagic::ended).collect(Collectors.joining("\n")));
    }

    private static String ended(RunHandle handle) {
        boolean ended = BackgroundRuns.await(handle, TimeUnit.SECONDS.toNanos(WAIT_SECONDS));
        return "Run " + handle.name()
                + (ended
                        ? ": " + handle.state() + "."
                        : " has been told to stop and has not ended within " + WAIT_SECONDS
                                + " s; %progress shows it.");
    }

    @Override
    public List<String> suggest(String text) {
        String word = text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t')) + 1);
        return word.startsWith("-") ? Magic.super.suggest(text) : names(word);
    }

    static List<String> names(String word) {
        return BackgroundRuns.running().stream()
                .map(RunHandle::name)
                .filter(n -> n.startsWith(word))
                .toList();
    }
}
