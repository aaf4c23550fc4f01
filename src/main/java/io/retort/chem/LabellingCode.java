package io.retort.chem;

import java.util.Arrays;

/** The graph as seen through a labelling: for each place its earlier neighbors, then all stereo. The smallest wins. */
final class LabellingCode {
    private long[] current = {};
    private long[] best = {};
    private int size;

    /** Makes the code of a discrete partition; its order against the best, negative if there is none. */
    int compareToBest(MolGraph graph, Partition partition, boolean hasBest) {
        size = graph.bondCount + graph.stereo.size();
        if (current.length < size) {
            current = new long[size];
        }
        int[] rank = partition.rank;
        int count = 0;
        for (int place = 0; place < graph.atomCount; place++) {
            int from = count;
            int atom = partition.order[place];
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int other = rank[graph.neighbor[k]];
                if (other < place) {
                    insert(((long) place << 32) | ((long) other << 3) | partition.color[k], from, count++);
                }
            }
        }
        int edges = count;
        for (int u = 0; u < graph.stereo.size(); u++) {
            StereoUnit unit = graph.stereo.get(u);
            int low = Math.min(rank[unit.a()], rank[unit.b()]);
            current[count++] = ((long) low << 32) | unit.code(graph, rank);
        }
        Arrays.sort(current, edges, count);
        return hasBest ? Arrays.compare(current, 0, size, best, 0, size) : -1;
    }

    private void insert(long value, int from, int count) {
        int j = count;
        while (j > from && current[j - 1] > value) {
            current[j] = current[j - 1];
            j--;
        }
        current[j] = value;
    }

    /** Keeps the code made last as the best. */
    void keepAsBest() {
        long[] old = best;
        best = current;
        current = old;
    }
}
