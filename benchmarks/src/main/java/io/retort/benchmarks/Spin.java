package io.retort.benchmarks;

import io.retort.core.Outcome;
import io.retort.engine.RowStage;
import io.retort.engine.SourceStage;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Work of a known size that keeps a processor busy and touches no memory. */
final class Spin {
    private Spin() {}

    /** A chain of multiplications, none of which can be left out. */
    static long steps(long seed, long count) {
        long x = seed;
        for (long i = 0; i < count; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
        }
        return x;
    }

    /** Steps that take a microsecond here and now: the best of several tries. */
    static double stepsPerMicro() {
        long steps = 2_000_000;
        double best = 0;
        long kept = 0;
        for (int i = 0; i < 30; i++) {
            long start = System.nanoTime();
            kept += steps(i, steps);
            best = Math.max(best, steps / ((System.nanoTime() - start) / 1e3));
        }
        return kept == 0 ? best + 1e-9 : best;
    }

    /** A source of the numbers from 0, in a column {@code n}. */
    record Numbers(long count) implements SourceStage {
        @Override
        public Rows open(Context context) {
            return new Rows() {
                private long next;

                @Override
                public Schema schema() {
                    return Schema.of(List.of(new Column("n", ColumnType.LONG)));
                }

                @Override
                public @Nullable Outcome<@Nullable Object[]> next() {
                    return next == count ? null : Outcome.ok(new @Nullable Object[] {next++});
                }

                @Override
                public double fraction() {
                    return count == 0 ? 1 : (double) next / count;
                }

                @Override
                public void close() {}
            };
        }
    }

    /** A row stage that works as many steps as a function of {@code n} says, and keeps what comes out in {@code x}. */
    record Stage(LongUnaryOperator stepsOf) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "spin");
            Schema out = in.with(List.of(new Column("x", ColumnType.LONG)));
            int x = out.require("x", "spin");
            return new Bound(out, () -> row -> {
                Object value = row.get(n);
                long number = value instanceof Number given ? given.longValue() : 0;
                row.set(x, steps(number, stepsOf.applyAsLong(number)));
                return Outcome.ok(row);
            });
        }
    }
}
