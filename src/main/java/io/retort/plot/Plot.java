package io.retort.plot;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
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
     * @param bins about how many bins of equal width with round edges, from 2 to 200
     * @return bars of row counts
     * @throws UsageException if the column is missing, is not of numbers, or holds none
     */
    public Figure histogram(Table table, String column, int bins) {
        Bins.Grid grid = Bins.grid(range(table, column, bins), bins);
        XYChart chart = xy(AxisLabel.of(column), "rows");
        addSteps(chart, "rows", Bins.of(workspace, table, column, grid), grid);
        chart.getStyler().setLegendVisible(false);
        return new Figure(chart, "Histogram of " + AxisLabel.of(column) + " in " + grid.count() + " bins");
    }

    /**
     * How a column is distributed in several tables, each as a share of its own rows.
     *
     * @param column a column of numbers that all tables have
     * @param bins about how many bins of equal width with round edges, from 2 to 200
     * @param tables named tables
     * @return a step line for each table
     */
    public Figure compare(String column, int bins, Table... tables) {
        if (tables.length == 0) {
            throw new UsageException("plot compare: at least one table is needed");
        }
        double[] range = range(tables[0], column, bins);
        for (Table table : tables) {
            double[] own = range(table, column, bins);
            range = new double[] {Math.min(range[0], own[0]), Math.max(range[1], own[1])};
        }
        XYChart chart = xy(AxisLabel.of(column), "share of rows (%)");
        Bins.Grid grid = Bins.grid(range, bins);
        List<String> names = distinct(java.util.Arrays.stream(tables)
                .map(table -> table.name().isEmpty() ? "query" : table.name())
                .toList());
        for (int i = 0; i < tables.length; i++) {
            double[] counts = Bins.of(workspace, tables[i], column, grid);
            double all = java.util.Arrays.stream(counts).sum();
            double[] shares =
                    java.util.Arrays.stream(counts).map(c -> 100 * c / all).toArray();
            addSteps(chart, names.get(i), shares, grid);
        }
        return new Figure(chart, AxisLabel.of(column) + " in " + String.join(", ", names));
    }

    private static void addSteps(XYChart chart, String name, double[] heights, Bins.Grid grid) {
        double[] x = new double[2 * heights.length + 2];
        double[] y = new double[2 * heights.length + 2];
        for (int i = 0; i < heights.length; i++) {
            x[2 * i + 1] = grid.start() + i * grid.width();
            x[2 * i + 2] = grid.start() + (i + 1) * grid.width();
            y[2 * i + 1] = heights[i];
            y[2 * i + 2] = heights[i];
        }
        x[0] = grid.start();
        x[x.length - 1] = grid.start() + heights.length * grid.width();
        XYSeries series = chart.addSeries(name, x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
        series.setMarker(SeriesMarkers.NONE);
        Color line = Look.COLORS[(chart.getSeriesCollection().size() - 1) % Look.COLORS.length];
        series.setLineColor(line);
        series.setLineWidth(1.6f);
        series.setFillColor(new Color(line.getRed(), line.getGreen(), line.getBlue(), 60));
        chart.getStyler().setYAxisMin(0.0);
    }

    /** Least and greatest value, made apart if they are equal. */
    private double[] range(Table table, String column, int bins) {
        requireNumbers(table, column);
        if (bins < 2 || bins > 200) {
            throw new UsageException("plot: --bins got " + bins + "; accepted is a whole number from 2 to 200");
        }
        double[] range = Bins.range(workspace, table, column);
        return range[1] > range[0] ? range : new double[] {range[0] - 0.5, range[0] + 0.5};
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
                .map(l -> l.length() > 36 ? l.substring(0, 35) + "…" : l)
                .toList();
        List<Double> values = new ArrayList<>();
        for (double number : head.numbers(value)) {
            values.add(number);
        }
        if (labels.isEmpty() || labels.size() != values.size()) {
            throw new UsageException("plot bar: \"" + value + "\" must have a number in each of the first rows");
        }
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(Math.max(160, 70 + 26 * labels.size()))
                .xAxisTitle(AxisLabel.of(value))
                .yAxisTitle(AxisLabel.of(label))
                .build();
        Look.apply(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.7);
        chart.getStyler().setXAxisMaxLabelCount(labels.size());
        chart.addSeries(value, values, distinct(labels));
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
     * A map of rows: one column against another, colored by a third.
     *
     * @param table the rows; of more than about 5,000 each label is thinned evenly for itself, always to the same rows
     * @param x column of numbers
     * @param y column of numbers
     * @param group column of labels; the five most frequent have a color each when there are more than six
     * @return points with a legend
     */
    public Figure map(Table table, String x, String y, String group) {
        requireNumbers(table, x);
        requireNumbers(table, y);
        XYChart chart = xy(AxisLabel.of(x), AxisLabel.of(y));
        new Groups(workspace, table, group).points(chart, x, y, MOST_POINTS);
        chart.getStyler().setMarkerSize(5);
        return new Figure(chart, AxisLabel.of(y) + " against " + AxisLabel.of(x) + " by " + AxisLabel.of(group));
    }

    /**
     * A line with a band around it for each group, such as the median of many runs with the range of most.
     *
     * @param table the rows
     * @param x column of numbers
     * @param label what the other columns are, with its unit, for the vertical axis
     * @param group column of labels, at most six
     * @param band columns of numbers: low, middle, high; where low or high is missing only the line is drawn
     * @return lines with bands and a legend
     */
    public Figure bands(Table table, String x, String label, String group, String... band) {
        if (band.length != 3) {
            throw new UsageException("plot bands: accepted are three columns: low, middle and high");
        }
        requireNumbers(table, x);
        for (String column : band) {
            requireNumbers(table, column);
        }
        XYChart chart = xy(AxisLabel.of(x), label);
        chart.getStyler().setMarkerSize(4);
        new Groups(workspace, table, group).bands(chart, x, new Groups.Band(band[0], band[1], band[2]));
        return new Figure(chart, label + " over " + AxisLabel.of(x) + " by " + AxisLabel.of(group) + ", with bands");
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

    /**
     * Several columns over another, each joined by a line in row order.
     *
     * @param table the rows
     * @param x column of numbers
     * @param label what the columns have in common, with its unit, for the vertical axis
     * @param columns columns of numbers, at least one
     * @return lines with a legend
     */
    public Figure lines(Table table, String x, String label, String... columns) {
        XYChart chart = xy(AxisLabel.of(x), label);
        Color[] colors = chart.getStyler().getSeriesColors();
        int number = 0;
        for (String column : columns) {
            XYSeries series = addPoints(chart, table, x, column, 100_000, column);
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setMarkerColor(colors[number % colors.length]);
            series.setLineColor(colors[number++ % colors.length]);
        }
        chart.getStyler().setMarkerSize(table.rowCount() > 60 ? 0 : 5);
        return new Figure(chart, label + " over " + AxisLabel.of(x) + ": " + String.join(", ", columns));
    }

    private XYSeries addPoints(XYChart chart, Table table, String x, String y, int most, String name) {
        requireNumbers(table, x);
        requireNumbers(table, y);
        String pairs = "SELECT CAST(" + Sql.name(x) + " AS DOUBLE) AS px, CAST(" + Sql.name(y)
                + " AS DOUBLE) AS py FROM (" + table.query() + ")";
        String present =
                "SELECT px, py, row_number() OVER () AS n FROM (" + pairs + ") WHERE px IS NOT NULL AND py IS NOT NULL";
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
        // Else whole numbers at equal distances, such as those of batches, get so many labels that they touch.
        chart.getStyler().setXAxisMaxLabelCount(9);
        if (xTitle.equals("year") || xTitle.endsWith(" year")) {
            chart.getStyler().setXAxisDecimalPattern("0");
        }
        return chart;
    }
}
