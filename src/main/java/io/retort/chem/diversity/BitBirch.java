package io.retort.chem.diversity;

import io.retort.chem.diversity.BitBirchNode.Entry;
import io.retort.chem.diversity.BitBirchNode.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Clusters many rows in one pass, in time and memory that grow with their number, not with its square. Rows go one by one
 * down a tree whose entries hold the bit counts of the rows below them, each time to the entry whose centroid is most
 * similar, or along several such paths to the best at their ends; at the bottom a row joins the cluster there if that stays similar enough, or begins a new one. A node with too
 * many entries is split in two.
 *
 * <p>The clusters depend on the order of the rows: another order gives others of like quality. For rows in one order they
 * are always the same. The tree is built by one thread, as each row meets the tree that the rows before it left.
 *
 * <p><b>Source</b>: perez2025 in {@code docs/references.bib}; the tree is that of zhang1996 (BIRCH, phase 1). Deviation:
 * the two entries that a split starts from are found from the middle of the rows, not from the middle of the centroids.
 */
public final class BitBirch {
    private static final int LOOK_EVERY = 256;
    private static final int STEP = 64;

    private final FingerprintSet set;
    private final BitBirchOptions options;
    private final int[] next;
    private BitBirchNode root = new BitBirchNode();

    private BitBirch(FingerprintSet set, BitBirchOptions options) {
        this.set = set;
        this.options = options;
        next = new int[set.size()];
        Arrays.fill(next, -1);
    }

    /**
     * Clusters.
     *
     * @param set the rows; their order matters
     * @param options threshold, criterion and shape of the tree
     * @param execution cancel and progress; threads are only used to find representatives
     * @return clusters by falling size, of equal size in the order of their first rows; for each stands the row that is
     *     most similar to its centroid, of equally similar ones the first
     */
    public static Clusters cluster(FingerprintSet set, BitBirchOptions options, Execution execution) {
        BitBirch birch = new BitBirch(set, options);
        for (int row = 0; row < set.size(); row++) {
            if (row % LOOK_EVERY == 0) {
                execution.cancel().throwIfCancelled();
                execution.progress().accept((double) row / set.size());
            }
            birch.insert(row);
        }
        Clusters clusters = birch.clusters(execution);
        execution.progress().accept(1);
        return clusters;
    }

    private void insert(int row) {
        Place place = find(row);
        BitBirchNode leaf = place == null ? root : place.node();
        if (place != null && staysSimilar(place.entry().feature, row)) {
            Entry cluster = place.entry();
            cluster.feature.add(row);
            next[cluster.lastRow] = row;
            cluster.lastRow = row;
        } else {
            leaf.entries.add(new Entry(set, row));
        }
        BitBirchNode moved = splitIfFull(leaf);
        for (Place above = place == null ? null : place.above(); above != null; above = above.above()) {
            moved = update(above, row, moved);
        }
        if (moved != null) {
            BitBirchNode top = new BitBirchNode();
            top.entries.add(new Entry(set, root));
            top.entries.add(new Entry(set, moved));
            root = top;
        }
    }

    /** Goes down the tree to the most similar cluster. */
    private @Nullable Place find(int row) {
        List<Place> reached = new ArrayList<>();
        root.nearest(row, null, options.paths(), reached);
        while (!reached.isEmpty() && reached.get(0).entry().child != null) {
            List<Place> below = new ArrayList<>(options.paths() + 1);
            for (Place place : reached) {
                BitBirchNode child = place.entry().child;
                if (child != null) {
                    child.nearest(row, place, options.paths(), below);
                }
            }
            reached = below;
        }
        return reached.isEmpty() ? null : reached.get(0);
    }

    /** Tells an entry that a row went below it, and that its child gave a part away. */
    private @Nullable BitBirchNode update(Place place, int row, @Nullable BitBirchNode moved) {
        Entry entry = place.entry();
        if (moved == null || entry.child == null) {
            entry.feature.add(row);
            return null;
        }
        place.node().entries.set(place.index(), new Entry(set, entry.child));
        place.node().entries.add(new Entry(set, moved));
        return splitIfFull(place.node());
    }

    private @Nullable BitBirchNode splitIfFull(BitBirchNode node) {
        return node.entries.size() > options.branching() ? node.split(set) : null;
    }

    private boolean staysSimilar(BitFeature cluster, int row) {
        if (options.criterion() == BitBirchOptions.Criterion.DIAMETER) {
            return cluster.isimWith(row) >= options.similarity();
        }
        BitFeature joined = new BitFeature(set);
        joined.add(cluster);
        joined.add(row);
        return joined.isimToCentroid() >= options.similarity();
    }

    private Clusters clusters(Execution execution) {
        List<Entry> leaves = new ArrayList<>();
        collect(root, leaves);
        leaves.sort(Comparator.comparingInt((Entry e) -> -e.feature.rowCount()).thenComparingInt(e -> e.firstRow));
        int[] clusterOf = new int[set.size()];
        int[] representatives = new int[leaves.size()];
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        RowRanges.forEach(leaves.size(), STEP, quiet, (from, to) -> {
            for (int cluster = from; cluster < to; cluster++) {
                Entry leaf = leaves.get(cluster);
                double most = -1;
                for (int row = leaf.firstRow; row >= 0; row = next[row]) {
                    clusterOf[row] = cluster;
                    double similarity = leaf.feature.similarity(row);
                    if (similarity > most) {
                        most = similarity;
                        representatives[cluster] = row;
                    }
                }
            }
        });
        return new Clusters(clusterOf, representatives);
    }

    private static void collect(BitBirchNode node, List<Entry> leaves) {
        for (Entry entry : node.entries) {
            if (entry.child == null) {
                leaves.add(entry);
            } else {
                collect(entry.child, leaves);
            }
        }
    }
}
