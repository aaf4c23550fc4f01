package io.retort.chem;

import java.util.Arrays;

/** Which cycles are sums of others: sets of bonds under symmetric difference, brought to echelon form one by one. */
final class CycleSpan {
    private long[] rows = new long[64];
    private int[] pivots = new int[16];
    private int words;
    private int rank;
    private int shorter;

    /** Forgets all cycles; the next ones are of a system with so many bonds. */
    void clear(int bonds) {
        words = (bonds + 63) >>> 6;
        rank = 0;
        shorter = 0;
    }

    int rank() {
        return rank;
    }

    /** Cycles offered from now on are longer than those before. */
    void startClass() {
        shorter = rank;
    }

    /** Tells whether a cycle is no sum of shorter ones, and takes it up if it is no sum of those offered so far. */
    boolean offer(RingPaths paths, int[] cycle, int size) {
        if ((rank + 1) * words > rows.length) {
            rows = Arrays.copyOf(rows, 2 * (rank + 1) * words);
        }
        if (rank == pivots.length) {
            pivots = Arrays.copyOf(pivots, 2 * rank);
        }
        int row = rank * words;
        Arrays.fill(rows, row, row + words, 0);
        for (int i = 0; i < size; i++) {
            int bond = paths.bond(paths.slot(cycle[i], cycle[i + 1 < size ? i + 1 : 0]));
            rows[row + (bond >>> 6)] ^= 1L << bond;
        }
        reduce(0, shorter);
        boolean relevant = highest(row) >= 0;
        if (relevant) {
            reduce(shorter, rank);
            int pivot = highest(row);
            if (pivot >= 0) {
                pivots[rank++] = pivot;
            }
        }
        return relevant;
    }

    private void reduce(int from, int to) {
        int row = rank * words;
        for (int i = from; i < to; i++) {
            int pivot = pivots[i];
            if ((rows[row + (pivot >>> 6)] >>> pivot & 1) != 0) {
                for (int w = 0; w < words; w++) {
                    rows[row + w] ^= rows[i * words + w];
                }
            }
        }
    }

    private int highest(int row) {
        for (int w = words - 1; w >= 0; w--) {
            if (rows[row + w] != 0) {
                return (w << 6) + 63 - Long.numberOfLeadingZeros(rows[row + w]);
            }
        }
        return -1;
    }
}
