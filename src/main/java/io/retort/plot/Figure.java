package io.retort.plot;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.intermediate.CommandSequence;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.retort.core.UsageException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.internal.series.Series;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart that can be shown or saved. */
public final class Figure {
    private static final int SCALE = 2;

    private final List<Chart<?, ?>> charts;
    private final int columns;
    private final String description;
    private String title = "";

    Figure(Chart<?, ?> chart, String description) {
        this(List.of(chart), 1, description);
    }

    private Figure(List<Chart<?, ?>> charts, int columns, String description) {
        this.charts = charts;
        this.columns = columns;
        this.description = description;
    }

    /**
     * Puts charts side by side in one picture.
     *
     * @param columns charts in a row, at least 1
     * @param figures at least one, in reading order
     * @return a figure of all of them; later changes of one of them show in it
     */
    public static Figure grid(int columns, Figure... figures) {
        if (columns < 1 || figures.length == 0) {
            throw new UsageException("plot grid: accepted are one or more columns and one or more figures");
        }
        List<Chart<?, ?>> charts =
                Arrays.stream(figures).flatMap(f -> f.charts.stream()).collect(Collectors.toUnmodifiableList());
        String description = Arrays.stream(figures).map(Figure::description).collect(Collectors.joining("; "));
        return new Figure(charts, Math.min(columns, charts.size()), description);
    }

    /**
     * What the chart shows, for those who do not see it.
     *
     * @return one sentence, behind the title if there is one
     */
    public String description() {
        return title.isEmpty() ? description : title + ": " + description;
    }

    /**
     * Puts a title above this chart.
     *
     * @param text one line; empty for none
     * @return this chart
     */
    public Figure title(String text) {
        title = text.strip();
        charts.get(0).setTitle(title);
        return this;
    }

    /**
     * Marks a value of the horizontal axis by a dashed line from the bottom to the top of what is drawn.
     *
     * @param value where, in the unit of the axis
     * @param label what the legend calls it, such as {@code Lipinski: 500 Da}
     * @return this chart
     */
    public Figure markX(double value, String label) {
        mark(label, extent -> new double[][] {{value, value}, {extent[2], extent[3]}});
        return this;
    }

    /**
     * Marks a value of the vertical axis by a dashed line across what is drawn.
     *
     * @param value where, in the unit of the axis
     * @param label what the legend calls it
     * @return this chart
     */
    public Figure markY(double value, String label) {
        mark(label, extent -> new double[][] {{extent[0], extent[1]}, {value, value}});
        return this;
    }

    private void mark(String label, Function<double[], double[][]> line) {
        for (Chart<?, ?> chart : charts) {
            if (chart instanceof XYChart xy) {
                double[][] ends = line.apply(extent(xy));
                if (!xy.getStyler().isLegendVisible()) {
                    xy.getSeriesCollection().forEach(series -> series.setShowInLegend(false));
                }
                XYSeries series = xy.addSeries(label, ends[0], ends[1]);
                series.setMarker(SeriesMarkers.NONE);
                series.setLineColor(Look.INK);
                series.setLineStyle(
                        new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, new float[] {6, 4}, 0));
                series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
                series.setShowInLegend(true);
                xy.getStyler().setLegendVisible(true);
            }
        }
    }

    /** Least and greatest x, least and greatest y of what is drawn so far. */
    private static double[] extent(XYChart chart) {
        double[] extent = {
            Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (XYSeries series : chart.getSeriesCollection()) {
            extent[0] = Math.min(extent[0], series.getXMin());
            extent[1] = Math.max(extent[1], series.getXMax());
            extent[2] = Math.min(extent[2], series.getYMin());
            extent[3] = Math.max(extent[3], series.getYMax());
        }
        return extent;
    }

    /**
     * Draws the horizontal axis by powers of ten. All its values must be above zero.
     *
     * @return this chart
     */
    public Figure logX() {
        axes(styler -> styler.setXAxisLogarithmic(true));
        return this;
    }

    /**
     * Draws the vertical axis by powers of ten. All its values must be above zero.
     *
     * @return this chart
     */
    public Figure logY() {
        axes(styler -> styler.setYAxisLogarithmic(true));
        return this;
    }

    private void axes(Consumer<AxesChartStyler> change) {
        for (Chart<?, ?> chart : charts) {
            if (chart.getStyler() instanceof AxesChartStyler styler) {
                change.accept(styler);
            }
        }
    }

    /**
     * Width at which the chart is meant to be seen.
     *
     * @return CSS pixels
     */
    public int width() {
        return columns * cell(Chart::getWidth);
    }

    /**
     * Height at which the chart is meant to be seen.
     *
     * @return CSS pixels
     */
    public int height() {
        return (charts.size() + columns - 1) / columns * cell(Chart::getHeight);
    }

    private int cell(ToIntFunction<Chart<?, ?>> size) {
        return charts.stream().mapToInt(size).max().orElseThrow();
    }

    /** A legend stands in one line if it fits there. */
    private static void layOutLegend(Chart<?, ?> chart) {
        int letters = chart.getSeriesCollection().stream()
                .filter(Series::isShowInLegend)
                .mapToInt(series -> series.getLabel().length() + 8)
                .sum();
        chart.getStyler()
                .setLegendLayout(
                        letters * 7 < chart.getWidth() ? Styler.LegendLayout.Horizontal : Styler.LegendLayout.Vertical);
    }

    private void paint(Graphics2D graphics) {
        AffineTransform before = graphics.getTransform();
        for (int i = 0; i < charts.size(); i++) {
            Chart<?, ?> chart = charts.get(i);
            layOutLegend(chart);
            graphics.setTransform(before);
            graphics.translate(
                    (double) (i % columns) * cell(Chart::getWidth), (double) (i / columns) * cell(Chart::getHeight));
            chart.paint(graphics, chart.getWidth(), chart.getHeight());
        }
        graphics.setTransform(before);
    }

    /**
     * Draws the chart at twice its size, for sharp text.
     *
     * @return a PNG file
     */
    public byte[] png() {
        BufferedImage image = new BufferedImage(width() * SCALE, height() * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        paint(graphics);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Draws the chart in lines and curves, letters too, on the same white ground as {@link #png}.
     *
     * @return one {@code <svg>} element without references to anything outside of it, whose ids are those of no other
     *     chart; equal for equal charts
     */
    public String svg() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphics2D graphics = new VectorGraphics2D();
            CommandSequence commands = graphics.getCommands();
            paint(graphics);
            new SVGProcessor()
                    .getDocument(commands, new PageSize(0, 0, width(), height()))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SvgText.of(bytes.toString(StandardCharsets.UTF_8), description());
    }

    /**
     * Saves the chart, as SVG if the name ends in {@code .svg}, else as PNG.
     *
     * @param file the file
     */
    public void save(Path file) {
        boolean vector = file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
        try {
            Files.write(file, vector ? svg().getBytes(StandardCharsets.UTF_8) : png());
        } catch (IOException e) {
            throw new io.retort.core.ResourceException(
                    "The chart " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
