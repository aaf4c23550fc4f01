package io.retort.chem.diversity;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Node of the tree of {@link BitBirch}: some entries, each with a summary of the rows below it. */
final class BitBirchNode {
    final List<Entry> entries = new ArrayList<>();

    /** Summary of rows, and where they are: a node, or for an entry of a leaf the cluster itself. */
    static final class Entry {
        final BitFeature feature;
        final @Nullable BitBirchNode child;
        final int firstRow;
        int lastRow;

        /** A new cluster. */
        Entry(FingerprintSet set, int row) {
            feature = new BitFeature(set, row);
            child = null;
            firstRow = row;
            lastRow = row;
        }

        /** All entries of a node. */
        Entry(FingerprintSet set, BitBirchNode child) {
            this.child = child;
            feature = new BitFeature(set);
            child.entries.forEach(e -> feature.add(e.feature));
            firstRow = -1;
            lastRow = -1;
        }
    }

    /**
     * An entry that a row reached on its way down.
     *
     * @param node the node
     * @param index of the entry in the node
     * @param similarity of the entry's centroid to the row
     * @param above the entry whose child the node is, null at the root
     */
    record Place(
            BitBirchNode node,
            int index,
            double similarity,
            @Nullable Place above) {
        Entry entry() {
            return node.entries.get(index);
        }
    }

    /**
     * Puts the entries whose centroids are most similar to a row among the best that were found elsewhere.
     *
     * @param row the row
     * @param above the entry whose child this is
     * @param limit how many to keep at most
     * @param best by falling similarity, of equally similar ones the one that was found first is first
     */
    void nearest(int row, @Nullable Place above, int limit, List<Place> best) {
        for (int i = 0; i < entries.size(); i++) {
            double bound = best.size() < limit ? -1 : best.get(limit - 1).similarity;
            BitFeature feature = entries.get(i).feature;
            double similarity = feature.mostSimilarity(row) > bound ? feature.similarity(row) : -1;
            if (similarity > bound) {
                int at = best.size();
                while (at > 0 && best.get(at - 1).similarity < similarity) {
                    at--;
                }
                best.add(at, new Place(this, i, similarity, above));
                if (best.size() > limit) {
                    best.remove(limit);
                }
            }
        }
    }

    /**
     * Moves a part of the entries to a new node: those that are more similar to the entry that is least similar to the
     * one that is farthest from the middle of all than to this one.
     *
     * @return the new node
     */
    BitBirchNode split(FingerprintSet set) {
        BitFeature middle = new BitFeature(set);
        entries.forEach(e -> middle.add(e.feature));
        BitFeature one = entries.get(leastSimilar(middle)).feature;
        int otherPlace = leastSimilar(one);
        BitFeature other = entries.get(otherPlace).feature;
        BitBirchNode moved = new BitBirchNode();
        List<Entry> kept = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            BitFeature feature = entries.get(i).feature;
            boolean goes = i == otherPlace || (feature != one && feature.similarity(other) > feature.similarity(one));
            (goes ? moved.entries : kept).add(entries.get(i));
        }
        entries.clear();
        entries.addAll(kept);
        return moved;
    }

    /** The entry whose centroid is least similar to a centroid and is not that centroid. */
    private int leastSimilar(BitFeature to) {
        int found = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < entries.size(); i++) {
            BitFeature feature = entries.get(i).feature;
            double similarity = feature.similarity(to);
            if (feature != to && similarity < least) {
                least = similarity;
                found = i;
            }
        }
        return found;
    }
}
