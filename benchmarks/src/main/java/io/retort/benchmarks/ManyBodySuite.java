package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.manybody.Cluster;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.Engines;
import io.retort.manybody.ManyBody;
import io.retort.manybody.ManyBodyOptions;
import io.retort.manybody.ManyBodyReport;
import io.retort.manybody.ManyBodyResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a many-body expansion costs beside a bare loop over the same calculations, how it scales beside the bound on any
 * schedule, how long a large one takes, whether it goes on after a kill, how much memory a wide one takes, and whether the
 * programs of others agree with the engine of our own.
 */
final class ManyBodySuite {
    private static final String HF = "1=hf/sto-3g,2=hf/sto-3g";
    private static final String HF3 = HF + ",3=hf/sto-3g";
    private static final int[] WIDE = {32, 64, 128};

    private final int rounds;
    private final int workers;

    ManyBodySuite(BenchOptions options) {
        this.rounds = options.rounds();
        this.workers = options.workers();
    }

    Map<String, Object> run() throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rounds", rounds);
        result.put("engine_alone", told("the engine alone", EngineTimes.run()));
        Map<String, Object> overhead = new LinkedHashMap<>();
        overhead.put("tasks_of_0.1_ms", synthetic("0.1", 48));
        overhead.put("tasks_of_1_ms", synthetic("1", 24));
        overhead.put("tasks_of_10_ms", synthetic("10", 12));
        overhead.put("hf_8_waters", hartreeFock());
        result.put("overhead", overhead);
        result.put("waters_16_to_3_body", large());
        result.put("resume", told("16 waters, killed and resumed", new ManyBodyKill(workers).run()));
        result.put("wide", wide());
        result.put("programs", programs());
        return result;
    }

    private Map<String, Object> synthetic(String millis, int fragments) {
        try (EnergyEngine engine = Engines.open("synthetic", Map.of("millis", millis, "atoms-per-fragment", "1"))) {
            return told(
                    "tasks of " + millis + " ms",
                    new ManyBodyRounds(BenchClusters.grid(fragments), ManyBodyOptions.of("1=a/b,2=a/b,3=a/b"), engine)
                            .run(rounds, false));
        }
    }

    private Map<String, Object> hartreeFock() {
        try (EnergyEngine engine = Engines.open("rhf", Map.of())) {
            return told(
                    "Hartree-Fock of 8 waters",
                    new ManyBodyRounds(BenchClusters.waters(8), ManyBodyOptions.of(HF3), engine).run(rounds, true));
        }
    }

    private Map<String, Object> large() {
        ManyBodyOptions options = ManyBodyOptions.of(HF3).with("workers", workers);
        ManyBodyResult result = ManyBody.of(BenchClusters.waters(16), options).run(new CancelToken());
        Map<String, Object> figures = account(result.report());
        figures.put("energy_hartree", result.energyHartree());
        return told("16 waters to 3-body", figures);
    }

    private static Map<String, Object> account(ManyBodyReport report) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calculations", report.calculations());
        figures.put("workers", report.workers());
        figures.put("wall_s", report.wallS());
        figures.put("task_s", report.taskS());
        figures.put("speedup", report.speedup());
        figures.put("speedup_bound", report.speedupBound());
        return figures;
    }

    /** Peak of the heap with garbage, and what lives while the result is held. */
    private Map<String, Object> wide() {
        Map<String, Object> result = new LinkedHashMap<>();
        try (EnergyEngine engine = Engines.open("synthetic", Map.of("millis", "1", "atoms-per-fragment", "1"))) {
            for (int fragments : WIDE) {
                Cluster cluster = BenchClusters.grid(fragments);
                ManyBodyOptions options = ManyBodyOptions.of("1=a/b,2=a/b").with("workers", workers);
                double before = living();
                heap().forEach(MemoryPoolMXBean::resetPeakUsage);
                ManyBodyResult done = ManyBody.of(cluster, options).run(engine, new CancelToken());
                double peak = megabytes(heap().stream()
                        .mapToLong(p -> p.getPeakUsage().getUsed())
                        .sum());
                double after = living();
                Map<String, Object> figures = account(done.report());
                figures.put("heap_peak_mb", peak);
                figures.put("heap_living_more_mb", after - before);
                result.put("fragments_" + fragments + "_to_2_body", figures);
            }
        }
        return told("wide expansions", result);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double living() {
        System.gc();
        return megabytes(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    private static double megabytes(long bytes) {
        return Math.round(bytes / 1e5) / 10.0;
    }

    /** Three waters to 2-body by each program that is installed; psi4 does what the engine of our own does. */
    private Map<String, Object> programs() {
        Map<String, Object> result = new LinkedHashMap<>();
        Map<String, String> models = new LinkedHashMap<>();
        models.put("rhf", "hf/sto-3g");
        models.put("psi4", "hf/sto-3g");
        models.put("xtb", "gfn2");
        models.put("mopac", "pm7");
        models.forEach((engine, model) -> result.put(engine, program(engine, model)));
        return told("programs", result);
    }

    private Map<String, Object> program(String engine, String model) {
        ManyBodyOptions options = ManyBodyOptions.of("1=" + model + ",2=" + model)
                .with("engine", engine)
                .with("workers", workers);
        try {
            ManyBodyResult result =
                    ManyBody.of(BenchClusters.waters(3), options).run(new CancelToken());
            Map<String, Object> figures = account(result.report());
            figures.put("version", result.report().engineVersion());
            figures.put("energy_hartree", result.energyHartree());
            return figures;
        } catch (ResourceException e) {
            return Map.of("missing", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> told(String what, Map<String, Object> figures) {
        Figures.tell(what + ": " + figures);
        return figures;
    }
}
