package io.retort.chem.diversity;

import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What the properties of a library look like: a profile of each column of numbers, and how the columns go together.
 *
 * <p>Counts, mean, standard deviation and extremes are always computed from all values, in row order. Quantiles and
 * correlations are so up to {@link PropertyOptions#exactRows} rows; of more rows a sample is taken, whose size and
 * {@link #rankError} say how good they are. A correlation is over the rows in which both columns have a finite value.
 * Every figure is the same for every number of workers.
 *
 * @param rowCount rows of the table
 * @param sampledRows rows from which quantiles and correlations were computed; {@code rowCount} if from all
 * @param probabilities of the quantiles
 * @param columns in the order asked for
 * @param pearson {@code [column][column]}, NaN where a column does not vary or fewer than two rows have both values
 * @param spearman the same by rank; equal values share the mean of their ranks
 */
public record PropertyProfile(
        long rowCount,
        long sampledRows,
        List<Double> probabilities,
        List<ColumnProfile> columns,
        List<List<Double>> pearson,
        List<List<Double>> spearman) {
    private static final double DOUBT = 0.01;

    /** Copies. */
    public PropertyProfile {
        probabilities = List.copyOf(probabilities);
        columns = List.copyOf(columns);
        pearson = pearson.stream().map(List::copyOf).toList();
        spearman = spearman.stream().map(List::copyOf).toList();
    }

    /**
     * Computes the profile of columns.
     *
     * @param table the rows, read once, and counted before
     * @param columns names of columns of numbers
     * @param options quantiles, and up to how many rows to be exact
     * @param execution threads, cancel and progress
     * @return the profile
     * @throws UsageException if there are no columns, or one is missing or holds something else than numbers
     */
    public static PropertyProfile of(Table table, List<String> columns, PropertyOptions options, Execution execution) {
        if (columns.isEmpty()) {
            throw new UsageException("property profile: got no column; accepted is at least one column of numbers");
        }
        for (String column : columns) {
            table.schema().require(column, "property profile");
        }
        PropertyValues values = new PropertyValues(columns.size(), options, table.rowCount());
        table.numberBlocks(columns, execution.cancel(), values::add);
        return values.profile(columns, execution);
    }

    /**
     * The columns of a table that hold numbers.
     *
     * @param table any table
     * @return their names, in order
     */
    public static List<String> numericColumns(Table table) {
        List<String> names = new ArrayList<>();
        for (Column column : table.schema().columns()) {
            if (column.type() == ColumnType.LONG || column.type() == ColumnType.DOUBLE) {
                names.add(column.name());
            }
        }
        return names;
    }

    /**
     * How far the true share of values up to a quantile may be from its probability, by the sampling: with 99 % certainty
     * for all quantiles of a column at once.
     *
     * <p><b>Source</b>: massart1990 in {@code docs/references.bib}.
     *
     * @return 0 if all rows were taken
     */
    public double rankError() {
        return sampledRows == rowCount ? 0 : Math.sqrt(Math.log(2 / DOUBT) / (2.0 * sampledRows));
    }
}
