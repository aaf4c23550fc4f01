package io.retort.scenario.config;

import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Rows of numbers that a scenario takes rates from. Immutable; compared by what the rows say, not by where they stand.
 *
 * @param spec what the table is
 * @param source file that the rows came from, for messages
 * @param rows in their order
 */
public record RateTable(TableSpec spec, String source, List<Row> rows) {
    /**
     * A row.
     *
     * @param line where it stands in the source, from 1
     * @param values one for each column, NaN for an open upper end
     */
    public record Row(int line, List<Double> values) {
        /** Copies the values. */
        public Row {
            values = List.copyOf(values);
        }

        double value(int column) {
            return values.get(column);
        }
    }

    /** Copies the rows and checks them. */
    public RateTable {
        rows = List.copyOf(rows);
        TableRules.check(spec, source, rows);
    }

    /**
     * The row of a band that a number falls in: lower end in, upper end out.
     *
     * @param number 0 or more
     * @return the values of the row, the two ends first
     */
    public List<Double> band(double number) {
        return rows.stream()
                .filter(r -> number >= r.value(0) && !(number >= r.value(1)))
                .findFirst()
                .orElseThrow(() -> new UsageException(spec.word() + " has no band for " + number))
                .values();
    }

    /**
     * The row of a key.
     *
     * @param key value of the first column
     * @return the row's values, empty if there is none
     */
    public List<Double> keyed(double key) {
        return rows.stream()
                .filter(r -> r.value(0) == key)
                .findFirst()
                .map(Row::values)
                .orElse(List.of());
    }

    /** The rows as text that is the same for the same numbers. */
    String canonical() {
        return rows.stream()
                .map(r -> r.values().stream()
                        .map(v -> v.isNaN() ? "" : String.format(Locale.ROOT, "%.9g", v))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateTable table
                && spec == table.spec
                && canonical().equals(table.canonical());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(new Object[] {spec, canonical()});
    }
}
