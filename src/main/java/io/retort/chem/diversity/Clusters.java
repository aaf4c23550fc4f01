package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * Rows in clusters: each row is in exactly one.
 *
 * @param clusterOf for each row its cluster, from 0; shared, not to be changed
 * @param representatives for each cluster the row that stands for it; shared, not to be changed
 */
public record Clusters(int[] clusterOf, int[] representatives) {
    /**
     * Counts the clusters.
     *
     * @return 0 only if there are no rows
     */
    public int count() {
        return representatives.length;
    }

    /**
     * Counts the rows of each cluster.
     *
     * @return {@code int[count]}
     */
    public int[] sizes() {
        int[] sizes = new int[count()];
        for (int cluster : clusterOf) {
            sizes[cluster]++;
        }
        return sizes;
    }

    /**
     * Lists the rows of each cluster.
     *
     * @return {@code int[count][size]}, rows ascending
     */
    public int[][] members() {
        int[] sizes = sizes();
        int[][] members = new int[count()][];
        for (int cluster = 0; cluster < members.length; cluster++) {
            members[cluster] = new int[sizes[cluster]];
        }
        for (int row = clusterOf.length - 1; row >= 0; row--) {
            members[clusterOf[row]][--sizes[clusterOf[row]]] = row;
        }
        return members;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Clusters clusters
                && Arrays.equals(clusterOf, clusters.clusterOf)
                && Arrays.equals(representatives, clusters.representatives);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(clusterOf) + Arrays.hashCode(representatives);
    }

    @Override
    public String toString() {
        return count() + " clusters of " + clusterOf.length + " rows";
    }
}
