package io.retort.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Measures the process while a run goes on, in a thread of its own. */
final class ResourceSampler implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;
    /** Past this many samples every second one is dropped and the period doubles, so that a long run stays small. */
    private static final int MOST_SAMPLES = 2000;

    private final List<Sample> samples = new ArrayList<>();
    private final LongSupplier rowsIn;
    private final long start = System.nanoTime();
    private final double cpuAtStart = cpuSeconds();
    private final Thread thread;
    private long periodMillis = PERIOD_MILLIS;
    private boolean closed;

    /**
     * What was seen at one moment.
     *
     * @param seconds since the run started
     * @param rowsIn rows committed
     * @param cpuS processor time of the process since the run started
     * @param heapMb Java heap in use
     * @param rssMb memory that the process holds
     */
    record Sample(double seconds, long rowsIn, double cpuS, double heapMb, double rssMb) {}

    ResourceSampler(LongSupplier rowsIn) {
        this.rowsIn = rowsIn;
        this.thread = new Thread(this::sampleUntilClosed, "retort-sampler");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opened at first use: it costs half a second. */
    private static final class Machine {
        static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();
    }

    private void sampleUntilClosed() {
        OSProcess process = Machine.SYSTEM.getCurrentProcess();
        synchronized (this) {
            while (!closed) {
                samples.add(sample(process));
                if (samples.size() > MOST_SAMPLES) {
                    thin();
                }
                try {
                    wait(periodMillis);
                } catch (InterruptedException e) {
                    return;
                }
            }
            samples.add(sample(process));
        }
    }

    private void thin() {
        for (int i = samples.size() - 2; i > 0; i -= 2) {
            samples.remove(i);
        }
        periodMillis *= 2;
    }

    private Sample sample(OSProcess process) {
        process.updateAttributes();
        Runtime runtime = Runtime.getRuntime();
        return new Sample(
                (System.nanoTime() - start) / 1e9,
                rowsIn.getAsLong(),
                cpuSeconds() - cpuAtStart,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                process.getResidentMemory() / 1e6);
    }

    static double cpuSeconds() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    /** Processor time of the process since this was made. */
    double cpuSinceStart() {
        return cpuSeconds() - cpuAtStart;
    }

    synchronized double lastResidentMb() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).rssMb();
    }

    synchronized double peakResidentMb() {
        return samples.stream().mapToDouble(Sample::rssMb).max().orElse(0);
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
