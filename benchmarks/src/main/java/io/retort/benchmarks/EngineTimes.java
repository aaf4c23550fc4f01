package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.manybody.Calculation;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.Engines;
import io.retort.manybody.ModelChemistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the engine of our own takes for one to four waters as a whole, on one thread, warm, with no expansion around it. */
final class EngineTimes {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int MOST_WATERS = 4;
    private static final int ATOMS = 3;
    private static final int LEAST_RUNS = 20;
    private static final long PROCESSOR_NANOS = 2_000_000_000L;

    private EngineTimes() {}

    static Map<String, Object> run() {
        Map<String, Object> figures = new LinkedHashMap<>();
        try (EnergyEngine engine = Engines.open("rhf", Map.of())) {
            for (int waters = 1; waters <= MOST_WATERS; waters++) {
                Map<String, Object> times = new LinkedHashMap<>();
                times.put("hf", warm(engine, calculation(waters, "hf", Driver.ENERGY)));
                times.put("mp2", warm(engine, calculation(waters, "mp2", Driver.ENERGY)));
                times.put("hf_gradient", warm(engine, calculation(waters, "hf", Driver.GRADIENT)));
                figures.put("waters_" + waters, times);
            }
        }
        return figures;
    }

    private static Calculation calculation(int waters, String method, Driver driver) {
        return new Calculation(
                new ModelChemistry(method, "sto-3g"),
                driver,
                BenchClusters.waters(Math.max(2, waters)).atoms().subList(0, ATOMS * waters),
                List.of(),
                0,
                1,
                List.of());
    }

    private static Map<String, Object> warm(EnergyEngine engine, Calculation calculation) {
        Series before = Series.of(engine, calculation);
        Series series = Series.of(engine, calculation);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("runs_before", before.wallMillis().size());
        figures.put("runs", series.wallMillis().size());
        figures.put("wall_ms", Figures.of(series.wallMillis()));
        figures.put("processor_ms", Figures.of(series.processorMillis()));
        return figures;
    }

    /** The same calculation again and again. */
    private record Series(List<Double> wallMillis, List<Double> processorMillis) {
        static Series of(EnergyEngine engine, Calculation calculation) {
            CancelToken cancel = new CancelToken();
            Series series = new Series(new ArrayList<>(), new ArrayList<>());
            long end = THREADS.getCurrentThreadCpuTime() + PROCESSOR_NANOS;
            while (series.wallMillis.size() < LEAST_RUNS || THREADS.getCurrentThreadCpuTime() < end) {
                long wall = System.nanoTime();
                long processor = THREADS.getCurrentThreadCpuTime();
                double energy = engine.run(calculation, cancel).energyHartree();
                series.processorMillis.add((THREADS.getCurrentThreadCpuTime() - processor) / 1e6);
                series.wallMillis.add((System.nanoTime() - wall) / 1e6);
                if (!(energy < 0)) {
                    throw new IllegalStateException("the engine gave an energy of " + energy);
                }
            }
            return series;
        }
    }
}
