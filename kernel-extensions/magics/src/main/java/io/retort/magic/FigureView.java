package io.retort.magic;

import io.retort.plot.Figure;
import java.util.Base64;
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
        data.putData(
                type, format == Format.SVG ? figure.svg() : Base64.getEncoder().encodeToString(figure.png()));
        data.putMetaData(type, Map.of("width", figure.width(), "height", figure.height()));
        return data;
    }
}
