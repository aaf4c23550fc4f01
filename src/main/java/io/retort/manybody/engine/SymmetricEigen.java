package io.retort.manybody.engine;

import io.retort.core.ModelException;

/**
 * Eigenvalues, ascending, and eigenvectors, {@code vectors[i]} belonging to {@code values[i]}, of a real symmetric
 * matrix: reduction to a tridiagonal one by Householder reflections, then QL steps with implicit shifts. The order of
 * operations is fixed, so the result is the same to the last bit. Source: golub2013, sections 8.3 and 8.4.
 */
@SuppressWarnings("ArrayRecordComponent")
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MAX_STEPS = 60;

    static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        double[] diagonal = new double[n];
        double[] off = new double[n];
        double[][] q = tridiagonal(a, diagonal, off);
        for (int l = 0; l < n; l++) {
            settle(l, diagonal, off, q);
        }
        return sorted(diagonal, q);
    }

    /** Rows of the result are the orthonormal vectors in which the matrix is tridiagonal. */
    private static double[][] tridiagonal(double[][] a, double[] diagonal, double[] off) {
        int n = a.length;
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        double[] v = new double[n];
        double[] w = new double[n];
        for (int k = 0; k < n - 2; k++) {
            double norm = 0;
            for (int i = k + 1; i < n; i++) {
                v[i] = a[i][k];
                norm += v[i] * v[i];
            }
            norm = Math.sqrt(norm);
            double head = v[k + 1] > 0 ? -norm : norm;
            off[k] = head;
            v[k + 1] -= head;
            double square = norm * norm - head * a[k + 1][k];
            if (square > 0) {
                reflect(a, v, w, k + 1, 1 / square);
                reflectRows(q, v, w, k + 1, 1 / square);
            }
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i][i];
        }
        if (n > 1) {
            off[n - 2] = a[n - 1][n - 2];
        }
        return q;
    }

    /** A becomes HAH with H = 1 - factor v v'. */
    private static void reflect(double[][] a, double[] v, double[] w, int from, double factor) {
        int n = a.length;
        double dot = 0;
        for (int i = from; i < n; i++) {
            double sum = 0;
            double[] row = a[i];
            for (int j = from; j < n; j++) {
                sum += row[j] * v[j];
            }
            w[i] = factor * sum;
            dot += w[i] * v[i];
        }
        for (int i = from; i < n; i++) {
            w[i] -= 0.5 * factor * dot * v[i];
        }
        for (int i = from; i < n; i++) {
            double[] row = a[i];
            for (int j = from; j < n; j++) {
                row[j] -= v[i] * w[j] + w[i] * v[j];
            }
        }
    }

    private static void reflectRows(double[][] q, double[] v, double[] w, int from, double factor) {
        int n = q.length;
        java.util.Arrays.fill(w, 0);
        for (int i = from; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[j] += factor * v[i] * q[i][j];
            }
        }
        for (int i = from; i < n; i++) {
            for (int j = 0; j < n; j++) {
                q[i][j] -= v[i] * w[j];
            }
        }
    }

    /** QL steps until the entry beside {@code diagonal[l]} is negligible. */
    private static void settle(int l, double[] diagonal, double[] off, double[][] q) {
        int n = diagonal.length;
        for (int step = 0; ; step++) {
            int m = l;
            while (m < n - 1 && Math.abs(off[m]) > 0x1p-53 * (Math.abs(diagonal[m]) + Math.abs(diagonal[m + 1]))) {
                m++;
            }
            if (m == l) {
                return;
            }
            if (step == MAX_STEPS) {
                throw new ModelException("A symmetric matrix of " + n + " rows could not be diagonalized.");
            }
            sweep(l, m, diagonal, off, q);
        }
    }

    private static void sweep(int l, int m, double[] d, double[] e, double[][] q) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.hypot(g, 1);
        g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = s * e[i];
            double b = c * e[i];
            r = Math.sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0) {
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            rotate(q[i], q[i + 1], c, s);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void rotate(double[] x, double[] y, double c, double s) {
        for (int k = 0; k < x.length; k++) {
            double f = y[k];
            y[k] = s * x[k] + c * f;
            x[k] = c * x[k] - s * f;
        }
    }

    private static SymmetricEigen sorted(double[] diagonal, double[][] q) {
        int n = diagonal.length;
        Integer[] order = new Integer[n];
        java.util.Arrays.setAll(order, i -> i);
        java.util.Arrays.sort(order, (i, j) -> Double.compare(diagonal[i], diagonal[j]));
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = diagonal[order[i]];
            vectors[i] = q[order[i]];
        }
        return new SymmetricEigen(values, vectors);
    }
}
