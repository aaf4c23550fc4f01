package io.retort.manybody.engine;

/**
 * Hermite expansion coefficients of products of s and p along one axis, without the common factor
 * exp(-mu x^2), and their derivatives with respect to the distance x = A - B, with that factor's share. Source:
 * helgaker2000, eqs 9.5.6 to 9.5.17.
 */
@SuppressWarnings("ArrayRecordComponent")
record Expansion1d(double[][] value, double[][] slope) {

    static Expansion1d of(double x, double a, double b) {
        double p = a + b;
        double half = 0.5 / p;
        double toA = -b / p * x;
        double toB = a / p * x;
        double[][] value = {
            {1}, {toA, half}, {toB, half}, {toA * toB + half, (toA + toB) * half, half * half},
        };
        double[][] derivative = {
            {0}, {-b / p, 0}, {a / p, 0}, {-2 * a * b / (p * p) * x, (a - b) / p * half, 0},
        };
        double outer = -2 * a * b / p * x;
        for (int kind = 0; kind < 4; kind++) {
            for (int t = 0; t < value[kind].length; t++) {
                derivative[kind][t] += outer * value[kind][t];
            }
        }
        return new Expansion1d(value, derivative);
    }

    double[] of(boolean leftIsP, boolean rightIsP) {
        return value[(leftIsP ? 1 : 0) + (rightIsP ? 2 : 0)];
    }

    double[] slopeOf(boolean leftIsP, boolean rightIsP) {
        return slope[(leftIsP ? 1 : 0) + (rightIsP ? 2 : 0)];
    }
}
