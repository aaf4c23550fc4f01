package io.retort.manybody.engine;

/**
 * Overlap and kinetic-energy integrals along one axis between x_A^i exp(-a x_A^2) and x_B^j exp(-b x_B^2), i up to 2 and
 * j up to 1. Scratch of one thread. Source: obara1986; helgaker2000, eqs 9.3.8 and 9.3.36.
 */
final class Moments1d {
    private final double[][] s = new double[3][4];
    private final double[][] t = new double[3][2];
    private double exponentA;

    void set(double a, double b, double centerA, double centerB) {
        double p = a + b;
        double distance = centerA - centerB;
        double toA = -b / p * distance;
        double toB = a / p * distance;
        exponentA = a;
        s[0][0] = Math.sqrt(Math.PI / p) * StrictMath.exp(-a * b / p * distance * distance);
        for (int i = 0; i < 3; i++) {
            if (i > 0) {
                s[i][0] = toA * s[i - 1][0] + (i > 1 ? (i - 1) / (2 * p) * s[i - 2][0] : 0);
            }
            for (int j = 1; j < 4; j++) {
                s[i][j] = toB * s[i][j - 1]
                        + ((i > 0 ? i * s[i - 1][j - 1] : 0) + (j > 1 ? (j - 1) * s[i][j - 2] : 0)) / (2 * p);
            }
            for (int j = 0; j < 2; j++) {
                t[i][j] = -2 * b * b * s[i][j + 2] + b * (2 * j + 1) * s[i][j];
            }
        }
    }

    double overlap(int i, int j) {
        return s[i][j];
    }

    double kinetic(int i, int j) {
        return t[i][j];
    }

    /** The derivative of the overlap with respect to A. */
    double overlapSlope(int i, int j) {
        return 2 * exponentA * s[i + 1][j] - (i > 0 ? i * s[i - 1][j] : 0);
    }

    /** The derivative of the kinetic energy with respect to A. */
    double kineticSlope(int i, int j) {
        return 2 * exponentA * t[i + 1][j] - (i > 0 ? i * t[i - 1][j] : 0);
    }
}
