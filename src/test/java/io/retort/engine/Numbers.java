package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source of whole numbers and stages on them, for tests of the engine. */
final class Numbers {
    private Numbers() {}

    /** Rows with one column {@code n}; every {@code badEvery}-th row cannot be read. */
    record Source(long count, int modulus, int badEvery) implements SourceStage {
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
                    if (next == count) {
                        return null;
                    }
                    long n = ++next;
                    if (badEvery > 0 && n % badEvery == 0) {
                        return Outcome.failed(IssueCode.MALFORMED_ROW, "bad on purpose", "#" + n);
                    }
                    return Outcome.ok(new @Nullable Object[] {n * 7919 % modulus});
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

    /** Adds {@code square}; fails on multiples of {@code failEvery}, remarks on multiples of {@code warnEvery}. */
    record Square(int failEvery, int warnEvery) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "square");
            Schema out = in.with(List.of(new Column("square", ColumnType.LONG)));
            int square = out.require("square", "square");
            return new Bound(out, () -> row -> {
                long value = ((Number) row.get(n)).longValue();
                if (failEvery > 0 && value % failEvery == 0) {
                    return Outcome.failed(IssueCode.BAD_VALUE, "refused on purpose", "");
                }
                row.set(square, value * value);
                if (warnEvery > 0 && value % warnEvery == 0) {
                    return new Outcome.Warned<>(row, List.of(Issue.of(IssueCode.BAD_VALUE, "odd", "")));
                }
                return Outcome.ok(row);
            });
        }
    }

    /** Throws something on one value, as often as told. */
    record Thrower(long at, java.util.function.Supplier<Throwable> what, AtomicInteger times) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "thrower");
            return new Bound(in, () -> row -> {
                if (((Number) row.get(n)).longValue() == at && times.getAndDecrement() > 0) {
                    Throwable thrown = what.get();
                    if (thrown instanceof Error e) {
                        throw e;
                    }
                    throw (RuntimeException) thrown;
                }
                return Outcome.ok(row);
            });
        }
    }
}
