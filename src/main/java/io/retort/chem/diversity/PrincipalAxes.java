package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * The two directions in which fingerprints differ most: the first two principal components of their bits, each bit a
 * coordinate of 0 or 1, with the mean taken off. Places on them make a map in which alike molecules are near each other;
 * how much of the differences it shows is {@link #explained}.
 *
 * <p>Pairs of bits are counted in whole numbers, so the axes do not depend on the number of workers. Of sets of more than
 * {@value #MOST_ROWS} rows as many, at even distances, make the axes, and all are placed on them.
 *
 * <p><b>Source</b>: hotelling1933 in {@code docs/references.bib}; eigenvectors by orthogonal iteration.
 */
public final class PrincipalAxes {
    /** Rows that make the axes at most. */
    static final int MOST_ROWS = 50_000;

    private static final int STEP = 256;
    private static final int AXES = 2;
    private static final int SPACE = 6;
    private static final int MOST_ROUNDS = 500;
    private static final double ENOUGH = 1e-10;

    private final double[] mean;
    private final double[][] axes;
    private final double[] explained;

    private PrincipalAxes(double[] mean, double[][] axes, double[] explained) {
        this.mean = mean;
        this.axes = axes;
        this.explained = explained;
    }

    /**
     * Finds the axes.
     *
     * @param set the rows
     * @param execution threads, cancel and progress
     * @return the axes; for fewer than two different rows every place is 0
     */
    public static PrincipalAxes of(FingerprintSet set, Execution execution) {
        int bits = set.wordsPerRow() * Long.SIZE;
        int rows = Math.min(MOST_ROWS, set.size());
        int[] together = new int[bits * bits];
        RowRanges.forEach(rows, STEP, execution, () -> {
            int[] positions = new int[bits];
            return (from, to) -> {
                for (int i = from; i < to; i++) {
                    count(set, (int) ((long) i * set.size() / rows), positions, together);
                }
            };
        });
        double[] mean = new double[bits];
        double[] covariance = new double[bits * bits];
        double variance = 0;
        for (int i = 0; i < bits && rows > 0; i++) {
            mean[i] = (double) together[i * bits + i] / rows;
        }
        for (int i = 0; i < bits && rows > 0; i++) {
            for (int j = 0; j <= i; j++) {
                double shared = (double) together[i * bits + j] / rows - mean[i] * mean[j];
                covariance[i * bits + j] = shared;
                covariance[j * bits + i] = shared;
            }
            variance += covariance[i * bits + i];
        }
        return iterate(covariance, mean, variance, execution);
    }

    /** Counts the pairs of bits of a row, the lower triangle with its diagonal. */
    private static void count(FingerprintSet set, int row, int[] positions, int[] together) {
        int found = 0;
        for (int word = 0; word < set.wordsPerRow(); word++) {
            for (long rest = set.words()[row * set.wordsPerRow() + word]; rest != 0; rest &= rest - 1) {
                positions[found++] = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
            }
        }
        int bits = set.wordsPerRow() * Long.SIZE;
        for (int i = 0; i < found; i++) {
            int base = positions[i] * bits;
            for (int j = 0; j <= i; j++) {
                COUNTS.getAndAdd(together, base + positions[j], 1);
            }
        }
    }

    private static final java.lang.invoke.VarHandle COUNTS =
            java.lang.invoke.MethodHandles.arrayElementVarHandle(int[].class);

    private static PrincipalAxes iterate(double[] covariance, double[] mean, double variance, Execution execution) {
        int bits = mean.length;
        double[][] space = new double[SPACE][bits];
        for (int k = 0; k < SPACE; k++) {
            for (int i = 0; i < bits; i++) {
                // Any directions that are not orthogonal to the axes will do; these are the same each time.
                space[k][i] = Math.cos((k + 1) * (i + 0.5) * 2.399963);
            }
        }
        orthonormalize(space);
        double before = -1;
        double[] lengths = new double[SPACE];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            execution.cancel().throwIfCancelled();
            double[][] next = new double[SPACE][];
            for (int k = 0; k < SPACE; k++) {
                next[k] = times(covariance, space[k]);
                lengths[k] = dot(space[k], next[k]);
            }
            orthonormalize(next);
            space = next;
            double sum = lengths[0] + lengths[1];
            if (Math.abs(sum - before) <= ENOUGH * Math.max(sum, Double.MIN_NORMAL)) {
                break;
            }
            before = sum;
        }
        double[] explained = new double[AXES];
        for (int k = 0; k < AXES; k++) {
            point(space[k]);
            explained[k] = variance > 0 ? Math.max(0, lengths[k]) / variance : 0;
        }
        return new PrincipalAxes(mean, Arrays.copyOf(space, AXES), explained);
    }

    private static double[] times(double[] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            double sum = 0;
            int base = i * vector.length;
            for (int j = 0; j < vector.length; j++) {
                sum += matrix[base + j] * vector[j];
            }
            product[i] = sum;
        }
        return product;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /** Gram and Schmidt, each vector twice, as once is not exact enough for near vectors. */
    private static void orthonormalize(double[][] vectors) {
        for (int k = 0; k < vectors.length; k++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < k; j++) {
                    double shared = dot(vectors[k], vectors[j]);
                    for (int i = 0; i < vectors[k].length; i++) {
                        vectors[k][i] -= shared * vectors[j][i];
                    }
                }
            }
            double length = Math.sqrt(dot(vectors[k], vectors[k]));
            for (int i = 0; i < vectors[k].length; i++) {
                vectors[k][i] = length > 0 ? vectors[k][i] / length : 0;
            }
        }
    }

    /** An axis has no direction of its own: the largest of its numbers is made positive. */
    private static void point(double[] axis) {
        int largest = 0;
        for (int i = 1; i < axis.length; i++) {
            largest = Math.abs(axis[i]) > Math.abs(axis[largest]) ? i : largest;
        }
        if (axis[largest] < 0) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = -axis[i];
            }
        }
    }

    /**
     * How much of the variance lies along each axis.
     *
     * @return two shares from 0 to 1, the first not less than the second
     */
    public double[] explained() {
        return explained.clone();
    }

    /**
     * Places rows on the axes.
     *
     * @param set rows of the same length as those that made the axes
     * @return {@code double[2][rowCount]}
     */
    public double[][] place(FingerprintSet set) {
        if (set.size() > 0 && set.wordsPerRow() * Long.SIZE != mean.length) {
            throw new IllegalArgumentException(
                    "axes: got rows of " + set.wordsPerRow() * Long.SIZE + " bits; accepted are " + mean.length);
        }
        double[][] places = new double[AXES][set.size()];
        for (int k = 0; k < AXES; k++) {
            double middle = dot(axes[k], mean);
            for (int row = 0; row < set.size(); row++) {
                double sum = -middle;
                for (int word = 0; word < set.wordsPerRow(); word++) {
                    for (long rest = set.words()[row * set.wordsPerRow() + word]; rest != 0; rest &= rest - 1) {
                        sum += axes[k][word * Long.SIZE + Long.numberOfTrailingZeros(rest)];
                    }
                }
                places[k][row] = sum;
            }
        }
        return places;
    }
}
