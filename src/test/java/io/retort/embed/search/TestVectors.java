package io.retort.embed.search;

import io.retort.core.CancelToken;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Vectors for tests: around some centers, as embeddings lie. */
final class TestVectors {
    private TestVectors() {}

    static Execution on(int workers) {
        return new Execution(workers, new CancelToken(), share -> {});
    }

    static float[][] clustered(int rows, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] centers = new float[20][dimension];
        float[][] vectors = new float[rows][dimension];
        for (int row = -centers.length; row < rows; row++) {
            float[] into = row < 0 ? centers[row + centers.length] : vectors[row];
            float[] center = row < 0 ? into : centers[random.nextInt(centers.length)];
            for (int d = 0; d < dimension; d++) {
                into[d] = (row < 0 ? 0 : center[d]) + (float) random.nextGaussian() * (row < 0 ? 1 : 0.6f);
            }
        }
        return vectors;
    }

    /** A table with the columns n (from 1) and v; every 7th row has no vector. */
    static Table table(Workspace workspace, String name, float[][] vectors) {
        workspace.execute("CREATE OR REPLACE TABLE " + name + " (n BIGINT, v FLOAT[" + vectors[0].length + "])");
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < vectors.length; i++) {
            rows.append(i == 0 ? "" : ", ").append("(").append(i + 1).append(", ");
            rows.append(i % 7 == 6 ? "NULL" : java.util.Arrays.toString(vectors[i]))
                    .append(")");
        }
        workspace.execute("INSERT INTO " + name + " VALUES " + rows);
        return workspace.table(name);
    }

    /** The definition, in doubles. */
    static double cosine(float[] a, float[] b) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int d = 0; d < a.length; d++) {
            product += (double) a[d] * b[d];
            left += (double) a[d] * a[d];
            right += (double) b[d] * b[d];
        }
        return product / Math.sqrt(left * right);
    }

    static List<Integer> nearest(float[][] vectors, float[] query, int top) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < vectors.length; i++) {
            rows.add(i);
        }
        rows.sort(Comparator.<Integer>comparingDouble(i -> -cosine(vectors[i], query)));
        return rows.subList(0, top);
    }
}
