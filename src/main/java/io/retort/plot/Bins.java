package io.retort.plot;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.Locale;

/** Counts rows in bins of equal width, in the database. */
final class Bins {
    private Bins() {}

    /** Least and greatest finite value of a column. */
    static double[] range(Workspace workspace, Table table, String column) {
        return workspace.query("SELECT min(v), max(v) FROM (" + finite(table, column) + ")", result -> {
            if (!result.next() || result.getObject(1) == null) {
                throw new UsageException("plot: column \"" + column + "\" holds no numbers");
            }
            return new double[] {result.getDouble(1), result.getDouble(2)};
        });
    }

    /** Number of rows in each bin; the last bin includes its upper edge. */
    static double[] of(Workspace workspace, Table table, String column, double[] range, int bins) {
        String sql = String.format(
                Locale.ROOT,
                "SELECT least(greatest(floor((v - (%s)) / %s), 0), %d) AS bin, count(*) FROM (%s) GROUP BY bin",
                range[0],
                (range[1] - range[0]) / bins,
                bins - 1,
                finite(table, column));
        double[] counts = new double[bins];
        return workspace.query(sql, result -> {
            while (result.next()) {
                counts[(int) result.getDouble(1)] = result.getDouble(2);
            }
            return counts;
        });
    }

    private static String finite(Table table, String column) {
        return "SELECT v FROM (SELECT CAST(" + Sql.name(column) + " AS DOUBLE) AS v FROM (" + table.query()
                + ")) WHERE v IS NOT NULL AND isfinite(v)";
    }
}
