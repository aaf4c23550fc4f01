package io.retort.manybody.engine;

/** The few operations on small dense matrices, stored by rows, that a self-consistent field needs. */
final class Matrices {
    private Matrices() {}

    /** A B. */
    static double[][] product(double[][] a, double[][] b) {
        int columns = b.length == 0 ? 0 : b[0].length;
        double[][] out = new double[a.length][columns];
        for (int i = 0; i < a.length; i++) {
            double[] row = out[i];
            for (int k = 0; k < b.length; k++) {
                double factor = a[i][k];
                double[] from = b[k];
                for (int j = 0; j < columns; j++) {
                    row[j] += factor * from[j];
                }
            }
        }
        return out;
    }

    /** A B', both by rows. */
    static double[][] productTransposed(double[][] a, double[][] b) {
        double[][] out = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                out[i][j] = dot(a[i], b[j]);
            }
        }
        return out;
    }

    /** The sum of the products of entries. */
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The sum of the products of entries. */
    static double dot(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += dot(a[i], b[i]);
        }
        return sum;
    }

    /** A + factor B. */
    static double[][] sum(double[][] a, double factor, double[][] b) {
        double[][] out = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            out[i] = a[i].clone();
            for (int j = 0; j < out[i].length; j++) {
                out[i][j] += factor * b[i][j];
            }
        }
        return out;
    }

    /** X F X' for symmetric F. */
    static double[][] transformed(double[][] x, double[][] f) {
        return productTransposed(product(x, f), x);
    }

    /** The largest magnitude of an entry. */
    static double largest(double[][] a) {
        double largest = 0;
        for (double[] row : a) {
            for (double v : row) {
                largest = Math.max(largest, Math.abs(v));
            }
        }
        return largest;
    }

    /** The square matrix of a packed triangle. */
    static double[][] unpacked(double[] packed, int n) {
        double[][] out = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                out[i][j] = packed[Packed.index(i, j)];
                out[j][i] = out[i][j];
            }
        }
        return out;
    }
}
