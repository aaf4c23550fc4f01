package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * How alike the rows of clusters are, and how unlike those of others. A centroid has the bits that at least half of the
 * rows of its cluster have. Where no cluster has two rows, similarities are 1.
 *
 * @param clusterCount number of clusters
 * @param singletonCount number of clusters of one row
 * @param largestSize rows of the largest cluster
 * @param withinSimilarity similarity of rows to those in the same cluster (iSIM), as a mean over the rows of all clusters of
 *     two rows or more
 * @param centroidSimilarity mean Tanimoto similarity of these rows to the centroid of their cluster
 * @param silhouette mean of {@code (b - a) / max(a, b)} over rows, {@code a} being the Tanimoto distance to the centroid of
 *     the row's cluster and {@code b} that to the nearest other centroid; from -1 to 1, and 0 for a row alone in its
 *     cluster; the simplified silhouette. 0 for a single cluster
 */
public record ClusterQuality(
        int clusterCount,
        int singletonCount,
        int largestSize,
        double withinSimilarity,
        double centroidSimilarity,
        double silhouette) {
    private static final int STEP = 64;

    /**
     * Measures.
     *
     * @param set the rows
     * @param clusters of these rows
     * @param silhouetteRows about how many rows to take for the silhouette, at even distances; each is compared with all
     *     centroids
     * @param execution threads, cancel and progress
     * @return the figures, the same for every number of workers
     */
    public static ClusterQuality of(FingerprintSet set, Clusters clusters, int silhouetteRows, Execution execution) {
        int count = clusters.count();
        int[][] members = clusters.members();
        int length = set.wordsPerRow();
        long[] centroids = new long[Math.multiplyExact(count, length)];
        double[] within = new double[count];
        double[] toCentroid = new double[count];
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        RowRanges.forEach(count, STEP, quiet, (from, to) -> {
            for (int cluster = from; cluster < to; cluster++) {
                BitFeature feature = new BitFeature(set, members[cluster][0]);
                for (int i = 1; i < members[cluster].length; i++) {
                    feature.add(members[cluster][i]);
                }
                feature.centroid(centroids, cluster * length);
                within[cluster] = feature.isim() * members[cluster].length;
                toCentroid[cluster] = Arrays.stream(members[cluster])
                        .mapToDouble(feature::similarity)
                        .sum();
            }
        });
        int[] sizes = clusters.sizes();
        int rows = 0;
        double withinSum = 0;
        double centroidSum = 0;
        for (int cluster = 0; cluster < count; cluster++) {
            if (sizes[cluster] > 1) {
                rows += sizes[cluster];
                withinSum += within[cluster];
                centroidSum += toCentroid[cluster];
            }
        }
        FingerprintSet centers = FingerprintSet.of(centroids, length);
        return new ClusterQuality(
                count,
                (int) Arrays.stream(sizes).filter(size -> size == 1).count(),
                Arrays.stream(sizes).max().orElse(0),
                rows == 0 ? 1 : withinSum / rows,
                rows == 0 ? 1 : centroidSum / rows,
                silhouette(set, clusters, centers, silhouetteRows, execution));
    }

    private static double silhouette(
            FingerprintSet set, Clusters clusters, FingerprintSet centers, int rows, Execution execution) {
        int taken = Math.min(rows, set.size());
        if (taken <= 0 || centers.size() < 2) {
            return 0;
        }
        int[] sizes = clusters.sizes();
        double[] silhouette = new double[taken];
        RowRanges.forEach(taken, STEP, execution, (from, to) -> {
            for (int i = from; i < to; i++) {
                int row = (int) ((long) i * set.size() / taken);
                int own = clusters.clusterOf()[row];
                if (sizes[own] > 1) {
                    silhouette[i] = silhouette(set, row, centers, own);
                }
            }
        });
        return Arrays.stream(silhouette).sum() / taken;
    }

    private static double silhouette(FingerprintSet set, int row, FingerprintSet centers, int own) {
        int length = set.wordsPerRow();
        double near = 0;
        double other = 1;
        for (int center = 0; center < centers.size(); center++) {
            int common = CommonBits.count(set.words(), row * length, centers.words(), center * length, length);
            double distance = 1 - CommonBits.tanimoto(common, set.bitCount(row) + centers.bitCount(center));
            if (center == own) {
                near = distance;
            } else {
                other = Math.min(other, distance);
            }
        }
        double greater = Math.max(near, other);
        return greater == 0 ? 0 : (other - near) / greater;
    }
}
