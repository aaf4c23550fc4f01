package io.retort.magic;

import io.retort.engine.Resources;
import java.util.List;
import java.util.Locale;

/** {@code %resources} shows what the process uses and what the machine has. */
final class ResourcesMagic implements Magic<NoArguments> {
    @Override
    public String name() {
        return "resources";
    }

    @Override
    public String help() {
        return "shows memory, processors and disk: what is used and what there is";
    }

    @Override
    public Class<NoArguments> arguments() {
        return NoArguments.class;
    }

    @Override
    public Object run(NoArguments arguments, MagicCall call) {
        Resources now = Resources.now();
        Object[][] rows = {
            {"processors", String.format(Locale.ROOT, "%.0f %% of %d busy", 100 * now.cpuLoad(), now.cpus())},
            {"process memory", megabytes(now.residentMb())},
            {"Java heap", megabytes(now.heapMb()) + " of " + megabytes(now.heapLimitMb())},
            {"machine memory", megabytes(now.freeMb()) + " free of " + megabytes(now.totalMb())},
            {"disk for spilling", megabytes(now.diskFreeMb()) + " free"},
            {"processor time", String.format(Locale.ROOT, "%.1f s", now.cpuSeconds())},
            {"tables", Session.workspace().tables().size() + " in " + place()},
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
