package io.retort.plot;

import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Series of a chart, one for each value of a column of labels. */
final class Groups {
    private static final int MOST = Look.COLORS.length;
    private static final String OTHER = "other";

    private final Workspace workspace;
    private final Table table;
    private final @Nullable String group;

    Groups(Workspace workspace, Table table, @Nullable String group) {
        this.workspace = workspace;
        this.table = table;
        this.group = group;
        if (group != null) {
            table.schema().require(group, "plot");
        }
    }

    /** Points, those of the most frequent labels apart and all others together. */
    void points(XYChart chart, String x, String y, int most) {
        String finite = "SELECT CAST(" + Sql.name(x) + " AS DOUBLE) AS px, CAST(" + Sql.name(y) + " AS DOUBLE) AS py, "
                + label() + " AS label FROM (" + table.query() + ")";
        String present =
                "SELECT *, row_number() OVER () AS n FROM (" + finite + ") WHERE isfinite(px) AND isfinite(py)";
        long rows = workspace.sql(present).rowCount();
        if (rows == 0) {
            throw new UsageException("plot: there is no row with both \"" + x + "\" and \"" + y + "\"");
        }
        List<String> labels = workspace
                .sql("SELECT label FROM (" + finite + ") GROUP BY label ORDER BY count(*) DESC, label LIMIT "
                        + (MOST + 1))
                .texts("label");
        List<String> own = labels.size() > MOST ? labels.subList(0, MOST - 1) : labels;
        boolean others = own.size() < labels.size();
        int share = most / (own.size() + (others ? 1 : 0));
        // The rarest labels are drawn last, on top, and each is thinned for itself: a few drugs must not drown in a
        // library.
        if (others) {
            addPoints(chart, OTHER, new Color(0x999999), thinned(present, "label NOT IN (" + texts(own) + ")", share));
        }
        for (int i = 0; i < own.size(); i++) {
            addPoints(chart, own.get(i), Look.COLORS[i], thinned(present, "label = " + Sql.text(own.get(i)), share));
        }
        chart.getStyler().setLegendVisible(group != null);
    }

    private static String thinned(String rows, String condition, int most) {
        return "SELECT * FROM (SELECT *, row_number() OVER (ORDER BY n) AS k, count(*) OVER () AS c FROM (" + rows
                + ") WHERE " + condition + ") WHERE (k - 1) % greatest(1, ceil(c / " + most + ")::BIGINT) = 0";
    }

    private void addPoints(XYChart chart, String name, Color color, String query) {
        Table points = workspace.sql("SELECT px, py FROM (" + query + ") ORDER BY n");
        double[] x = points.numbers("px");
        if (x.length == 0) {
            return;
        }
        XYSeries series = chart.addSeries(name.isEmpty() ? "(none)" : name, x, points.numbers("py"));
        series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 110));
    }

    /** A middle line and the area from low to high around it. */
    void bands(XYChart chart, String x, Band band) {
        List<String> labels = workspace
                .sql("SELECT label FROM (SELECT " + label() + " AS label, row_number() OVER () AS n FROM ("
                        + table.query() + ")) GROUP BY label ORDER BY min(n)")
                .texts("label");
        if (labels.isEmpty() || labels.size() > MOST) {
            throw new UsageException("plot: column \"" + group + "\" has " + labels.size()
                    + " different values; accepted are 1 to " + MOST);
        }
        for (int i = 0; i < labels.size(); i++) {
            Table rows = workspace.sql("SELECT CAST(" + Sql.name(x) + " AS DOUBLE) AS px, CAST(" + Sql.name(band.low())
                    + " AS DOUBLE) AS lo, CAST(" + Sql.name(band.middle()) + " AS DOUBLE) AS mid, CAST("
                    + Sql.name(band.high()) + " AS DOUBLE) AS hi FROM (" + table.query() + ") WHERE " + label() + " = "
                    + Sql.text(labels.get(i)) + " ORDER BY px");
            addBand(chart, labels.get(i), Look.COLORS[i], rows);
        }
        chart.getStyler().setLegendVisible(group != null);
    }

    /** Columns of a band. */
    record Band(String low, String middle, String high) {}

    private static void addBand(XYChart chart, String name, Color color, Table rows) {
        Table area = rows;
        double[] x = area.numbers("px");
        double[] low = area.numbers("lo");
        double[] high = area.numbers("hi");
        double[] middle = area.numbers("mid");
        if (middle.length != x.length) {
            throw new UsageException("plot: the middle of band \"" + name + "\" lacks values");
        }
        // Withheld bands have neither low nor high: then the line stands alone.
        if (low.length == x.length && high.length == x.length && x.length > 1) {
            double[] aroundX = new double[2 * x.length];
            double[] aroundY = new double[2 * x.length];
            for (int i = 0; i < x.length; i++) {
                aroundX[i] = x[i];
                aroundY[i] = low[i];
                aroundX[2 * x.length - 1 - i] = x[i];
                aroundY[2 * x.length - 1 - i] = high[i];
            }
            XYSeries band = chart.addSeries(name + " band", aroundX, aroundY);
            band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
            band.setMarker(SeriesMarkers.NONE);
            band.setLineStyle(new BasicStroke(0));
            band.setLineColor(new Color(0, 0, 0, 0));
            band.setFillColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 50));
            band.setShowInLegend(false);
        }
        XYSeries line = chart.addSeries(name.isEmpty() ? "middle" : name, x, middle);
        line.setMarker(SeriesMarkers.CIRCLE);
        line.setMarkerColor(color);
        line.setLineColor(color);
        line.setLineWidth(1.8f);
    }

    private String label() {
        return group == null ? "''" : "coalesce(CAST(" + Sql.name(group) + " AS VARCHAR), '')";
    }

    private static String texts(List<String> values) {
        List<String> quoted = new ArrayList<>();
        values.forEach(v -> quoted.add(Sql.text(v)));
        return String.join(", ", quoted);
    }
}
