package io.retort.embed.search;

import io.retort.core.UsageException;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Vectors of a table's rows in memory, 4 bytes a number; rows without a vector are left out. Immutable. */
public final class VectorMatrix {
    /** What becomes of a vector's length. */
    public enum Length {
        /** It stays. */
        STORED,
        /** It becomes 1, so that a product of two vectors is their cosine; a vector of zeros stays as it is. */
        UNIT
    }

    private final float[][] vectors;
    private final int[] places;
    private final int dimension;

    private VectorMatrix(float[][] vectors, int[] places, int dimension) {
        this.vectors = vectors;
        this.places = places;
        this.dimension = dimension;
    }

    /**
     * Reads a column.
     *
     * @param table the rows
     * @param column a column of vectors
     * @param length what becomes of their lengths
     * @return the vectors in row order
     * @throws UsageException if the column is missing, does not hold vectors, or holds numbers that are not finite
     */
    public static VectorMatrix read(Table table, String column, Length length) {
        List<float[]> vectors = new ArrayList<>();
        int[][] places = {new int[1024]};
        int[] row = {0};
        table.vectors(column, vector -> {
            if (vector != null) {
                require(vector, column, row[0]);
                if (places[0].length == vectors.size()) {
                    places[0] = Arrays.copyOf(places[0], 2 * vectors.size());
                }
                places[0][vectors.size()] = row[0];
                vectors.add(length == Length.UNIT ? scale(vector) : vector);
            }
            row[0]++;
        });
        return new VectorMatrix(
                vectors.toArray(float[][]::new),
                Arrays.copyOf(places[0], vectors.size()),
                vectors.isEmpty() ? 0 : vectors.get(0).length);
    }

    private static void require(float[] vector, String column, int row) {
        for (float number : vector) {
            if (!Float.isFinite(number)) {
                throw new UsageException("column \"" + column + "\" has " + number + " in the vector of row "
                        + (row + 1) + "; accepted are finite numbers");
            }
        }
    }

    /**
     * Takes vectors as they are; row i has place i.
     *
     * @param vectors {@code float[rows][dimension]}, copied
     * @param length what becomes of their lengths
     * @return the matrix
     */
    public static VectorMatrix of(float[][] vectors, Length length) {
        int dimension = vectors.length == 0 ? 0 : vectors[0].length;
        float[][] copies = new float[vectors.length][];
        int[] places = new int[vectors.length];
        for (int i = 0; i < copies.length; i++) {
            if (vectors[i].length != dimension) {
                throw new IllegalArgumentException("vector " + i + " has " + vectors[i].length
                        + " numbers; accepted are " + dimension + ", as in the first");
            }
            copies[i] = length == Length.UNIT ? unit(vectors[i]) : vectors[i].clone();
            places[i] = i;
        }
        return new VectorMatrix(copies, places, dimension);
    }

    /**
     * A vector of the same direction with length 1.
     *
     * @param vector any numbers
     * @return a new array; zeros if all numbers are zero
     */
    public static float[] unit(float[] vector) {
        return scale(vector.clone());
    }

    private static float[] scale(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += (double) number * number;
        }
        if (sum > 0) {
            double factor = 1 / Math.sqrt(sum);
            for (int d = 0; d < vector.length; d++) {
                vector[d] = (float) (vector[d] * factor);
            }
        }
        return vector;
    }

    /**
     * How many rows have a vector.
     *
     * @return 0 or more
     */
    public int size() {
        return vectors.length;
    }

    /**
     * Numbers in a vector.
     *
     * @return 0 if there is no vector
     */
    public int dimension() {
        return dimension;
    }

    /**
     * A vector.
     *
     * @param row from 0 to {@link #size}
     * @return shared; do not change it
     */
    public float[] vector(int row) {
        return vectors[row];
    }

    /**
     * Where a vector's row stands in its table.
     *
     * @param row from 0 to {@link #size}
     * @return 0-based, rows without a vector counted too; ascending
     */
    public int place(int row) {
        return places[row];
    }

    float cosine(int row, float[] query) {
        return dot(vectors[row], query);
    }

    /**
     * The inner product.
     *
     * @param a some numbers
     * @param b as many
     * @return their product, summed in eight interleaved parts, always in the same order
     */
    public static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int end = a.length & ~7;
        for (int i = 0; i < end; i += 8) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (int i = end; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }

    /** Tells these vectors and places from any others. */
    long digest() {
        long hash = 0x9E3779B97F4A7C15L ^ dimension;
        for (int row = 0; row < vectors.length; row++) {
            long own = places[row];
            for (float number : vectors[row]) {
                own = own * 0x100000001B3L + Float.floatToRawIntBits(number);
            }
            hash = Long.rotateLeft(hash ^ own, 27) * 0x9E3779B97F4A7C15L;
        }
        return hash;
    }
}
