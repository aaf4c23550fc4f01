package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CachedRunTest {
    private static final RunOptions OPTIONS =
            RunOptions.defaults().withCache().withWorkers(2).withBatchSize(50).withOut("result");

    @TempDir
    Path folder;

    private final AtomicInteger calls = new AtomicInteger();
    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.open(folder.resolve("work.db"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private RunReport.CacheReport run(RunOptions options, Stage... stages) {
        calls.set(0);
        RunReport report = Pipeline.of(stages).run(workspace, options);
        return java.util.Objects.requireNonNull(report.cache());
    }

    private CacheStages.Counted counted(int factor) {
        return new CacheStages.Counted(calls, factor);
    }

    private static CacheStages.Given numbers(long first, long end) {
        return CacheStages.numbers(first, end);
    }

    @Test
    void secondRun_takesAllRowsFromTheCache_andSaysSo() throws IOException {
        RunReport.CacheReport cold = run(OPTIONS, numbers(0, 1000), counted(3));
        assertThat(cold.hits()).isZero();
        assertThat(cold.misses()).isEqualTo(1000);
        assertThat(cold.stored()).isEqualTo(1000);
        assertThat(cold.diskMb()).isPositive();
        assertThat(cold.lz4Ratio()).isGreaterThan(1);
        assertThat(calls).hasValue(1000);

        RunReport report = Pipeline.of(numbers(0, 1000), counted(3)).run(workspace, OPTIONS.withBatchSize(77));
        RunReport.CacheReport warm = java.util.Objects.requireNonNull(report.cache());
        assertThat(warm.hits()).isEqualTo(1000);
        assertThat(warm.misses() + warm.stored()).isZero();
        assertThat(calls).hasValue(1000);
        assertThat(workspace.table("result").numbers("made")[999]).isEqualTo(2997);
        long cached =
                workspace.query("SELECT sum(cached) FROM retort_batches WHERE run = '" + report.run() + "'", r -> {
                    r.next();
                    return r.getLong(1);
                });
        assertThat(cached).isEqualTo(1000);
        JsonNode json = new ObjectMapper().readTree(report.json()).get("cache");
        assertThat(json.get("hits").asInt()).isEqualTo(1000);
        assertThat(json.get("lz4_ratio").isNull()).isTrue();
        assertThat(warm.text()).startsWith("cache: 1,000 hits, 0 misses, 0 stored, 0.0 MB on disk");
    }

    @Test
    void changedOption_findsNothing() {
        run(OPTIONS, numbers(0, 200), counted(3));

        assertThat(run(OPTIONS, numbers(0, 200), counted(4)).hits()).isZero();
        assertThat(workspace.table("result").numbers("made")[199]).isEqualTo(796);
        assertThat(run(OPTIONS, numbers(0, 200), counted(3)).hits()).isEqualTo(200);
    }

    @Test
    void otherColumnName_findsNothing() {
        run(OPTIONS, numbers(0, 200), new Numbers.Square(0, 0));
        CacheStages.Given more = new CacheStages.Given(
                Schema.of(List.of(new Column("m", ColumnType.LONG), new Column("n", ColumnType.LONG))),
                List.of(new @Nullable Object[] {1L, 2L}, new @Nullable Object[] {2L, 1L}));

        assertThat(run(OPTIONS, more, new Numbers.Square(0, 0)).hits()).isZero();
    }

    @Test
    void grownInput_computesTheNewRowsOnly() {
        run(OPTIONS, numbers(0, 1000), counted(3));

        RunReport.CacheReport grown = run(OPTIONS, numbers(-50, 1100), counted(3));

        assertThat(grown.hits()).isEqualTo(1000);
        assertThat(grown.stored()).isEqualTo(150);
        assertThat(calls).hasValue(150);
        assertThat(workspace.table("result").numbers("row")[1149]).isEqualTo(1150);
        assertThat(workspace.table("result").numbers("made")[0]).isEqualTo(-150);
    }

    @Test
    void rowsThatFail_areKept_butNotWhatFailedUnforeseen() {
        Numbers.Square square = new Numbers.Square(7, 3);
        assertThat(run(OPTIONS, numbers(1, 701), square).stored()).isEqualTo(700);
        assertThat(run(OPTIONS, numbers(1, 701), square).hits()).isEqualTo(700);
        assertThat(workspace.table("result_rejects").rowCount()).isEqualTo(100);

        CacheStages.Given source = mixed(500);
        RunReport.CacheReport cold = run(OPTIONS, source, new CacheStages.Mix(5));
        long unforeseen = workspace.query("SELECT count(*) FROM result_rejects WHERE code = 'STAGE_FAILURE'", r -> {
            r.next();
            return r.getLong(1);
        });
        assertThat(unforeseen).isPositive();
        assertThat(cold.stored()).isEqualTo(500 - unforeseen);
        assertThat(run(OPTIONS, source, new CacheStages.Mix(5)).hits()).isEqualTo(500 - unforeseen);
    }

    private static CacheStages.Given mixed(int count) {
        return new CacheStages.Given(
                CacheStages.ALL_TYPES,
                java.util.stream.LongStream.range(0, count)
                        .mapToObj(n -> new @Nullable Object[] {"t" + n, n / 7.0, n, n % 2 == 0, new byte[] {(byte) n}})
                        .toList());
    }

    @Test
    void resultsThatHoldTheRowsPlace_areNotKept() {
        RunReport.CacheReport cold = run(OPTIONS, mixed(300), new CacheStages.Placed(3));
        assertThat(cold.stored()).isEqualTo(100);
    }

    /** Does not end on one number, as often as told, until it is interrupted. */
    private record Stuck(AtomicInteger times) implements RowStage {
        @Override
        public Optional<String> cacheKey() {
            return Optional.of("stuck");
        }

        @Override
        public Bound bind(Schema in) {
            return new Bound(in, () -> row -> {
                if (Long.valueOf(5).equals(row.get(1)) && times.getAndDecrement() > 0) {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("interrupted", e);
                    }
                }
                return Outcome.ok(row);
            });
        }
    }

    @Test
    void rowThatTookTooLong_isComputedAgain() {
        RunOptions options = OPTIONS.withRowTimeout(0.2);
        Stuck stuck = new Stuck(new AtomicInteger(1));
        RunReport.CacheReport cold = run(options, numbers(0, 100), stuck);
        assertThat(workspace.table("result_rejects").rowCount()).isEqualTo(1);
        assertThat(cold.stored()).isEqualTo(99);

        RunReport.CacheReport warm = run(options, numbers(0, 100), stuck);

        assertThat(warm.hits()).isEqualTo(99);
        assertThat(workspace.table("result").rowCount()).isEqualTo(100);
    }

    @Test
    void rowNumbersOfTheInput_areThoseOfTheRowAtHand() {
        Schema columns = Schema.of(List.of(new Column("row", ColumnType.LONG), new Column("n", ColumnType.LONG)));
        CacheStages.Given before = new CacheStages.Given(
                columns, List.of(new @Nullable Object[] {10L, 1L}, new @Nullable Object[] {20L, 7L}));
        CacheStages.Given after = new CacheStages.Given(
                columns, List.of(new @Nullable Object[] {30L, 7L}, new @Nullable Object[] {40L, 1L}));
        run(OPTIONS, before, new Numbers.Square(7, 0));

        assertThat(run(OPTIONS, after, new Numbers.Square(7, 0)).hits()).isEqualTo(2);
        assertThat(workspace.table("result").numbers("row")).containsExactly(40);
        assertThat(workspace.table("result_rejects").numbers("row")).containsExactly(30);
    }

    @Test
    void duplicates_areTakenFromTheCacheAsWell() {
        CacheStages.Given source = numbers(0, 1000);
        Stage[] stages = {source, new Modulo(100), new Dedup(List.of("rest")), counted(3)};
        RunReport.CacheReport cold = run(OPTIONS.withWorkers(1), stages);
        assertThat(cold.stored()).isEqualTo(1000);

        RunReport.CacheReport warm = run(OPTIONS.withWorkers(1).withBatchSize(10), stages);

        assertThat(workspace.table("result").rowCount()).isEqualTo(100);
        assertThat(warm.hits()).isGreaterThan(900);
        assertThat(run(OPTIONS.without(Optimization.EARLY_DUPLICATES), stages).misses())
                .isEqualTo(calls.get());
        assertThat(run(OPTIONS.without(Optimization.EARLY_DUPLICATES), stages).hits())
                .isEqualTo(1000);
    }

    private record Modulo(long by) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "modulo");
            return new Bound(in.with(List.of(new Column("rest", ColumnType.LONG))), () -> row -> {
                row.set(in.size(), ((Number) row.get(n)).longValue() % by);
                return Outcome.ok(row);
            });
        }
    }

    @Test
    void stageThatDoesNotSayWhatItDependsOn_isNotCached_andTheReportSaysSo() {
        Numbers.Thrower thrower = new Numbers.Thrower(-1, IllegalStateException::new, new AtomicInteger());
        run(OPTIONS, numbers(0, 100), thrower);
        RunReport.CacheReport second = run(OPTIONS, numbers(0, 100), thrower);

        assertThat(second.hits() + second.misses() + second.stored()).isZero();
        assertThat(second.note()).contains("Thrower").contains("docs/cache.md");
        assertThat(second.text()).contains("Thrower");
    }

    @Test
    void withoutWorkspaceFile_isRefused() {
        try (Workspace memory = Workspace.inMemory()) {
            assertThatThrownBy(() -> Pipeline.of(numbers(0, 1)).run(memory, OPTIONS))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--workspace FILE")
                    .hasMessageContaining("%workspace FILE");
            assertThat(Pipeline.of(numbers(0, 1))
                            .run(memory, OPTIONS.without(Optimization.CACHE))
                            .cache())
                    .isNull();
        }
    }

    @Test
    void withoutLz4_isFoundByARunWithIt() {
        RunReport.CacheReport plain = run(OPTIONS.without(Optimization.LZ4), numbers(0, 1000), counted(3));
        assertThat(plain.lz4Ratio()).isNull();
        assertThat(run(OPTIONS, numbers(0, 1000), counted(3)).hits()).isEqualTo(1000);
    }

    @Test
    void brokenBlocks_areComputedAgain() throws IOException {
        run(OPTIONS, numbers(0, 1000), counted(3));
        try (Stream<Path> files = Files.list(folder.resolve("work.db.retort/cache"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".blocks")).toList()) {
                try (RandomAccessFile blocks = new RandomAccessFile(file.toFile(), "rw")) {
                    blocks.seek(blocks.length() / 3);
                    blocks.write(blocks.read() ^ 1);
                }
            }
        }

        RunReport.CacheReport warm = run(OPTIONS, numbers(0, 1000), counted(3));

        assertThat(warm.hits()).isLessThan(1000);
        assertThat(calls.get()).isEqualTo(warm.misses()).isPositive();
        assertThat(workspace.table("result").numbers("made")[999]).isEqualTo(2997);
        assertThat(run(OPTIONS, numbers(0, 1000), counted(3)).hits()).isEqualTo(1000);
    }

    @Test
    void smallBound_isKept() {
        RunReport.CacheReport cold =
                run(OPTIONS.withCacheMb(1).without(Optimization.LZ4), numbers(0, 60_000), counted(3));

        assertThat(cold.stored()).isEqualTo(60_000);
        assertThat(cold.diskMb()).isLessThanOrEqualTo(1);
        RunReport.CacheReport warm = run(OPTIONS.withCacheMb(1), numbers(59_000, 60_000), counted(3));
        assertThat(warm.hits()).isEqualTo(1000);
    }

    @Test
    void twoRunsAtOnce_shareTheCache() throws Exception {
        run(OPTIONS, numbers(0, 500), counted(3));
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Supplier<Callable<RunReport>> task = () -> () -> {
                start.await();
                return Pipeline.of(numbers(0, 3000), counted(3))
                        .run(
                                workspace,
                                OPTIONS.withOut("r" + Thread.currentThread().getId()));
            };
            List<Future<RunReport>> runs = List.of(threads.submit(task.get()), threads.submit(task.get()));
            start.countDown();
            for (Future<RunReport> each : runs) {
                RunReport report = each.get(30, TimeUnit.SECONDS);
                assertThat(report.rowsOut()).isEqualTo(3000);
                assertThat(java.util.Objects.requireNonNull(report.cache()).hits())
                        .isGreaterThanOrEqualTo(500);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(run(OPTIONS, numbers(0, 3000), counted(3)).hits()).isEqualTo(3000);
    }
}
