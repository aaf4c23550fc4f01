package io.retort.embed.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The best rows of those offered: by similarity, equal ones by row order. Does not depend on the order of the offers. */
final class Ranking {
    private final float[] similarities;
    private final int[] rows;
    private int size;

    Ranking(int top) {
        this.similarities = new float[top];
        this.rows = new int[top];
    }

    void offer(int row, float similarity) {
        int end = size;
        if (end == rows.length) {
            if (!before(row, similarity, end - 1)) {
                return;
            }
            end--;
        }
        int at = end;
        while (at > 0 && before(row, similarity, at - 1)) {
            similarities[at] = similarities[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        similarities[at] = similarity;
        rows[at] = row;
        size = end + 1;
    }

    private boolean before(int row, float similarity, int at) {
        return similarity > similarities[at] || (similarity == similarities[at] && row < rows[at]);
    }

    void offerAll(Ranking other) {
        for (int i = 0; i < other.size; i++) {
            offer(other.rows[i], other.similarities[i]);
        }
    }

    /** Whether a row of this similarity has no chance any more. */
    boolean closedTo(float similarity) {
        return size == rows.length && similarity < similarities[size - 1];
    }

    List<Neighbor> neighbors(VectorMatrix vectors) {
        List<Neighbor> found = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            // Sums of rounded numbers can pass 1 by a little.
            found.add(new Neighbor(vectors.place(rows[i]), Math.max(-1, Math.min(1, similarities[i]))));
        }
        return found;
    }

    int[] rows() {
        return Arrays.copyOf(rows, size);
    }
}
