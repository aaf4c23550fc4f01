package io.retort.embed.map;

import io.retort.embed.search.Execution;
import io.retort.embed.search.VectorMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Clusters around means. Starts from centers that are drawn far apart and goes on until no vector changes its cluster. The same
 * seed gives the same clusters for any number of threads; numbers go by size, the largest cluster first.
 *
 * <p>Source: {@code arthur2007} (start), {@code lloyd1982}.
 *
 * @param clusters number of each vector's cluster, from 0
 * @param centers {@code float[clusters][dimension]}
 * @param rounds until nothing changed, at most 100
 */
record KMeans(int[] clusters, float[][] centers, int rounds) {
    private static final int MOST_ROUNDS = 100;
    private static final int BLOCK = 256;

    static KMeans of(VectorMatrix vectors, int count, long seed, Execution execution) {
        float[][] centers = start(vectors, Math.min(count, vectors.size()), seed, execution);
        int[] clusters = new int[vectors.size()];
        Arrays.fill(clusters, -1);
        int round = 0;
        while (round < MOST_ROUNDS) {
            round++;
            int[] before = clusters.clone();
            float[][] now = centers;
            execution.blocks(vectors.size(), BLOCK, (from, to) -> {
                for (int row = from; row < to; row++) {
                    clusters[row] = nearest(vectors.vector(row), now);
                }
            });
            if (Arrays.equals(before, clusters)) {
                break;
            }
            centers = means(vectors, clusters, centers);
        }
        return bySize(clusters, centers, round);
    }

    /** Each center after the first is drawn with a chance that grows with the squared distance from those before. */
    private static float[][] start(VectorMatrix vectors, int count, long seed, Execution execution) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> centers = new ArrayList<>();
        double[] distances = new double[vectors.size()];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int chosen = vectors.size() == 0 ? -1 : random.nextInt(vectors.size());
        while (centers.size() < count) {
            float[] center = vectors.vector(chosen).clone();
            centers.add(center);
            execution.blocks(vectors.size(), BLOCK, (from, to) -> {
                for (int row = from; row < to; row++) {
                    distances[row] = Math.min(distances[row], distance(vectors.vector(row), center));
                }
            });
            chosen = draw(distances, random.nextDouble());
            if (chosen < 0) {
                break;
            }
        }
        return centers.toArray(float[][]::new);
    }

    /** A row by its share of the sum; -1 if all vectors are centers already. */
    private static int draw(double[] distances, double share) {
        double goal = share * Arrays.stream(distances).sum();
        int last = -1;
        double sum = 0;
        for (int row = 0; row < distances.length; row++) {
            if (distances[row] > 0) {
                last = row;
                sum += distances[row];
                if (sum > goal) {
                    return row;
                }
            }
        }
        return last;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            double apart = a[d] - b[d];
            sum += apart * apart;
        }
        return sum;
    }

    private static int nearest(float[] vector, float[][] centers) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centers.length; c++) {
            double distance = distance(vector, centers[c]);
            if (distance < least) {
                least = distance;
                best = c;
            }
        }
        return best;
    }

    private static float[][] means(VectorMatrix vectors, int[] clusters, float[][] before) {
        double[][] sums = new double[before.length][vectors.dimension()];
        int[] sizes = new int[before.length];
        for (int row = 0; row < clusters.length; row++) {
            float[] vector = vectors.vector(row);
            double[] sum = sums[clusters[row]];
            for (int d = 0; d < sum.length; d++) {
                sum[d] += vector[d];
            }
            sizes[clusters[row]]++;
        }
        float[][] means = new float[before.length][];
        for (int c = 0; c < means.length; c++) {
            means[c] = before[c].clone();
            for (int d = 0; d < means[c].length && sizes[c] > 0; d++) {
                means[c][d] = (float) (sums[c][d] / sizes[c]);
            }
        }
        return means;
    }

    private static KMeans bySize(int[] clusters, float[][] centers, int rounds) {
        int[] sizes = new int[centers.length];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        List<Integer> order = new ArrayList<>();
        for (int c = 0; c < centers.length; c++) {
            order.add(c);
        }
        order.sort(Comparator.comparingInt(c -> -sizes[c]));
        int[] numbers = new int[clusters.length];
        for (int row = 0; row < clusters.length; row++) {
            numbers[row] = order.indexOf(clusters[row]);
        }
        return new KMeans(numbers, order.stream().map(c -> centers[c]).toArray(float[][]::new), rounds);
    }
}
