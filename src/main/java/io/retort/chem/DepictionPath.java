package io.retort.chem;

import java.util.ArrayList;
import java.util.List;

/** Path data of one look, moved to its place when it is written. */
final class DepictionPath {
    private final List<Step> steps = new ArrayList<>();
    private final Extent extent;

    /** One command with its points. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(char command, double[] points) {}

    /** How far a drawing reaches. */
    static final class Extent {
        private double left = Double.POSITIVE_INFINITY;
        private double right = Double.NEGATIVE_INFINITY;
        private double top = Double.POSITIVE_INFINITY;
        private double bottom = Double.NEGATIVE_INFINITY;

        private void add(double x, double y) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
        }

        double left() {
            return left <= right ? left : 0;
        }

        double top() {
            return top <= bottom ? top : 0;
        }

        double width() {
            return Math.max(0, right - left);
        }

        double height() {
            return Math.max(0, bottom - top);
        }
    }

    DepictionPath(Extent extent) {
        this.extent = extent;
    }

    void add(char command, double... points) {
        steps.add(new Step(command, points));
        for (int i = 0; i + 1 < points.length; i += 2) {
            extent.add(points[i], points[i + 1]);
        }
    }

    void write(StringBuilder out, double right, double down) {
        for (Step step : steps) {
            out.append(step.command());
            for (int i = 0; i < step.points().length; i++) {
                if (i > 0) {
                    out.append(' ');
                }
                number(out, step.points()[i] + (i % 2 == 0 ? right : down));
            }
        }
    }

    /** Writes a number with one decimal at most, without a locale. */
    static StringBuilder number(StringBuilder out, double value) {
        long tenths = Math.round(value * 10);
        if (tenths < 0) {
            out.append('-');
        }
        out.append(Math.abs(tenths) / 10);
        return tenths % 10 == 0 ? out : out.append('.').append(Math.abs(tenths) % 10);
    }
}
