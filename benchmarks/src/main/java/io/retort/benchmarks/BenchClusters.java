package io.retort.benchmarks;

import io.retort.manybody.Cluster;
import io.retort.manybody.ClusterBuilder;
import java.nio.file.Path;

/** Clusters to measure on. */
final class BenchClusters {
    private static final double SPACING = 3;

    private BenchClusters() {}

    /** Helium atoms on a cubic grid, one to a fragment. */
    static Cluster grid(int fragments) {
        ClusterBuilder builder = Cluster.builder();
        int edge = (int) Math.ceil(Math.cbrt(fragments));
        int[][] lists = new int[fragments][];
        for (int i = 0; i < fragments; i++) {
            builder.atom("He", SPACING * (i % edge), SPACING * (i / edge % edge), SPACING * (i / edge / edge));
            lists[i] = new int[] {i};
        }
        return builder.fragments(lists).build();
    }

    /** One of the example clusters of water. */
    static Cluster waters(int count) {
        return Cluster.read(file(count));
    }

    /** Its file. */
    static Path file(int waters) {
        return Path.of(System.getProperty("retort.root", "."), "datasets/clusters/water_" + waters + ".xyz");
    }
}
