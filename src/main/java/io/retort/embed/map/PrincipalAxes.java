package io.retort.embed.map;

import io.retort.embed.search.Execution;
import io.retort.embed.search.VectorMatrix;
import java.util.Arrays;

/**
 * The directions in which vectors vary most, by orthogonal iteration on their covariance. The number of largest size in each
 * direction is positive, so that a map never flips. Does not depend on the number of threads.
 *
 * <p>Source: {@code jolliffe2002}, chapter 2; {@code golub2013}, section 8.2.4.
 *
 * @param mean of the vectors
 * @param axes {@code double[count][dimension]}, of length 1, at right angles, the one with most variance first
 * @param variances along each axis, with rows - 1 as divisor
 * @param totalVariance over all directions
 */
record PrincipalAxes(double[] mean, double[][] axes, double[] variances, double totalVariance) {
    private static final int MOST_ROUNDS = 1000;
    /** More directions than asked for make the asked ones come out faster. */
    private static final int MORE = 6;

    private static final double CONVERGED = 1e-12;
    private static final int COLUMNS = 8;

    static PrincipalAxes of(VectorMatrix vectors, int count, Execution execution) {
        double[] mean = mean(vectors);
        double[][] covariance = covariance(vectors, mean, execution);
        double total = 0;
        for (int d = 0; d < mean.length; d++) {
            total += covariance[d][d];
        }
        double[][] axes = iterate(covariance, Math.min(mean.length, count + MORE), count, execution);
        double[][] kept = Arrays.copyOf(axes, Math.min(count, axes.length));
        double[] variances = new double[kept.length];
        for (int a = 0; a < kept.length; a++) {
            orient(kept[a]);
            variances[a] = Linear.dot(kept[a], Linear.times(covariance, kept[a]));
        }
        return new PrincipalAxes(mean, kept, variances, total);
    }

    private static double[] mean(VectorMatrix vectors) {
        double[] mean = new double[vectors.dimension()];
        for (int row = 0; row < vectors.size(); row++) {
            float[] vector = vectors.vector(row);
            for (int d = 0; d < mean.length; d++) {
                mean[d] += vector[d];
            }
        }
        for (int d = 0; d < mean.length; d++) {
            mean[d] /= vectors.size();
        }
        return mean;
    }

    /** Each thread makes some rows of the matrix from all vectors, so that sums go in one order. */
    private static double[][] covariance(VectorMatrix vectors, double[] mean, Execution execution) {
        int dimension = mean.length;
        double[][] sums = new double[dimension][dimension];
        execution.blocks(dimension, COLUMNS, (from, to) -> {
            double[] centered = new double[dimension];
            for (int row = 0; row < vectors.size(); row++) {
                float[] vector = vectors.vector(row);
                for (int d = from; d < dimension; d++) {
                    centered[d] = vector[d] - mean[d];
                }
                for (int i = from; i < to; i++) {
                    for (int j = i; j < dimension; j++) {
                        sums[i][j] += centered[i] * centered[j];
                    }
                }
            }
        });
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                sums[i][j] /= Math.max(1, vectors.size() - 1);
                sums[j][i] = sums[i][j];
            }
        }
        return sums;
    }

    private static double[][] iterate(double[][] matrix, int width, int count, Execution execution) {
        double[][] axes = new double[width][matrix.length];
        java.util.SplittableRandom random = new java.util.SplittableRandom(1);
        for (double[] axis : axes) {
            for (int d = 0; d < axis.length; d++) {
                axis[d] = random.nextDouble() - 0.5;
            }
        }
        orthonormalize(axes);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            execution.cancel().throwIfCancelled();
            double[][] next = new double[width][];
            for (int a = 0; a < width; a++) {
                next[a] = Linear.times(matrix, axes[a]);
            }
            orthonormalize(next);
            double apart = 0;
            for (int a = 0; a < Math.min(count, width); a++) {
                apart = Math.max(apart, 1 - Math.abs(Linear.dot(axes[a], next[a])));
            }
            axes = next;
            if (apart < CONVERGED) {
                break;
            }
        }
        return axes;
    }

    /** Gram-Schmidt, twice for accuracy; a direction without anything of its own becomes a unit direction. */
    private static void orthonormalize(double[][] axes) {
        for (int a = 0; a < axes.length; a++) {
            for (int attempt = 0; !reduce(axes, a); attempt++) {
                Arrays.fill(axes[a], 0);
                axes[a][attempt] = 1;
            }
        }
    }

    private static boolean reduce(double[][] axes, int a) {
        double before = Math.sqrt(Linear.dot(axes[a], axes[a]));
        for (int pass = 0; pass < 2; pass++) {
            for (int b = 0; b < a; b++) {
                double along = Linear.dot(axes[a], axes[b]);
                for (int d = 0; d < axes[a].length; d++) {
                    axes[a][d] -= along * axes[b][d];
                }
            }
        }
        double length = Math.sqrt(Linear.dot(axes[a], axes[a]));
        if (!(length > 1e-10 * before)) {
            return false;
        }
        for (int d = 0; d < axes[a].length; d++) {
            axes[a][d] /= length;
        }
        return true;
    }

    private static void orient(double[] axis) {
        int largest = 0;
        for (int d = 1; d < axis.length; d++) {
            if (Math.abs(axis[d]) > Math.abs(axis[largest])) {
                largest = d;
            }
        }
        if (axis[largest] < 0) {
            for (int d = 0; d < axis.length; d++) {
                axis[d] = -axis[d];
            }
        }
    }

    /** Where a vector lies along an axis. */
    double along(int axis, float[] vector) {
        double sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += axes[axis][d] * (vector[d] - mean[d]);
        }
        return sum;
    }
}
