package io.retort.chem.diversity;

import io.retort.core.ResourceException;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Clusters rows around those with the most neighbors: the row with the most neighbors takes all of them that no cluster
 * has yet, then the next does. Of rows with equally many neighbors the last of the set comes first.
 *
 * <p>Neighbors are found through {@link SimilarRows}, and listed in 4 bytes each.
 *
 * <p>Equal to RDKit's {@code Butina.ClusterData}, clusters in the same order, up to similarities that are the threshold
 * exactly: RDKit compares {@code 1 - similarity} with a distance, where rounding decides.
 *
 * <p><b>Source</b>: butina1999 in {@code docs/references.bib}; with {@link ButinaOptions#reordering} the variant that
 * counts only neighbors without a cluster.
 */
public final class Butina {
    private static final int CANCEL_EVERY = 1024;

    private final int[][] neighbors;
    private final ButinaOptions options;
    private final int[] clusterOf;
    private final int[] centers;
    private int count;

    private Butina(int[][] neighbors, ButinaOptions options) {
        this.neighbors = neighbors;
        this.options = options;
        clusterOf = new int[neighbors.length];
        centers = new int[neighbors.length];
        Arrays.fill(clusterOf, -1);
    }

    /**
     * Clusters.
     *
     * @param set the rows
     * @param options threshold and variant
     * @param execution threads, cancel and progress
     * @return clusters in the order in which they were found, so by falling number of neighbors of the center, which stands
     *     for the cluster
     * @throws ResourceException if there are more neighbors than the options allow
     */
    public static Clusters cluster(FingerprintSet set, ButinaOptions options, Execution execution) {
        Butina butina = new Butina(NeighborLists.of(set, options, execution), options);
        butina.assign(execution);
        return new Clusters(butina.clusterOf, Arrays.copyOf(butina.centers, butina.count));
    }

    private void assign(Execution execution) {
        int[] free = new int[neighbors.length];
        // Keys fall with the number of neighbors, then with the row, so that the least comes first.
        PriorityQueue<Long> order = new PriorityQueue<>();
        for (int row = 0; row < free.length; row++) {
            free[row] = neighbors[row].length;
            order.add(key(free[row], row));
        }
        int looked = 0;
        for (Long next = order.poll(); next != null; next = order.poll()) {
            if (looked++ % CANCEL_EVERY == 0) {
                execution.cancel().throwIfCancelled();
            }
            int row = (int) -next;
            if (clusterOf[row] >= 0) {
                continue;
            }
            if (free[row] != (int) (-next >> 32)) {
                order.add(key(free[row], row));
                continue;
            }
            take(row, free);
        }
    }

    private static long key(int neighborCount, int row) {
        return -((long) neighborCount << 32 | row);
    }

    private void take(int center, int[] free) {
        centers[count] = center;
        join(center, free);
        for (int neighbor : neighbors[center]) {
            if (clusterOf[neighbor] < 0) {
                join(neighbor, free);
            }
        }
        count++;
    }

    private void join(int row, int[] free) {
        clusterOf[row] = count;
        if (options.reordering()) {
            for (int neighbor : neighbors[row]) {
                free[neighbor]--;
            }
        }
    }
}
