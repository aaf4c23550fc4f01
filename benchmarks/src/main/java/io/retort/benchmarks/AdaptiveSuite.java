package io.retort.benchmarks;

import io.retort.engine.BatchSize;
import io.retort.engine.ItemReport;
import io.retort.engine.Items;
import io.retort.engine.RunOptions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongUnaryOperator;

/**
 * The batch size that a run finds by itself beside the best and the worst fixed size, on four workloads: cheap rows,
 * costly rows, rows of which a few cost much more, and a remote sink that takes a while for each call whatever it
 * carries. Fixed sizes are searched over the powers of ten from 1 to 100,000 and twice and five times these; then the
 * best of them and the adaptive run are measured in turn.
 */
final class AdaptiveSuite {
    private static final int[] SIZES = {
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000
    };

    /** How long a source gives items, in the search and in the rounds. */
    private static final double SEARCH_SECONDS = 1.5;

    private static final double SECONDS = 8;

    private final int rounds;
    private final int workers;
    private final double stepsPerMicro = Spin.stepsPerMicro();

    AdaptiveSuite(BenchOptions options) {
        this.rounds = options.rounds();
        this.workers = options.workers();
    }

    /**
     * Work for the engine.
     *
     * @param name what it is like
     * @param micros time of an item
     * @param meanMicros mean of that
     * @param callMicros time of a call that carries a batch
     */
    private record Load(String name, LongUnaryOperator micros, double meanMicros, long callMicros) {
        /** Items that all workers together finish in a time, calls left out. */
        long items(double seconds, int workers) {
            return (long) (seconds * 1e6 * workers / meanMicros);
        }
    }

    Map<String, Object> run() {
        List<Load> loads = List.of(
                new Load("cheap rows: 1 us", n -> 1, 1, 0),
                new Load("costly rows: 1 ms", n -> 1000, 1000, 0),
                new Load("skewed rows: 20 us, one in 200 of 10 ms", n -> n % 200 == 117 ? 10_000 : 20, 69.9, 0),
                new Load("remote sink: 20 ms a call, rows of 2 us", n -> 2, 2, 20_000));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("workers", workers);
        result.put("rounds", rounds);
        for (Load load : loads) {
            Map<String, Object> figures = measure(load);
            Figures.tell(load.name() + ": " + figures);
            result.put(load.name(), figures);
        }
        return result;
    }

    private Map<String, Object> measure(Load load) {
        double unused = rate(load, BatchSize.adaptiveSize(), SEARCH_SECONDS);
        Map<String, Object> search = new LinkedHashMap<>();
        int best = SIZES[0];
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int size : SIZES) {
            // A size that is hopeless need not be borne for the whole length.
            double rate = rate(load, BatchSize.fixed(size), SEARCH_SECONDS);
            search.put("fixed:" + size, Math.round(rate));
            least = Math.min(least, rate);
            if (rate > most) {
                most = rate;
                best = size;
            }
        }
        List<Double> adaptive = new ArrayList<>();
        List<Double> fixed = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            fixed.add(rate(load, BatchSize.fixed(best), SECONDS));
            adaptive.add(rate(load, BatchSize.adaptiveSize(), SECONDS));
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("best_fixed_size", best);
        figures.put("best_fixed_rows_per_s", Figures.of(fixed));
        figures.put("adaptive_rows_per_s", Figures.of(adaptive));
        figures.put("adaptive_of_best_fixed", Figures.of(Figures.ratios(adaptive, fixed)));
        double worst = least;
        figures.put(
                "adaptive_of_worst_fixed",
                Figures.of(adaptive.stream().map(a -> a / worst).toList()));
        figures.put("search_rows_per_s", search);
        figures.put("warm_up_rows_per_s", Math.round(unused));
        return figures;
    }

    /**
     * Items per second of a source that ends after a time, so that a size that is hopeless is not borne for longer, and
     * after as many items as could be done in it, so that a batch of hours is never begun.
     */
    private double rate(Load load, BatchSize size, double seconds) {
        RunOptions options = RunOptions.defaults().withWorkers(workers).withBatchSize(size);
        long start = System.nanoTime();
        Iterable<Long> source = () -> new Until(start + (long) (seconds * 1e9), load.items(seconds, workers));
        ItemReport report;
        if (load.callMicros() == 0) {
            long[] kept = new long[1];
            report = Items.of(source)
                    .each(n -> Spin.steps(n, steps(load, n)))
                    .with(options)
                    .run((index, result) -> kept[0] += result.orThrow());
        } else {
            report = Items.of(source)
                    .<Long>batchesWith(() -> batch -> remote(load, batch))
                    .with(options)
                    .run((index, result) -> {});
        }
        return report.items() / ((System.nanoTime() - start) / 1e9);
    }

    /** The numbers from 0 until a moment, or up to a number. */
    private static final class Until implements Iterator<Long> {
        private final long end;
        private final long count;
        private long next;

        Until(long end, long count) {
            this.end = end;
            this.count = count;
        }

        @Override
        public boolean hasNext() {
            return next < count && System.nanoTime() < end;
        }

        @Override
        public Long next() {
            return next++;
        }
    }

    private List<Long> remote(Load load, List<Long> batch) {
        List<Long> results = new ArrayList<>(batch.size());
        for (Long n : batch) {
            results.add(Spin.steps(n, steps(load, n)));
        }
        long until = System.nanoTime() + load.callMicros() * 1000;
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return results;
    }

    private long steps(Load load, long n) {
        return (long) (load.micros().applyAsLong(n) * stepsPerMicro);
    }
}
