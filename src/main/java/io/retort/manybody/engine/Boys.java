package io.retort.manybody.engine;

/**
 * The Boys function F_m(T), the integral of u^(2m) exp(-T u^2) over u from 0 to 1, for m up to 5.
 *
 * <p>Below T = 56 the highest order comes from a Taylor expansion about a grid point, whose coefficients are higher
 * orders of the same function, and the lower ones from downward recursion, which is stable. Above, exp(-T) is
 * negligible even after the factor (2T)^5 that derivatives bring, and F_0 is half the square root of pi/T. Relative error
 * below 1e-14. Source: helgaker2000, section 9.8.
 */
final class Boys {
    static final int MAX_ORDER = 5;
    private static final int TERMS = 7;
    private static final int COLUMNS = MAX_ORDER + TERMS;
    private static final int PER_UNIT = 16;
    private static final double LIMIT = 56;
    private static final double[] TABLE = table();
    private static final double[] EXPONENTIAL = exponentials();

    private Boys() {}

    /** Writes F_0 to F_order to the array. */
    static void fill(int order, double t, double[] out) {
        if (t >= LIMIT) {
            double half = 0.5 / t;
            out[0] = Math.sqrt(Math.PI * 0.5 * half);
            for (int m = 1; m <= order; m++) {
                out[m] = (2 * m - 1) * half * out[m - 1];
            }
            return;
        }
        int row = (int) (t * PER_UNIT + 0.5);
        double d = row * (1.0 / PER_UNIT) - t;
        out[order] = taylor(row * COLUMNS + order, d);
        if (order > 0) {
            double exp = EXPONENTIAL[row]
                    * (1 + d * (1 + d * (0.5 + d * (1.0 / 6 + d * (1.0 / 24 + d * (1.0 / 120 + d * (1.0 / 720)))))));
            for (int m = order; m > 0; m--) {
                out[m - 1] = (2 * t * out[m] + exp) * (1.0 / (2 * m - 1));
            }
        }
    }

    /** F_0 alone. */
    static double zero(double t) {
        if (t >= LIMIT) {
            return 0.5 * Math.sqrt(Math.PI / t);
        }
        int row = (int) (t * PER_UNIT + 0.5);
        return taylor(row * COLUMNS, row * (1.0 / PER_UNIT) - t);
    }

    private static double taylor(int at, double d) {
        double[] f = TABLE;
        double high = f[at + 4] * (1.0 / 24) + d * (f[at + 5] * (1.0 / 120) + d * f[at + 6] * (1.0 / 720));
        double middle = f[at + 2] * 0.5 + d * (f[at + 3] * (1.0 / 6) + d * high);
        return f[at] + d * (f[at + 1] + d * middle);
    }

    private static double[] table() {
        int rows = (int) LIMIT * PER_UNIT + 1;
        double[] table = new double[rows * COLUMNS];
        for (int row = 0; row < rows; row++) {
            double t = row / (double) PER_UNIT;
            int top = row * COLUMNS + COLUMNS - 1;
            table[top] = series(COLUMNS - 1, t);
            for (int m = COLUMNS - 1; m > 0; m--) {
                table[--top] = (2 * t * table[top + 1] + StrictMath.exp(-t)) / (2 * m - 1);
            }
        }
        return table;
    }

    /** All terms are positive, so nothing cancels. */
    private static double series(int m, double t) {
        double term = 1.0 / (2 * m + 1);
        double sum = 0;
        for (int i = 1; term > 1e-18 * sum; i++) {
            sum += term;
            term *= 2 * t / (2 * m + 2 * i + 1);
        }
        return sum * StrictMath.exp(-t);
    }

    private static double[] exponentials() {
        double[] table = new double[(int) LIMIT * PER_UNIT + 1];
        for (int row = 0; row < table.length; row++) {
            table[row] = StrictMath.exp(-row / (double) PER_UNIT);
        }
        return table;
    }
}
