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

    /** Widens a range so that about so many bins have round edges; returns start, width and number of bins. */
    static Grid grid(double[] range, int bins) {
        double raw = Math.max((range[1] - range[0]) / bins, Math.ulp(Math.abs(range[1]) + 1));
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double width = 10 * power;
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (step * power >= raw * 0.999) {
                width = step * power;
                break;
            }
        }
        double start = Math.floor(range[0] / width) * width;
        int count = (int) Math.max(1, Math.floor((range[1] - start) / width + 1e-9) + 1);
        return new Grid(start, width, count);
    }

    /** Bins of equal width. */
    record Grid(double start, double width, int count) {}

    /** Number of rows in each bin. */
    static double[] of(Workspace workspace, Table table, String column, Grid grid) {
        String sql = String.format(
                Locale.ROOT,
                "SELECT least(greatest(floor((v - (%s)) / %s + 1e-9), 0), %d) AS bin, count(*) FROM (%s) GROUP BY bin",
                grid.start(),
                grid.width(),
                grid.count() - 1,
                finite(table, column));
        double[] counts = new double[grid.count()];
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
