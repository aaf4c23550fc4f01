package io.retort.benchmarks;

import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.FingerprintSet;
import io.retort.chem.diversity.PropertyOptions;
import io.retort.chem.diversity.PropertyProfile;
import io.retort.chem.diversity.Sampling;
import io.retort.chem.diversity.SimilarityDistribution;
import io.retort.core.CancelToken;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to describe a library: each stage that needs all rows on {@code --count} molecules, and two of them beside
 * bare loops of as many threads.
 */
final class LibrarySuite {
    private static final String STAGES = " | standardize | dedup | properties | scaffold --generic | fingerprint";
    private static final List<String> COLUMNS = List.of(
            "mol_weight_da", "crippen_logp", "tpsa_a2", "hbd", "hba", "rotatable_bonds", "qed", "fraction_csp3");
    private static final int PAIR_ROWS = 20_000;
    private static final int PICK_ROWS = 100_000;

    private final int workers;
    private final int rounds;
    private final long count;
    private final @Nullable Path data;
    private final Map<String, Object> result = new LinkedHashMap<>();

    LibrarySuite(BenchOptions options) {
        this.workers = options.workers();
        this.rounds = options.rounds();
        this.count = options.count();
        this.data = options.data();
    }

    Map<String, Object> run() {
        try (Workspace workspace = Workspace.inMemory()) {
            String source = data == null ? "generate " + count : "read '" + data + "'";
            Pipeline.parse(source + STAGES)
                    .run(workspace, RunOptions.defaults().withWorkers(workers).withOut("everything"));
            Table library = workspace.create("library", "SELECT * FROM everything LIMIT " + count, new CancelToken());
            workspace.execute("DROP TABLE everything");
            result.put("source", data == null ? "generate" : String.valueOf(data.getFileName()));
            result.put("molecules", library.rowCount());
            result.put("workers", workers);
            workspace.create("some", "SELECT * FROM library LIMIT " + PICK_ROWS, new CancelToken());
            besideBare(library);
            stage(workspace, "library", "analyze");
            stage(workspace, "library", "diversity");
            stage(workspace, "library", "map");
            stage(workspace, "library", "cluster --similarity 0.65 --method bitbirch");
            stage(workspace, "library", "similar \"CC(=O)Oc1ccccc1C(=O)O\"");
            stage(workspace, "library", "search \"S(=O)(=O)[NX3]\"");
            stage(workspace, "some", "pick --count 1000");
            stage(workspace, "some", "cluster --similarity 0.65 --method butina");
            return result;
        }
    }

    private void stage(Workspace workspace, String table, String stage) {
        Figures.tell("library: " + stage);
        RunReport report = Pipeline.parse("read --table " + table + " | " + stage)
                .run(workspace, RunOptions.defaults().withWorkers(workers).withOut("result"));
        RunReport.StageReport own = report.stages().get(report.stages().size() - 1);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows_in", own.rowsIn());
        figures.put("rows_out", own.rowsOut());
        figures.put("stage_s", rounded(own.seconds()));
        figures.put("run_s", rounded(report.wallS()));
        figures.put("cpu_s", rounded(report.cpuS()));
        figures.put("peak_rss_mb", Math.round(report.peakRssMb()));
        result.put(stage, figures);
    }

