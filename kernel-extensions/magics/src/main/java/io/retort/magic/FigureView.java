package io.retort.magic;

import io.retort.plot.Figure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Turns a {@link Figure} into what a cell shows of it: a picture with a description beside it. */
final class FigureView {
    /** Kinds of pictures. */
    enum Format {
        /** Pixels. */
        PNG,
        /** Lines and curves. */
        SVG
    }

    private FigureView() {}

    static DisplayData of(Figure figure, Format format) {
        DisplayData data = new DisplayData();
        data.putText(figure.description());
        MIMEType type = format == Format.SVG ? MIMEType.IMAGE_SVG : MIMEType.IMAGE_PNG;
        if (format == Format.SVG) {
            String svg = figure.svg();
            data.putData(type, svg);
            data.putHTML(image(svg, figure));
        } else {
            data.putData(type, Base64.getEncoder().encodeToString(figure.png()));
        }
        data.putMetaData(type, Map.of("width", figure.width(), "height", figure.height()));
        return data;
    }

    /** The picture as an image of the page: exporters take the lines out of SVG that stands by itself. */
    private static String image(String svg, Figure figure) {
        return String.format(
                Locale.ROOT,
                "<img width=\"%d\" height=\"%d\" style=\"max-width:100%%;height:auto\" alt=\"%s\""
                        + " src=\"data:image/svg+xml;base64,%s\">",
                figure.width(),
                figure.height(),
                CellText.escape(figure.description()),
                Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
