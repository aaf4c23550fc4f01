package io.retort.engine;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;

/** Measures the process while a run goes on, in a thread of its own. */
final class ResourceSampler implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;
    /** Past this many samples every second one is dropped and the period doubles, so that a long run stays small. */
    private static final int MOST_SAMPLES = 2000;
    /** The network is looked at only every so many samples: to ask the system for it costs a millisecond. */
    private static final int NETWORK_EVERY = 4;

    private final List<Sample> samples = new ArrayList<>();
    private final LongSupplier rowsIn;
    private final long start = System.nanoTime();
    private final double cpuAtStart = cpuSeconds();
    private final double gcAtStart = gcSeconds();
    private final Thread thread;
    private long periodMillis = PERIOD_MILLIS;
    private boolean closed;
    private int taken;
    private double networkMb;

    /**
     * What was seen at one moment.
     *
     * @param seconds since the run started
     * @param rowsIn rows committed
     * @param cpuS processor time of the process since the run started
     * @param heapMb Java heap in use
     * @param rssMb memory that the process holds
     * @param gcS time in garbage collection since the run started
     * @param readMb what the process has read from disks since it started
     * @param writtenMb what the process has written to disks since it started
     * @param networkMb what the machine has received and sent, loopback left out
     * @param gpu the graphics processor, null where there is none
     */
    record Sample(
            double seconds,
            long rowsIn,
            double cpuS,
            double heapMb,
            double rssMb,
            double gcS,
            double readMb,
            double writtenMb,
            double networkMb,
            GpuProbe.@Nullable Use gpu) {

        /** As a row of {@code retort_samples}. */
        void append(String run, DuckDBAppender to) throws SQLException {
            to.beginRow();
            to.append(run);
            to.append(seconds);
            to.append(rowsIn);
            for (double value : new double[] {cpuS, heapMb, rssMb, gcS, readMb, writtenMb, networkMb}) {
                to.append(value);
            }
            if (gpu == null) {
                to.appendNull();
                to.appendNull();
            } else {
                to.append(gpu.share());
                to.append(gpu.memoryMb());
            }
            to.endRow();
        }
    }

    ResourceSampler(LongSupplier rowsIn) {
        this.rowsIn = rowsIn;
        this.thread = new Thread(this::sampleUntilClosed, "retort-sampler");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opened at first use: it costs half a second. */
    private static final class Machine {
        static final SystemInfo SYSTEM = new SystemInfo();
        static final List<NetworkIF> NETWORK = SYSTEM.getHardware().getNetworkIFs();
    }

    private void sampleUntilClosed() {
        OSProcess process = Machine.SYSTEM.getOperatingSystem().getCurrentProcess();
        try (GpuProbe gpu = GpuProbe.open()) {
            synchronized (this) {
                // Also of a run that has ended while the machine's facts were asked for: a line takes two points.
                samples.add(sample(process, gpu));
                while (!closed) {
                    wait(periodMillis);
                    samples.add(sample(process, gpu));
                    if (!closed && samples.size() > MOST_SAMPLES) {
                        thin();
                    }
                }
                if (samples.size() == 1) {
                    samples.add(sample(process, gpu));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void thin() {
        for (int i = samples.size() - 2; i > 0; i -= 2) {
            samples.remove(i);
        }
        periodMillis *= 2;
    }

    private Sample sample(OSProcess process, GpuProbe gpu) {
        process.updateAttributes();
        if (taken++ % NETWORK_EVERY == 0) {
            networkMb = network();
        }
        Runtime runtime = Runtime.getRuntime();
        return new Sample(
                (System.nanoTime() - start) / 1e9,
                rowsIn.getAsLong(),
                cpuSeconds() - cpuAtStart,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                process.getResidentMemory() / 1e6,
                gcSeconds() - gcAtStart,
                process.getBytesRead() / 1e6,
                process.getBytesWritten() / 1e6,
                networkMb,
                gpu.last());
    }

    private static double network() {
        double bytes = 0;
        for (NetworkIF card : Machine.NETWORK) {
            card.updateAttributes();
            bytes += card.getBytesRecv() + card.getBytesSent();
        }
        return bytes / 1e6;
    }

    static double cpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9
                : 0;
    }

    private static double gcSeconds() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                / 1e3;
    }

    /** Processor time of the process since this was made. */
    double cpuSinceStart() {
        return cpuSeconds() - cpuAtStart;
    }

    /** What alerts may ask for of the last sample. */
    Map<RunMetric, Double> metrics() {
        Map<RunMetric, Double> metrics = new EnumMap<>(RunMetric.class);
        Runtime runtime = Runtime.getRuntime();
        metrics.put(RunMetric.RSS_MB, lastResidentMb());
        metrics.put(
                RunMetric.HEAP_SHARE, (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory());
        metrics.put(RunMetric.DISK_FREE_MB, Resources.diskFreeMbNow());
        return metrics;
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
