package io.retort.chem;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openscience.cdk.renderer.elements.ElementGroup;
import org.openscience.cdk.renderer.elements.GeneralPath;
import org.openscience.cdk.renderer.elements.IRenderingElement;
import org.openscience.cdk.renderer.elements.IRenderingVisitor;
import org.openscience.cdk.renderer.elements.LineElement;
import org.openscience.cdk.renderer.elements.MarkedElement;
import org.openscience.cdk.renderer.elements.OvalElement;
import org.openscience.cdk.renderer.elements.path.PathElement;

/** Writes one drawing as SVG. Lines of one look share a path and coordinates have one decimal, which keeps it small. */
final class DepictionWriter implements IRenderingVisitor {
    private static final int MARGIN = 3;

    private final double scale;
    private final Map<String, DepictionPath> paths = new LinkedHashMap<>();
    private final DepictionPath.Extent extent = new DepictionPath.Extent();

    /** Takes pixels per unit of the layout. */
    DepictionWriter(double scale) {
        this.scale = scale;
    }

    String write(IRenderingElement drawing, String title, int sizePx) {
        drawing.accept(this);
        double width = extent.width() + 2 * MARGIN;
        double height = extent.height() + 2 * MARGIN;
        double shrink = Math.min(1, sizePx / Math.max(width, height));
        StringBuilder out = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
                .append(Math.round(width * shrink))
                .append("\" height=\"")
                .append(Math.round(height * shrink))
                .append("\" viewBox=\"0 0 ");
        DepictionPath.number(out, width).append(' ');
        DepictionPath.number(out, height).append("\" fill=\"none\" stroke-linecap=\"round\"><title>");
        out.append(escape(title)).append("</title>");
        paths.forEach((look, path) -> {
            out.append("<path ").append(look).append(" d=\"");
            path.write(out, MARGIN - extent.left(), MARGIN - extent.top());
            out.append("\"/>");
        });
        return out.append("</svg>").toString();
    }

    @Override
    public void setTransform(AffineTransform transform) {
        throw new UnsupportedOperationException("a drawing is written as it is");
    }

    @Override
    public void visit(IRenderingElement element) {
        if (element instanceof ElementGroup group) {
            group.visitChildren(this);
        } else if (element instanceof MarkedElement marked) {
            marked.element().accept(this);
        } else if (element instanceof LineElement line) {
            line(line);
        } else if (element instanceof GeneralPath path) {
            path(path);
        } else if (element instanceof OvalElement oval) {
            oval(oval);
        } else {
            throw new IllegalStateException("nothing is known about drawing a " + element.getClass());
        }
    }

    private void line(LineElement line) {
        DepictionPath path = stroked(line.color, line.width);
        path.add('M', x(line.firstPointX), y(line.firstPointY));
        path.add('L', x(line.secondPointX), y(line.secondPointY));
    }

    private void oval(OvalElement oval) {
        DepictionPath path = oval.fill ? filled(oval.color, false) : stroked(oval.color, oval.stroke);
        double bow = oval.radius * 0.5523;
        double r = oval.radius;
        double[][] curves = {
            {r, bow, bow, r, 0, r}, {-bow, r, -r, bow, -r, 0}, {-r, -bow, -bow, -r, 0, -r}, {bow, -r, r, -bow, r, 0}
        };
        path.add('M', x(oval.xCoord + r), y(oval.yCoord));
        for (double[] curve : curves) {
            double[] points = new double[6];
            for (int i = 0; i < 6; i += 2) {
                points[i] = x(oval.xCoord + curve[i]);
                points[i + 1] = y(oval.yCoord + curve[i + 1]);
            }
            path.add('C', points);
        }
    }

    private void path(GeneralPath shape) {
        boolean evenOdd = shape.winding == GeneralPath.WIND_EVEN_ODD;
        DepictionPath path = shape.fill ? filled(shape.color, evenOdd) : stroked(shape.color, shape.stroke);
        for (PathElement element : shape.elements) {
            float[] layout = element.points();
            double[] points = new double[layout.length];
            for (int i = 0; i + 1 < points.length; i += 2) {
                points[i] = x(layout[i]);
                points[i + 1] = y(layout[i + 1]);
            }
            switch (element.type()) {
                case MoveTo -> path.add('M', points);
                case LineTo -> path.add('L', points);
                case QuadTo -> path.add('Q', points);
                case CubicTo -> path.add('C', points);
                case Close -> path.add('Z');
            }
        }
    }

    private double x(double layout) {
        return layout * scale;
    }

    private double y(double layout) {
        return -layout * scale;
    }

    private DepictionPath stroked(Color color, double width) {
        StringBuilder look = new StringBuilder("stroke=\"").append(DepictionColors.svg(color));
        DepictionPath.number(look.append("\" stroke-width=\""), width * scale).append('"');
        return paths.computeIfAbsent(look.toString(), l -> new DepictionPath(extent));
    }

    private DepictionPath filled(Color color, boolean evenOdd) {
        String look = "fill=\"" + DepictionColors.svg(color) + "\"" + (evenOdd ? " fill-rule=\"evenodd\"" : "");
        return paths.computeIfAbsent(look, l -> new DepictionPath(extent));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("$", "&#36;");
    }
}
