package io.retort.embed.map;

import io.retort.core.CancelToken;
import io.retort.embed.search.VectorMatrix;

/**
 * A linear model of vectors with a penalty on the squares of its weights; the constant is not penalized.
 *
 * <p>Source: {@code hoerl1970} (ridge), {@code hastie2009}, section 4.4.1 (logistic, by Newton's method).
 *
 * @param constant what a vector of zeros gets
 * @param weights one for each number of a vector
 * @param logistic whether the sum is turned into a probability
 */
record LinearModel(double constant, double[] weights, boolean logistic) {
    private static final int MOST_STEPS = 100;
    private static final double CONVERGED = 1e-9;

    /**
     * Rows to learn from.
     *
     * @param vectors all vectors
     * @param rows which of them
     * @param values what is to be predicted, by row of the matrix
     */
    record Training(VectorMatrix vectors, int[] rows, double[] values) {}

    double predict(float[] vector) {
        double sum = constant;
        for (int d = 0; d < weights.length; d++) {
            sum += weights[d] * vector[d];
        }
        return logistic ? probability(sum) : sum;
    }

    private static double probability(double sum) {
        return 1 / (1 + Math.exp(-sum));
    }

    /** Least squares with a penalty, in closed form. */
    static LinearModel ridge(Training training, double penalty, CancelToken cancel) {
        int dimension = training.vectors().dimension();
        double[] mean = new double[dimension];
        double meanValue = 0;
        for (int row : training.rows()) {
            float[] vector = training.vectors().vector(row);
            for (int d = 0; d < dimension; d++) {
                mean[d] += vector[d] / training.rows().length;
            }
            meanValue += training.values()[row] / training.rows().length;
        }
        double[][] squares = new double[dimension][dimension];
        double[] right = new double[dimension];
        double[] x = new double[dimension];
        for (int row : training.rows()) {
            cancel.throwIfCancelled();
            float[] vector = training.vectors().vector(row);
            double value = training.values()[row] - meanValue;
            for (int d = 0; d < dimension; d++) {
                x[d] = vector[d] - mean[d];
                right[d] += x[d] * value;
            }
            addSquare(squares, x, 1);
        }
        addPenalty(squares, penalty, 0);
        double[] weights = Linear.solve(squares, right);
        return new LinearModel(meanValue - Linear.dot(weights, mean), weights, false);
    }

    /** Adds the lower triangle of the product of a vector with itself. */
    private static void addSquare(double[][] into, double[] x, double weight) {
        for (int i = 0; i < x.length; i++) {
            double[] row = into[i];
            double xi = weight * x[i];
            for (int j = 0; j <= i; j++) {
                row[j] += xi * x[j];
            }
        }
    }

    private static void addPenalty(double[][] squares, double penalty, int from) {
        for (int d = from; d < squares.length; d++) {
            squares[d][d] += penalty;
        }
    }

    /** Logistic regression: Newton's steps, each halved while it makes things worse. */
    static LinearModel logistic(Training training, double penalty, CancelToken cancel) {
        int size = training.vectors().dimension() + 1;
        double[] beta = new double[size];
        double loss = loss(training, beta, penalty);
        for (int step = 0; step < MOST_STEPS; step++) {
            cancel.throwIfCancelled();
            double[] direction = newtonStep(training, beta, penalty);
            double length = 1;
            double[] next = moved(beta, direction, length);
            double nextLoss = loss(training, next, penalty);
            while (nextLoss > loss && length > 1e-6) {
                length /= 2;
                next = moved(beta, direction, length);
                nextLoss = loss(training, next, penalty);
            }
            double change = Math.sqrt(Linear.dot(direction, direction)) * length;
            beta = next;
            loss = nextLoss;
            if (change < CONVERGED * (1 + Math.sqrt(Linear.dot(beta, beta)))) {
                break;
            }
        }
        return new LinearModel(beta[0], java.util.Arrays.copyOfRange(beta, 1, size), true);
    }

    private static double[] newtonStep(Training training, double[] beta, double penalty) {
        double[][] curvature = new double[beta.length][beta.length];
        double[] slope = new double[beta.length];
        double[] x = new double[beta.length];
        for (int row : training.rows()) {
            fill(x, training.vectors().vector(row));
            double p = probability(Linear.dot(beta, x));
            double apart = training.values()[row] - p;
            for (int d = 0; d < x.length; d++) {
                slope[d] += apart * x[d];
            }
            addSquare(curvature, x, p * (1 - p));
        }
        for (int d = 1; d < beta.length; d++) {
            slope[d] -= penalty * beta[d];
        }
        addPenalty(curvature, penalty, 1);
        // Where all rows are certain the constant has no curvature of its own.
        curvature[0][0] += 1e-9;
        return Linear.solve(curvature, slope);
    }

    private static void fill(double[] x, float[] vector) {
        x[0] = 1;
        for (int d = 0; d < vector.length; d++) {
            x[d + 1] = vector[d];
        }
    }

    private static double[] moved(double[] beta, double[] direction, double length) {
        double[] next = beta.clone();
        for (int d = 0; d < next.length; d++) {
            next[d] += length * direction[d];
        }
        return next;
    }

    private static double loss(Training training, double[] beta, double penalty) {
        double[] x = new double[beta.length];
        double loss = 0;
        for (int row : training.rows()) {
            fill(x, training.vectors().vector(row));
            double sum = Linear.dot(beta, x);
            double margin = training.values()[row] > 0.5 ? sum : -sum;
            loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : -margin + Math.log1p(Math.exp(margin));
        }
        for (int d = 1; d < beta.length; d++) {
            loss += penalty / 2 * beta[d] * beta[d];
        }
        return loss;
    }
}