    private void besideBare(Table library) {
        List<Double> profile = new ArrayList<>();
        List<Double> bareProfile = new ArrayList<>();
        List<Double> pairs = new ArrayList<>();
        List<Double> barePairs = new ArrayList<>();
        FingerprintSet few = fingerprints(library);
        Execution execution = Execution.with(workers);
        for (int round = -1; round < rounds; round++) {
            double ours = seconds(() -> PropertyProfile.of(library, COLUMNS, new PropertyOptions(), execution));
            double bare = seconds(() -> bareProfile(library));
            double our = seconds(() -> SimilarityDistribution.pairwise(few, Sampling.ofPairs(1), execution));
            double plain = seconds(() -> barePairs(few));
            if (round >= 0) {
                profile.add(ours);
                bareProfile.add(bare);
                pairs.add(our);
                barePairs.add(plain);
            }
        }
        result.put("profile_s", Figures.of(profile));
        result.put("profile_bare_s", Figures.of(bareProfile));
        result.put("profile_bare_by_ours", Figures.of(Figures.ratios(bareProfile, profile)));
        result.put("pairs_of", few.size());
        result.put("pairs_s", Figures.of(pairs));
        result.put("pairs_bare_s", Figures.of(barePairs));
        result.put("pairs_bare_by_ours", Figures.of(Figures.ratios(barePairs, pairs)));
    }

    private static FingerprintSet fingerprints(Table library) {
        List<byte[]> rows = new ArrayList<>();
        library.bytes("ecfp4", fingerprint -> {
            if (fingerprint != null && rows.size() < PAIR_ROWS) {
                rows.add(fingerprint);
            }
        });
        return FingerprintSet.ofBytes(rows);
    }

    /** Mean, deviation, extremes, quantiles by sorting, both correlations by their formulas: no checks, nothing around. */
    private void bareProfile(Table library) {
        int count = COLUMNS.size();
        double[][] columns = new double[count][];
        double[][] ranks = new double[count][];
        double[] kept = new double[count];
        threads(worker -> {
            for (int i = worker; i < count; i += workers) {
                columns[i] = library.numbers(COLUMNS.get(i));
                double[] sorted = columns[i].clone();
                Arrays.sort(sorted);
                double mean = Arrays.stream(sorted).sum() / sorted.length;
                for (double value : sorted) {
                    kept[i] += (value - mean) * (value - mean);
                }
                for (double share : new double[] {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1}) {
                    kept[i] += sorted[(int) (share * (sorted.length - 1))];
                }
                ranks[i] = bareRanks(columns[i], sorted);
            }
        });
        double[] found = new double[count];
        threads(worker -> {
            for (int i = worker; i < count; i += workers) {
                for (int j = 0; j < i; j++) {
                    found[i] += correlation(columns[i], columns[j]) + correlation(ranks[i], ranks[j]);
                }
            }
        });
        if (Arrays.stream(kept).sum() + Arrays.stream(found).sum() == 42.42) {
            Figures.tell("library: unlikely");
        }
    }

    /** Equal values share the mean of their ranks. */
    private static double[] bareRanks(double[] values, double[] sorted) {
        double[] mean = new double[sorted.length];
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            Arrays.fill(mean, from, to, (from + 1 + to) / 2.0);
        }
        double[] ranks = new double[values.length];
        for (int row = 0; row < ranks.length; row++) {
            ranks[row] = mean[Arrays.binarySearch(sorted, values[row])];
        }
        return ranks;
    }

    private static double correlation(double[] one, double[] other) {
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < one.length; i++) {
            x += one[i];
            y += other[i];
            xx += one[i] * one[i];
            yy += other[i] * other[i];
            xy += one[i] * other[i];
        }
        int n = one.length;
        return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
    }

    /** All pairs by popcount, summed up, with nothing around them. */
    private void barePairs(FingerprintSet set) {
        AtomicLong sum = new AtomicLong();
        threads(worker -> {
            double own = 0;
            for (int i = worker; i < set.size(); i += workers) {
                for (int j = 0; j < i; j++) {
                    own += set.tanimoto(i, j);
                }
            }
            sum.addAndGet((long) own);
        });
        if (sum.get() == 42) {
            Figures.tell("library: unlikely");
        }
    }

    private void threads(IntConsumer work) {
        List<Thread> running = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int number = worker;
            Thread thread = new Thread(() -> work.accept(number));
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static double rounded(double seconds) {
        return Math.round(seconds * 1000) / 1000.0;
    }
}
