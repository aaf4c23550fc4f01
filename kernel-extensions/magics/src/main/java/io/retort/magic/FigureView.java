package io.retort.magic;

import io.retort.plot.Figure;
import java.util.Base64;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Turns a {@link Figure} into what a cell shows of it: a PNG with a description beside it. */
final class FigureView {
    private FigureView() {}

    static DisplayData of(Figure figure) {
        DisplayData data = new DisplayData();
        data.putText(figure.description());
        data.putData(MIMEType.IMAGE_PNG, Base64.getEncoder().encodeToString(figure.png()));
        data.putMetaData(MIMEType.IMAGE_PNG, Map.of("width", figure.width(), "height", figure.height()));
        return data;
    }
}
