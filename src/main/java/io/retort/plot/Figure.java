package io.retort.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart that can be shown or saved. */
public final class Figure {
    private static final int SCALE = 2;

    private final Chart<?, ?> chart;
    private final String description;

    Figure(Chart<?, ?> chart, String description) {
        this.chart = chart;
        this.description = description;
    }

    /**
     * What the chart shows, for those who do not see it.
     *
     * @return one sentence
     */
    public String description() {
        return description;
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
     * Saves the chart as PNG.
     *
     * @param file the file
     */
    public void save(Path file) {
        try {
            Files.write(file, png());
        } catch (IOException e) {
            throw new io.retort.core.ResourceException(
                    "The chart " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
