package io.retort.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;

/** A chart that can be shown or saved. */
public final class Figure {
    private static final int SCALE = 2;

    private final Chart<?, ?> chart;
    private final String description;
    private String title = "";

    Figure(Chart<?, ?> chart, String description) {
        this.chart = chart;
        this.description = description;
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
        chart.setTitle(title);
        return this;
    }

    /**
     * Draws the horizontal axis by powers of ten. All its values must be above zero.
     *
     * @return this chart
     */
    public Figure logX() {
        if (chart.getStyler() instanceof AxesChartStyler axes) {
            axes.setXAxisLogarithmic(true);
        }
        return this;
    }

    /**
     * Draws the vertical axis by powers of ten. All its values must be above zero.
     *
     * @return this chart
     */
    public Figure logY() {
        if (chart.getStyler() instanceof AxesChartStyler axes) {
            axes.setYAxisLogarithmic(true);
        }
        return this;
    }

    /**
     * Width at which the chart is meant to be seen.
     *
     * @return CSS pixels
     */
    public int width() {
        return chart.getWidth();
    }

    /**
     * Height at which the chart is meant to be seen.
     *
     * @return CSS pixels
     */
    public int height() {
        return chart.getHeight();
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
        chart.paint(graphics, width(), height());
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
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
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
