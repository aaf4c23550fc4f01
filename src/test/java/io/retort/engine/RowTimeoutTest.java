package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.Outcome;
import io.retort.core.ResourceException;
import io.retort.table.Schema;
import io.retort.table.Workspace;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that do not end. */
@Timeout(60)
class RowTimeoutTest {
    private static final AtomicBoolean OVER = new AtomicBoolean();

    private Workspace workspace;

    @BeforeEach
    void open() {
        OVER.set(false);
        workspace = Workspace.inMemory();
    }

    @AfterEach
    void close() {
        OVER.set(true);
        workspace.close();
    }

    /** Waits for ever on some rows; heeds an interrupt, or spins until the test is over. */
    record Endless(LongPredicate at, boolean heeds) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "endless");
            return new Bound(in, () -> row -> {
                if (at.test(((Number) row.get(n)).longValue())) {
                    hang();
                }
                return Outcome.ok(row);
            });
        }

        private void hang() {
            if (!heeds) {
                while (!OVER.get()) {
                    Thread.onSpinWait();
                }
                return;
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    private RunReport run(int rows, RowStage stage, int workers) {
        return Pipeline.of(new Numbers.Source(rows, rows, 0), new Numbers.Square(0, 0), stage)
                .run(
                        workspace,
                        RunOptions.defaults()
                                .withOut("result")
                                .withWorkers(workers)
                                .withBatchSize(50)
                                .withRowTimeout(0.2));
    }

    @Test
    void rowThatHeedsAnInterrupt_isRejectedAlone() {
        RunReport report = run(500, new Endless(n -> n == 7, true), 2);

        assertThat(report.rowsOut()).isEqualTo(499);
        assertThat(report.issues()).containsOnly(java.util.Map.entry("TIMED_OUT", 1L));
        assertThat(report.lostThreads()).isZero();
        assertThat(workspace.table("result_rejects").texts("message").get(0))
                .contains("0.2")
                .contains("--row-timeout");
    }

    @Test
    void rowThatHeedsNothing_isGivenUp_andTheRestOfItsBatchIsDone() {
        RunReport report = run(500, new Endless(n -> n == 7, false), 1);

        assertThat(report.rowsOut()).isEqualTo(499);
        assertThat(report.issues()).containsOnly(java.util.Map.entry("TIMED_OUT", 1L));
        assertThat(report.lostThreads()).isEqualTo(1);
        assertThat(workspace.table("result").numbers("row")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void severalRowsOfOneBatchThatHeedNothing_areAllGivenUp() {
        RunReport report = run(100, new Endless(n -> n == 3 || n == 4 || n == 50, false), 1);

        assertThat(report.rowsOut()).isEqualTo(97);
        assertThat(report.lostThreads()).isEqualTo(3);
    }

    @Test
    void tooManyRowsThatHeedNothing_endTheRunWithAReason() {
        assertThatThrownBy(() -> run(500, new Endless(n -> n % 2 == 0, false), 1))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("--row-timeout");
    }

    /** A stage that swallows the interrupt leaves it for what comes next, and that is the file of keys. */
    @Test
    void interruptThatIsSwallowed_doesNotReachTheKeys() {
        RowStage swallowing = new RowStage() {
            @Override
            public Bound bind(Schema in) {
                int n = in.require("n", "swallowing");
                return new Bound(in, () -> row -> {
                    if (row.number() > 60_000 && ((Number) row.get(n)).longValue() % 500 == 7) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return Outcome.ok(row);
                });
            }
        };
        // Enough keys that most lie in the file: those still in its buffer are not read from it.
        RunReport report = Pipeline.of(
                        new Numbers.Source(120_000, 60_000, 0), new Padded(), swallowing, new Dedup(List.of("padded")))
                .run(
                        workspace,
                        RunOptions.defaults()
                                .withOut("result")
                                .withBatchSize(200)
                                .withRowTimeout(0.005));

        assertThat(report.issues()).containsOnlyKeys("TIMED_OUT");
        assertThat(report.duplicates()).isGreaterThan(50_000);
    }

    /** Adds a long text that follows from {@code n}. */
    record Padded() implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "padded");
            Schema out = in.with(List.of(new io.retort.table.Column("padded", io.retort.table.ColumnType.STRING)));
            int padded = out.require("padded", "padded");
            return new Bound(out, () -> row -> {
                row.set(padded, "x".repeat(60) + row.get(n));
                return Outcome.ok(row);
            });
        }
    }
}
