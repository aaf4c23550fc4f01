package io.retort.benchmarks;

import io.retort.chem.diversity.BitBirch;
import io.retort.chem.diversity.BitBirchOptions;
import io.retort.chem.diversity.Butina;
import io.retort.chem.diversity.ButinaOptions;
import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.FingerprintSet;
import io.retort.chem.diversity.HitLimit;
import io.retort.chem.diversity.ISim;
import io.retort.chem.diversity.MaxMinOptions;
import io.retort.chem.diversity.MaxMinPicker;
import io.retort.chem.diversity.Sampling;
import io.retort.chem.diversity.SimilarityDistribution;
import io.retort.chem.diversity.SimilaritySearch;
import io.retort.core.CancelToken;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Similarity on made-up fingerprints of 2,048 bits, on one thread and in its processor time: all pairs, search, picks and
 * clusters.
 */
final class SimilaritySuite {
    private static final int PAIR_ROWS = 20_000;
    private static final int QUERIES = 100;
    private static final int ROUNDS = 3;
    private static final long SEED = 42;
    private static final Execution ONE = Execution.with(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final FingerprintSet rows;
    private final FingerprintSet few;
    private final Map<String, Object> result = new LinkedHashMap<>();

    /**
     * Makes the fingerprints.
     *
     * @param count rows to be searched
     */
    SimilaritySuite(int count) {
        rows = MadeFingerprints.of(count, SEED);
        few = MadeFingerprints.of(Math.min(PAIR_ROWS, count), SEED);
    }

    Map<String, Object> run() {
        result.put("kernel", SimilaritySearch.kernel());
        result.put("rows", rows.size());
        pairs();
        search();
        picksAndClusters();
        return result;
    }

    private void pairs() {
        double pairs = few.size() * (few.size() - 1.0) / 2;
        double seconds = best(() -> SimilarityDistribution.pairwise(few, Sampling.ofPairs(SEED), ONE));
        result.put("pairs_per_cpu_s", Math.round(pairs / seconds));
        result.put(
                "nearest_of_" + few.size() + "_cpu_s",
                rounded(best(() -> SimilarityDistribution.nearest(few, Sampling.ofRows(SEED), ONE))));
        result.put("isim_cpu_s", rounded(best(() -> ISim.tanimoto(rows, ONE))));
    }

    private void search() {
        long start = THREADS.getCurrentThreadCpuTime();
        SimilaritySearch search = SimilaritySearch.over(rows);
        result.put("index_cpu_s", rounded((THREADS.getCurrentThreadCpuTime() - start) / 1e9));
        for (HitLimit limit : new HitLimit[] {
            HitLimit.top(1), HitLimit.top(10), HitLimit.top(100), HitLimit.within(0.7), HitLimit.within(0.5)
        }) {
            String name = limit.similarity() > 0 ? "within_" + limit.similarity() : "top_" + limit.count();
            result.put(name + "_cpu_ms", latencies(search, limit));
        }
    }

    private void picksAndClusters() {
        result.put("maxmin_1000_cpu_s", rounded(best(() -> MaxMinPicker.pick(rows, MaxMinOptions.of(1000, 42), ONE))));
        result.put(
                "butina_of_" + few.size() + "_cpu_s",
                rounded(best(() -> Butina.cluster(few, ButinaOptions.of(0.65), ONE))));
        long start = THREADS.getCurrentThreadCpuTime();
        var unused = BitBirch.cluster(rows, BitBirchOptions.of(0.65), ONE);
        result.put("bitbirch_cpu_s", rounded((THREADS.getCurrentThreadCpuTime() - start) / 1e9));
    }

    /** Of the last round. */
    private Map<String, Object> latencies(SimilaritySearch search, HitLimit limit) {
        double[] millis = new double[QUERIES];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < QUERIES; i++) {
                int row = (int) (i * 7919L % rows.size());
                int words = rows.wordsPerRow();
                long[] query = Arrays.copyOfRange(rows.words(), row * words, (row + 1) * words);
                long start = THREADS.getCurrentThreadCpuTime();
                search.search(query, limit, new CancelToken());
                millis[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("median", rounded(millis[QUERIES / 2]));
        figures.put("p95", rounded(millis[QUERIES * 95 / 100]));
        figures.put("max", rounded(millis[QUERIES - 1]));
        return figures;
    }

    /** Processor time of the best of some rounds in seconds; the first ones are not compiled yet. */
    private static double best(Supplier<?> work) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            var unused = work.get();
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
        }
        return best;
    }

    private static double rounded(double number) {
        return Math.round(number * 1000) / 1000.0;
    }
}
