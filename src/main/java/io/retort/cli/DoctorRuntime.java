package io.retort.cli;

import io.retort.core.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/** Checks Java itself: version, compiler, memory, temporary folder. */
final class DoctorRuntime {
    private static final int OLDEST = 17;
    private static final double LITTLE_GB = 0.5;
    private static final double LITTLE_ROOM_GB = 1;
    private static final String ANOTHER = "point JAVA_HOME to a JDK of version 17 or later";

    private DoctorRuntime() {}

    static List<DoctorCheck> checks() {
        return List.of(
                new DoctorCheck("java", ANOTHER, DoctorRuntime::java),
                new DoctorCheck("compiler", "sudo apt-get install openjdk-17-jdk-headless", DoctorRuntime::compiler),
                new DoctorCheck("heap", "", DoctorRuntime::heap),
                new DoctorCheck(
                        "temporary",
                        "point -Djava.io.tmpdir to a folder that can be written",
                        () -> temporary(Settings.temporaryFolder())));
    }

    private static DoctorFinding java() {
        String said = Runtime.version() + " of "
                + ManagementFactory.getRuntimeMXBean().getVmVendor() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors";
        return Runtime.version().feature() < OLDEST
                ? DoctorFinding.bad("java", said, ANOTHER)
                : DoctorFinding.ok("java", said);
    }

    private static DoctorFinding compiler() {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new IllegalStateException("this is a runtime without a compiler, and cells are compiled");
        }
        return DoctorFinding.ok("compiler", "a JDK");
    }

    /** The memory is that of the container where there is one. */
    private static DoctorFinding heap() {
        double heap = Runtime.getRuntime().maxMemory() / 1e9;
        String said = String.format(Locale.ROOT, "%.1f GB for Java", heap);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            said += String.format(
                    Locale.ROOT, " of %.1f GB in this machine or container", system.getTotalMemorySize() / 1e9);
        }
        return heap < LITTLE_GB
                ? DoctorFinding.note("heap", said, "give more with --memory, or a larger container")
                : DoctorFinding.ok("heap", said);
    }

    /**
     * Writes a file. The room is asked of the file, because the list of file systems is missing in a bare chroot.
     *
     * @param folder the folder to check
     */
    static DoctorFinding temporary(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "retort-doctor", "");
        Files.delete(file);
        double room = folder.toFile().getUsableSpace() / 1e9;
        String said = String.format(Locale.ROOT, "%s can be written, %.1f GB free", folder, room);
        return room < LITTLE_ROOM_GB
                ? DoctorFinding.note("temporary", said, "make room: large sorts spill there")
                : DoctorFinding.ok("temporary", said);
    }
}
