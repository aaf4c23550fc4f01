package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Cluster;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.ManyBody;
import io.retort.manybody.ManyBodyOptions;
import io.retort.manybody.ManyBodyReport;
import io.retort.manybody.ManyBodyResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One expansion in turn with a bare loop over the very same calculations. The engine's time is from the cluster to the
 * result: plan, threads, account and assembly included.
 */
final class ManyBodyRounds {
    private final Cluster cluster;
    private final ManyBodyOptions options;
    private final EnergyEngine engine;
    private final List<Calculation> calculations;

    ManyBodyRounds(Cluster cluster, ManyBodyOptions options, EnergyEngine engine) {
        this.cluster = cluster;
        this.options = options;
        this.engine = engine;
        this.calculations = recorded();
    }

    /** The calculations, as the engine is asked for them; this also warms up. */
    private List<Calculation> recorded() {
        ConcurrentLinkedQueue<Calculation> seen = new ConcurrentLinkedQueue<>();
        EnergyEngine recorder = new EnergyEngine() {
            @Override
            public String name() {
                return engine.name();
            }

            @Override
            public String version() {
                return engine.version();
            }

            @Override
            public CalculationResult run(Calculation calculation, CancelToken cancel) {
                seen.add(calculation);
                return engine.run(calculation, cancel);
            }
        };
        ManyBody.of(cluster, options.with("workers", 1)).run(recorder, new CancelToken());
        return List.copyOf(seen);
    }

    /** Who goes first changes from round to round. */
    Map<String, Object> run(int rounds, boolean two) {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        for (int i = -1; i < rounds; i++) {
            Round round = i % 2 == 0 ? bareFirst(two) : engineFirst(two);
            if (i >= 0) {
                add(series, round, two);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("calculations", calculations.size());
        series.forEach((name, values) -> figures.put(name, Figures.of(values)));
        return figures;
    }

    private record Timed(double seconds, ManyBodyReport report) {}

    private record Round(double bare, Timed one, double bareTwo, Timed two) {}

    private Round bareFirst(boolean two) {
        double bare = bare(1);
        Timed one = engine(1);
        return new Round(bare, one, two ? bare(2) : 0, two ? engine(2) : one);
    }

    private Round engineFirst(boolean two) {
        Timed pair = two ? engine(2) : null;
        double bareTwo = two ? bare(2) : 0;
        Timed one = engine(1);
        return new Round(bare(1), one, bareTwo, pair == null ? one : pair);
    }

    private static void add(Map<String, List<Double>> series, Round round, boolean two) {
        put(series, "bare_s", round.bare());
        put(series, "overhead_percent", 100 * (round.one().seconds() - round.bare()) / round.bare());
        ManyBodyReport one = round.one().report();
        put(series, "overhead_within_the_run_percent", 100 * (one.wallS() - one.taskS()) / one.taskS());
        if (two) {
            ManyBodyReport pair = round.two().report();
            double speedup = round.bare() / round.two().seconds();
            put(series, "speedup_2_workers_of_the_bare_loop", speedup);
            put(series, "speedup_2_bare_threads", round.bare() / round.bareTwo());
            put(
                    series,
                    "speedup_2_workers_of_1",
                    round.one().seconds() / round.two().seconds());
            put(series, "bound_2_workers", pair.speedupBound());
            put(series, "percent_of_the_bound", 100 * speedup / pair.speedupBound());
            put(series, "percent_of_the_bound_within_the_run", 100 * pair.speedup() / pair.speedupBound());
        }
    }

    private static void put(Map<String, List<Double>> series, String name, double value) {
        series.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    private Timed engine(int workers) {
        long start = System.nanoTime();
        ManyBodyResult result =
                ManyBody.of(cluster, options.with("workers", workers)).run(engine, new CancelToken());
        return new Timed((System.nanoTime() - start) / 1e9, result.report());
    }

    private double bare(int threads) {
        List<Thread> running = new ArrayList<>();
        CancelToken cancel = new CancelToken();
        double[] kept = new double[threads];
        long start = System.nanoTime();
        for (int t = 0; t < threads; t++) {
            int first = t;
            Thread thread = new Thread(() -> {
                for (int i = first; i < calculations.size(); i += threads) {
                    kept[first] += engine.run(calculations.get(i), cancel).energyHartree();
                }
            });
            running.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : running) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (double energy : kept) {
            if (!(energy < 0)) {
                throw new IllegalStateException("calculations were lost");
            }
        }
        return seconds;
    }
}
