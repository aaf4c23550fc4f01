package io.retort.embed;

import java.nio.FloatBuffer;

/** Makes one vector of the vectors of a text's tokens. Sums are in double precision, in the order of the tokens. */
final class TokenPooling {
    /** Vectors that are as long as this say are left as the graph made them. */
    private static final double UNIT = 1e-3;

    private TokenPooling() {}

    /**
     * Pools in place.
     *
     * @param vectors {@code [row][token][dimension]}; the vector of a row is left in the place of its first token
     */
    static void pool(Pooling pooling, FloatBuffer vectors, TokenRows tokens, BatchRunner.Slice slice, int dimension) {
        double[] sum = new double[dimension];
        for (int i = slice.from(); i < slice.to(); i++) {
            int length = tokens.length(slice.order()[i]);
            int start = (i - slice.from()) * slice.width() * dimension;
            switch (pooling) {
                case GRAPH, CLS -> {}
                case LAST -> vectors.put(start, vectors.duplicate(), start + (length - 1) * dimension, dimension);
                case MEAN -> {
                    java.util.Arrays.fill(sum, 0);
                    for (int t = 0; t < length; t++) {
                        for (int d = 0; d < dimension; d++) {
                            sum[d] += vectors.get(start + t * dimension + d);
                        }
                    }
                    for (int d = 0; d < dimension; d++) {
                        vectors.put(start + d, (float) (sum[d] / length));
                    }
                }
            }
        }
    }

    /** Gives a vector the length 1, unless it has that already. */
    static void normalize(FloatBuffer vectors, int start, int dimension) {
        double square = 0;
        for (int d = 0; d < dimension; d++) {
            square += (double) vectors.get(start + d) * vectors.get(start + d);
        }
        double length = Math.sqrt(square);
        if (length > 0 && Math.abs(length - 1) > UNIT) {
            for (int d = 0; d < dimension; d++) {
                vectors.put(start + d, (float) (vectors.get(start + d) / length));
            }
        }
    }
}
