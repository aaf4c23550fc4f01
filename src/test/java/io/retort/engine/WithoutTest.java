package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The law behind --cache and --without: neither shows in what a run gives. */
class WithoutTest {
    /** All that a run gives: rows, rejects, duplicates and issues, as TSV. */
    private static List<String> results(Pipeline pipeline, Workspace workspace, RunOptions options, Path folder) {
        List<String> results = new ArrayList<>();
        RunReport report = pipeline.run(workspace, options.withOut("result"));
        List<String> queries = List.of(
                "SELECT * FROM result",
                "SELECT * FROM result_rejects",
                "SELECT * FROM result_duplicates",
                "SELECT * EXCLUDE (run) FROM retort_issues WHERE run = '" + report.run() + "'");
        for (String query : queries) {
            Path file = folder.resolve("result.tsv");
            workspace.sql(query).write(file, new io.retort.core.CancelToken());
            results.add(read(file));
        }
        return results;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> plain(Pipeline pipeline, RunOptions options, Path folder) {
        try (Workspace workspace = Workspace.inMemory()) {
            return results(pipeline, workspace, options, folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void assertCacheDoesNotShow(Pipeline pipeline, int batchSize) throws IOException {
        Path folder = Files.createTempDirectory("without");
        RunOptions one = RunOptions.defaults().withWorkers(1).withBatchSize(100);
        List<String> expected = plain(pipeline, one, folder);
        RunOptions two = RunOptions.defaults().withWorkers(2).withBatchSize(batchSize);
        try (Workspace workspace = Workspace.open(folder.resolve("work.db"))) {
            assertThat(results(pipeline, workspace, two.withCache(), folder)).isEqualTo(expected);
            assertThat(results(pipeline, workspace, two.withCache(), folder)).isEqualTo(expected);
            assertThat(results(pipeline, workspace, one.withCache(), folder)).isEqualTo(expected);
            assertThat(results(pipeline, workspace, two.withCache().without(Optimization.CACHE), folder))
                    .isEqualTo(expected);
        }
        try (Workspace workspace = Workspace.open(folder.resolve("plain.db"))) {
            RunOptions off = two.withCache().without(Optimization.LZ4, Optimization.EARLY_DUPLICATES);
            assertThat(results(pipeline, workspace, off, folder)).isEqualTo(expected);
            assertThat(results(pipeline, workspace, two.withCache(), folder)).isEqualTo(expected);
        }
        delete(folder);
    }

    @Provide
    Arbitrary<@Nullable Object[]> rows() {
        Arbitrary<String> texts = Arbitraries.of("", "a", "b", "C1CC1", "Ω", "two\twords", "line\nbreak", "\"q\"")
                .injectNull(0.1);
        Arbitrary<Double> decimals =
                Arbitraries.of(0.0, -0.0, 1e300, 0.1, Double.NaN).injectNull(0.1);
        Arbitrary<Long> wholes = Arbitraries.longs().between(-3, 3).injectNull(0.1);
        Arbitrary<Boolean> flags = Arbitraries.of(true, false).injectNull(0.1);
        Arbitrary<byte[]> bytes = Arbitraries.bytes()
                .between((byte) 0, (byte) 1)
                .array(byte[].class)
                .ofMaxSize(2)
                .injectNull(0.1);
        return Combinators.combine(texts, decimals, wholes, flags, bytes)
                .as((t, d, l, f, b) -> new @Nullable Object[] {t, d, l, f, b});
    }

    @Provide
    Arbitrary<Stage> stages() {
        return Arbitraries.of(
                new CacheStages.Mix(1),
                new CacheStages.Mix(2),
                new CacheStages.Mix(3),
                new CacheStages.Placed(3),
                new Dedup(List.of("text")),
                new Dedup(List.of("whole", "flag")),
                new Dedup(List.of("row")));
    }

    @Property(tries = 12)
    void randomTablesAndStages_cacheDoesNotShow(
            @ForAll @Size(max = 120) List<@net.jqwik.api.From("rows") Object[]> rows,
            @ForAll @Size(min = 1, max = 4) List<@net.jqwik.api.From("stages") Stage> stages,
            @ForAll @IntRange(min = 1, max = 60) int batchSize)
            throws IOException {
        List<Stage> all = new ArrayList<>(List.of(new CacheStages.Given(CacheStages.ALL_TYPES, List.copyOf(rows))));
        stages.stream().distinct().forEach(all::add);
        assertCacheDoesNotShow(Pipeline.of(all.toArray(Stage[]::new)), batchSize);
    }

    @Property(tries = 2)
    void molecules_cacheDoesNotShow(@ForAll @IntRange(min = 1, max = 200) int batchSize) throws IOException {
        assertCacheDoesNotShow(
                Pipeline.parse("generate 300 --seed 5 | standardize | dedup | properties | scaffold | fingerprint"),
                batchSize);
    }

    @ParameterizedTest
    @EnumSource(Optimization.class)
    void anyOneOptimizationOff_doesNotShow(Optimization off) throws IOException {
        Pipeline pipeline = Pipeline.parse("generate 300 --seed 3 | standardize | dedup | properties | fingerprint");
        Pipeline numbers =
                Pipeline.of(new Numbers.Source(3000, 700, 10), new Dedup(List.of("n")), new Numbers.Square(7, 3));
        Path folder = Files.createTempDirectory("without");
        RunOptions options = RunOptions.defaults().withWorkers(2).withBatchSize(64);
        for (Pipeline each : List.of(pipeline, numbers)) {
            List<String> expected = plain(each, options, folder);
            assertThat(plain(each, options.without(off), folder)).isEqualTo(expected);
            try (Workspace workspace = Workspace.open(folder.resolve(each.hashCode() + ".db"))) {
                RunOptions cached = options.withCache().without(off);
                assertThat(results(each, workspace, cached, folder)).isEqualTo(expected);
                assertThat(results(each, workspace, cached, folder)).isEqualTo(expected);
            }
        }
        delete(folder);
    }
}
