package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source and stages for tests of the cache. */
final class CacheStages {
    static final Schema ALL_TYPES = Schema.of(List.of(
            new Column("text", ColumnType.STRING),
            new Column("decimal", ColumnType.DOUBLE),
            new Column("whole", ColumnType.LONG),
            new Column("flag", ColumnType.BOOLEAN),
            new Column("bytes", ColumnType.BYTES)));

    private CacheStages() {}

    /** Gives rows that are there. */
    record Given(Schema columns, List<@Nullable Object[]> values) implements SourceStage {
        @Override
        public Rows open(Context context) {
            return new Rows() {
                private int next;

                @Override
                public Schema schema() {
                    return columns;
                }

                @Override
                public @Nullable Outcome<@Nullable Object[]> next() {
                    return next == values.size() ? null : Outcome.ok(values.get(next++));
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Adds a column for each type, fails, remarks, defers and changes what was read, all by the row's content. */
    record Mix(int salt) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            Schema out = in;
            for (Column column : ALL_TYPES.columns()) {
                out = out.with(List.of(new Column(column.name() + "_" + salt, column.type())));
            }
            int first = in.size();
            int text = in.require("text", "mix");
            int[] read = ALL_TYPES.names().stream()
                    .mapToInt(n -> in.require(n, "mix"))
                    .toArray();
            return new Bound(out, () -> row -> {
                int hash = salt;
                for (int column : read) {
                    hash = 31 * hash + hash(row.get(column));
                }
                return mix(row, hash, text, first);
            });
        }

        private static int hash(@Nullable Object cell) {
            return cell instanceof byte[] bytes ? Arrays.hashCode(bytes) : java.util.Objects.hashCode(cell);
        }

        private static Outcome<Row> mix(Row row, int hash, int text, int first) {
            int kind = Math.floorMod(hash, 11);
            if (kind == 0) {
                return Outcome.failed(IssueCode.BAD_VALUE, "refused: " + hash, hash % 2 == 0 ? "" : "of its own");
            }
            if (kind == 1) {
                throw new IllegalStateException("unforeseen " + hash);
            }
            if (kind == 2) {
                row.set(first, null);
            } else {
                row.defer(first, () -> row.text(text) + "\ud83e\uddea" + hash);
            }
            row.set(first + 1, Double.longBitsToDouble(hash * 0x9e3779b97f4a7c15L));
            row.set(first + 2, kind == 3 ? (Object) hash : (Long) (long) hash);
            row.set(first + 3, kind % 2 == 0);
            row.set(first + 4, new byte[] {(byte) hash, 0, (byte) kind});
            if (kind == 4) {
                row.set(text, "changed");
            }
            if (kind > 8) {
                return new Outcome.Warned<>(
                        row, List.of(Issue.of(IssueCode.BAD_VALUE, "odd", kind == 9 ? "" : "own text")));
            }
            return Outcome.ok(row);
        }
    }

    /** Adds the row's place for some rows, so that their results must not be taken for another row. */
    record Placed(int every) implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int whole = in.require("whole", "placed");
            Schema out = in.with(List.of(new Column("place", ColumnType.LONG), new Column("place2", ColumnType.LONG)));
            int rowColumn = in.require("row", "placed");
            return new Bound(out, () -> row -> {
                int hash = java.util.Objects.hashCode(row.get(whole));
                if (Math.floorMod(hash, every) == 0) {
                    row.set(in.size(), row.number());
                } else if (Math.floorMod(hash, every) == 1) {
                    row.set(in.size() + 1, row.get(rowColumn));
                }
                return Outcome.ok(row);
            });
        }
    }

    /** Adds {@code made}, and counts how often it was really asked. */
    record Counted(AtomicInteger calls, int factor) implements RowStage {
        @Override
        public Optional<String> cacheKey() {
            return Optional.of("counted " + factor);
        }

        @Override
        public Bound bind(Schema in) {
            int n = in.require("n", "counted");
            return new Bound(in.with(List.of(new Column("made", ColumnType.LONG))), () -> row -> {
                calls.incrementAndGet();
                row.set(in.size(), ((Number) java.util.Objects.requireNonNull(row.get(n))).longValue() * factor);
                return Outcome.ok(row);
            });
        }
    }

    /** Rows of one column {@code n}. */
    static Given numbers(long first, long end) {
        return new Given(
                Schema.of(List.of(new Column("n", ColumnType.LONG))),
                java.util.stream.LongStream.range(first, end)
                        .mapToObj(n -> new @Nullable Object[] {n})
                        .toList());
    }
}
