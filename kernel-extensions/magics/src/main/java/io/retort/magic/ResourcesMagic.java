package io.retort.magic;

import io.retort.core.Option;
import io.retort.engine.Resources;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** {@code %resources [--seconds N]} shows what the process uses and what the machine has, once or for a while. */
final class ResourcesMagic implements Magic<ResourcesMagic.ResourcesArguments> {
    /**
     * Arguments.
     *
     * @param seconds how long to follow
     */
    record ResourcesArguments(
            @Option(
                    help = "Follow for so long, in place; 0 shows it once.",
                    unit = "s",
                    defaultValue = "0",
                    min = 0,
                    max = 86_400)
            double seconds) {}

    @Override
    public String name() {
        return "resources";
    }

    @Override
    public String help() {
        return "shows memory, processors and disk: what is used and what there is, once or live";
    }

    @Override
    public Class<ResourcesArguments> arguments() {
        return ResourcesArguments.class;
    }

    @Override
    public @Nullable Object run(ResourcesArguments arguments, MagicCall call) {
        if (arguments.seconds() == 0) {
            return table();
        }
        long until = System.nanoTime() + (long) (arguments.seconds() * 1e9);
        try (LiveDisplay live = call.live()) {
            // To measure the load takes a quarter of a second, which is the pace of the panel.
            while (System.nanoTime() < until) {
                if (call.token().isCancelled()) {
                    throw new CancellationException("interrupted");
                }
                live.update(table());
            }
        }
        return null;
    }

    private static HtmlTable table() {
        Resources now = Resources.now();
        Object[][] rows = {
            {"processors", String.format(Locale.ROOT, "%.0f %% of %d busy", 100 * now.cpuLoad(), now.cpus())},
            {"process memory", megabytes(now.residentMb())},
            {"Java heap", megabytes(now.heapMb()) + " of " + megabytes(now.heapLimitMb())},
            {"machine memory", megabytes(now.freeMb()) + " free of " + megabytes(now.totalMb())},
            {"disk for spilling", megabytes(now.diskFreeMb()) + " free"},
            {"processor time", String.format(Locale.ROOT, "%.1f s", now.cpuSeconds())},
            {"tables", Session.workspace().tables().size() + " in " + place()},
            {"runs in the background", BackgroundRuns.running().size()},
        };
        return HtmlTable.of(List.of("resource", "now"), rows);
    }

    private static String place() {
        return Session.workspace().file().map(Object::toString).orElse("memory");
    }

    private static String megabytes(double mb) {
        return String.format(Locale.ROOT, "%,.0f MB", mb);
    }
}
