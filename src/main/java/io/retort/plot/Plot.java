package io.retort.plot;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts of tables. Each axis carries its unit; colours tell apart for readers with color-vision deficiency. */
public final class Plot {
    private static final int WIDTH = 680;
    private static final int HEIGHT = 380;
    private static final int MOST_POINTS = 5_000;
    private static final int MOST_BARS = 40;

    private final Workspace workspace;

    private Plot(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Draws tables of a workspace.
     *
     * @param workspace evaluates the queries
     * @return the plots
     */
    public static Plot in(Workspace workspace) {
        return new Plot(workspace);
    }

    /**
     * How a column of numbers is distributed.
     *
     * @param table the rows
     * @param column a column of numbers; missing values are left out
     * @param bins number of bins of equal width, from 2 to 200
     * @return bars of row counts
     * @throws UsageException if the column is missing, is not of numbers, or holds none
     */
    public Figure histogram(Table table, String column, int bins) {
        requireNumbers(table, column);
        if (bins < 2 || bins > 200) {
            throw new UsageException("plot: --bins got " + bins + "; accepted is a whole number from 2 to 200");
        }
        double[] range = range(table, column);
        double width = range[1] > range[0] ? (range[1] - range[0]) / bins : 1;
        String sql = String.format(
                Locale.ROOT,
                "SELECT least(floor((v - %1$s) / %2$s), %3$d) AS bin, count(*) FROM"
                        + " (SELECT CAST(%4$s AS DOUBLE) AS v FROM (%5$s)) WHERE v IS NOT NULL GROUP BY bin",
                range[0],
                width,
                bins - 1,
                Sql.name(column),
                table.query());
        double[] counts = new double[bins];
        workspace.query(sql, result -> {
            while (result.next()) {
                counts[(int) result.getDouble(1)] = result.getDouble(2);
            }
            return 0;
        });
        List<Double> edges = new ArrayList<>();
        List<Double> heights = new ArrayList<>();
        for (int i = 0; i < bins; i++) {
            edges.add(range[0] + i * width);
            heights.add(counts[i]);
            edges.add(range[0] + (i + 1) * width);
            heights.add(counts[i]);
        }
        XYChart chart = xy(AxisLabel.of(column), "rows");
        XYSeries series = chart.addSeries("rows", edges, heights);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.StepArea);
        series.setMarker(SeriesMarkers.NONE);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisMin(0.0);
        return new Figure(chart, "Histogram of " + AxisLabel.of(column) + " in " + bins + " bins");
    }

    private double[] range(Table table, String column) {
        String sql = "SELECT min(v), max(v) FROM (SELECT CAST(" + Sql.name(column) + " AS DOUBLE) AS v FROM ("
                + table.query() + ")) WHERE v IS NOT NULL AND isfinite(v)";
        return workspace.query(sql, result -> {
            if (!result.next() || result.getObject(1) == null) {
                throw new UsageException("plot: column \"" + column + "\" holds no numbers");
            }
            return new double[] {result.getDouble(1), result.getDouble(2)};
        });
    }

    /**
     * One value for each of a few labels.
     *
     * @param table the rows, in the order to show; the first 40 are shown
     * @param label column of labels
     * @param value column of numbers
     * @return bars
     */
    public Figure bar(Table table, String label, String value) {
        table.schema().require(label, "plot bar");
        requireNumbers(table, value);
        Table head = workspace.sql("SELECT * FROM (" + table.query() + ") LIMIT " + MOST_BARS);
        List<String> labels = head.texts(label).stream()
                .map(l -> l.length() > 28 ? l.substring(0, 27) + "…" : l)
                .toList();
        List<Double> values = new ArrayList<>();
        for (double number : head.numbers(value)) {
            values.add(number);
        }
        if (labels.isEmpty() || labels.size() != values.size()) {
            throw new UsageException("plot bar: \"" + value + "\" must have a number in each of the first rows");
        }
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(AxisLabel.of(label))
                .yAxisTitle(AxisLabel.of(value))
                .build();
        Look.apply(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisLabelRotation(labels.size() > 6 ? 45 : 0);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.addSeries(value, distinct(labels), values);
        return new Figure(chart, "Bars of " + AxisLabel.of(value) + " by " + AxisLabel.of(label));
    }

    private static List<String> distinct(List<String> labels) {
        List<String> distinct = new ArrayList<>();
        for (String label : labels) {
            String shown = label.isEmpty() ? "(none)" : label;
            for (int i = 2; distinct.contains(shown); i++) {
                shown = label + " (" + i + ")";
            }
            distinct.add(shown);
        }
        return distinct;
    }

    /**
     * One column against another.
     *
     * @param table the rows; more than 5,000 are sampled, always the same ones
     * @param x column of numbers
     * @param y column of numbers
     * @return points
     */
    public Figure scatter(Table table, String x, String y) {
        XYChart chart = xy(AxisLabel.of(x), AxisLabel.of(y));
        XYSeries series = addPoints(chart, table, x, y, MOST_POINTS, "rows");
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(new Color(0x00, 0x72, 0xb2, 90));
        chart.getStyler().setMarkerSize(5);
        chart.getStyler().setLegendVisible(false);
        return new Figure(chart, AxisLabel.of(y) + " against " + AxisLabel.of(x));
    }

    /**
     * One column over another, joined by a line in row order.
     *
     * @param table the rows
     * @param x column of numbers
     * @param y column of numbers
     * @return a line
     */
    public Figure line(Table table, String x, String y) {
        XYChart chart = xy(AxisLabel.of(x), AxisLabel.of(y));
        addPoints(chart, table, x, y, 100_000, y).setMarker(SeriesMarkers.NONE);
        chart.getStyler().setLegendVisible(false);
        return new Figure(chart, AxisLabel.of(y) + " over " + AxisLabel.of(x));
    }

    private XYSeries addPoints(XYChart chart, Table table, String x, String y, int most, String name) {
        requireNumbers(table, x);
        requireNumbers(table, y);
        String pairs = "SELECT CAST(" + Sql.name(x) + " AS DOUBLE) AS px, CAST(" + Sql.name(y) + " AS DOUBLE) AS py FROM ("
                + table.query() + ")";
        String present = "SELECT px, py, row_number() OVER () AS n FROM (" + pairs + ") WHERE px IS NOT NULL AND py IS NOT NULL";
        long rows = workspace.sql(present).rowCount();
        if (rows == 0) {
            throw new UsageException("plot: there is no row with both \"" + x + "\" and \"" + y + "\"");
        }
        String sampled = "SELECT px, py FROM (" + present + ") WHERE n % " + (rows / most + 1) + " = 0 ORDER BY n";
        Table points = workspace.sql(rows <= most ? "SELECT px, py FROM (" + present + ") ORDER BY n" : sampled);
        return chart.addSeries(name, points.numbers("px"), points.numbers("py"));
    }

    private static void requireNumbers(Table table, String column) {
        int position = table.schema().require(column, "plot");
        switch (table.schema().columns().get(position).type()) {
            case LONG, DOUBLE, BOOLEAN -> {}
            default -> throw new UsageException("plot: column \"" + column + "\" is not of numbers");
        }
    }

    private static XYChart xy(String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        Look.apply(chart.getStyler());
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        return chart;
    }
}
