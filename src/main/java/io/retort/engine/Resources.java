package io.retort.engine;

import io.retort.core.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import oshi.SystemInfo;
import oshi.hardware.GlobalMemory;

/**
 * What the process uses and what the machine has, at one moment. Megabytes are 10^6 bytes.
 *
 * @param cpus processors that the process may use
 * @param cpuLoad share of them that was busy over the last quarter of a second, from 0 to 1
 * @param cpuSeconds processor time of the process since its start
 * @param residentMb memory that the process holds
 * @param heapMb Java heap in use
 * @param heapLimitMb most heap that Java may take
 * @param freeMb memory that the machine has left
 * @param totalMb memory of the machine
 * @param diskFreeMb room in the folder for spilled data
 */
public record Resources(
        int cpus,
        double cpuLoad,
        double cpuSeconds,
        double residentMb,
        double heapMb,
        double heapLimitMb,
        double freeMb,
        double totalMb,
        double diskFreeMb) {

    private static final long LOAD_MILLIS = 250;

    /**
     * Measures; takes a quarter of a second.
     *
     * @return what is now
     */
    public static Resources now() {
        SystemInfo system = new SystemInfo();
        Runtime runtime = Runtime.getRuntime();
        GlobalMemory memory = system.getHardware().getMemory();
        return new Resources(
                runtime.availableProcessors(),
                system.getHardware().getProcessor().getSystemCpuLoad(LOAD_MILLIS),
                ResourceSampler.cpuSeconds(),
                system.getOperatingSystem().getCurrentProcess().getResidentMemory() / 1e6,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                runtime.maxMemory() / 1e6,
                memory.getAvailable() / 1e6,
                memory.getTotal() / 1e6,
                diskFreeMbNow());
    }

    /** Room in the folder for spilled data, in 10^6 bytes. */
    static double diskFreeMbNow() {
        try {
            return Files.getFileStore(Settings.temporaryFolder()).getUsableSpace() / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
