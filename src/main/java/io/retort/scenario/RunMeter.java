package io.retort.scenario;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Measures wall and processor time from when it was made. */
final class RunMeter {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final long start = System.nanoTime();
    private final double cpuAtStart = cpu();

    private static double cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    double wallS() {
        return (System.nanoTime() - start) / 1e9;
    }

    double cpuS() {
        return cpu() - cpuAtStart;
    }

    /** Most memory that the process has held since its start, where Linux tells. */
    static double peakRssMb() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
