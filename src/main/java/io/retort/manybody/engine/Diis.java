package io.retort.manybody.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Extrapolates Fock matrices: the mixture of the last ones whose errors cancel best. Source: pulay1980, pulay1982.
 */
final class Diis {
    private static final int KEPT = 8;
    private static final double SINGULAR = 1e-14;

    private final List<double[][]> focks = new ArrayList<>();
    private final List<double[][]> errors = new ArrayList<>();

    double[][] next(double[][] fock, double[][] error) {
        focks.add(fock);
        errors.add(error);
        if (focks.size() > KEPT) {
            dropOldest();
        }
        double[] weights = weights();
        while (weights.length == 0) {
            dropOldest();
            weights = weights();
        }
        double[][] mixed = new double[fock.length][fock.length];
        for (int i = 0; i < weights.length; i++) {
            mixed = Matrices.sum(mixed, weights[i], focks.get(i));
        }
        return mixed;
    }

    private void dropOldest() {
        focks.remove(0);
        errors.remove(0);
    }

    /** Weights that sum to one; none if the errors depend on each other. */
    private double[] weights() {
        int k = errors.size();
        if (k == 1) {
            return new double[] {1};
        }
        double[][] a = new double[k + 1][k + 2];
        // Errors shrink by many orders of magnitude: scaled to one, the system stays well conditioned.
        double[] norm = new double[k];
        for (int i = 0; i < k; i++) {
            norm[i] = Math.sqrt(Matrices.dot(errors.get(i), errors.get(i)));
            if (norm[i] == 0) {
                return new double[0];
            }
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                a[i][j] = Matrices.dot(errors.get(i), errors.get(j)) / (norm[i] * norm[j]);
            }
            a[i][k] = norm[k - 1] / norm[i];
            a[k][i] = a[i][k];
        }
        a[k][k + 1] = 1;
        double[] weights = solve(a);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= norm[k - 1] / norm[i];
        }
        return weights;
    }

    /** Elimination with row pivots; the last column is the right side. Gives one entry less than there are rows. */
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int i = column + 1; i < n; i++) {
                pivot = Math.abs(a[i][column]) > Math.abs(a[pivot][column]) ? i : pivot;
            }
            double[] row = a[pivot];
            a[pivot] = a[column];
            a[column] = row;
            if (Math.abs(row[column]) < SINGULAR) {
                return new double[0];
            }
            for (int i = column + 1; i < n; i++) {
                double factor = a[i][column] / row[column];
                for (int j = column; j <= n; j++) {
                    a[i][j] -= factor * row[j];
                }
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = a[i][n];
            for (int j = i + 1; j < n; j++) {
                sum -= a[i][j] * x[j];
            }
            x[i] = sum / a[i][i];
        }
        return java.util.Arrays.copyOf(x, n - 1);
    }
}
