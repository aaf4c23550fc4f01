package io.retort.manybody.engine;

import io.retort.manybody.Atom;
import java.util.List;

/**
 * Contracted Gaussians with common exponents on one center: an s function, or an s and three p functions in the order
 * s, x, y, z. The arrays are shared.
 */
@SuppressWarnings("ArrayRecordComponent")
record Shell(int atom, double[] center, int first, double[] exponents, double[] s, double[] p) {

    /** From rows of exponent, coefficient of s and, for an sp shell, of p, which multiply normalized primitives. */
    static Shell normalized(int atom, Atom at, int first, List<double[]> rows) {
        int n = rows.size();
        boolean sp = rows.get(0).length > 2;
        double[] exponents = new double[n];
        double[] s = new double[n];
        double[] p = new double[sp ? n : 0];
        for (int i = 0; i < n; i++) {
            double a = rows.get(i)[0];
            exponents[i] = a;
            double norm = StrictMath.pow(2 * a / Math.PI, 0.75);
            s[i] = rows.get(i)[1] * norm;
            if (sp) {
                p[i] = rows.get(i)[2] * norm * 2 * Math.sqrt(a);
            }
        }
        scale(s, exponents, 0);
        scale(p, exponents, 1);
        return new Shell(atom, new double[] {at.x(), at.y(), at.z()}, first, exponents, s, p);
    }

    /** Number of basis functions: 1 or 4. */
    int functions() {
        return p.length == 0 ? 1 : 4;
    }

    /** The coefficient of a primitive in a function. */
    double coefficient(int function, int primitive) {
        return function == 0 ? s[primitive] : p[primitive];
    }

    /** Published digits leave the contracted function not quite normalized. */
    private static void scale(double[] c, double[] exponents, int momentum) {
        double norm = 0;
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c.length; j++) {
                double sum = exponents[i] + exponents[j];
                double overlap = StrictMath.pow(Math.PI / sum, 1.5) * (momentum == 0 ? 1 : 1 / (2 * sum));
                norm += c[i] * c[j] * overlap;
            }
        }
        for (int i = 0; i < c.length; i++) {
            c[i] /= Math.sqrt(norm);
        }
    }
}
