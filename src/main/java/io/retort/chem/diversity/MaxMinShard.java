package io.retort.chem.diversity;

import io.retort.core.CancelToken;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A part of the rows that may still be picked, in a heap by an upper bound of their distance from the picks. A bound is
 * the least distance from those picks that the row was compared with; only a row that reaches the top is compared with
 * more of them. Rows of equal bound are in the heap by their number. For one thread at a time.
 */
final class MaxMinShard {
    private final FingerprintSet set;
    private final CancelToken cancel;
    private final int from;
    private final double[] bound;
    private final int[] seen;
    private final int[] heap;
    private int size;

    /**
     * Takes the rows of a range that are not picked yet.
     *
     * @param set the rows
     * @param from first row of the range
     * @param to the row behind the last
     * @param cancel ends the work
     */
    MaxMinShard(FingerprintSet set, int from, int to, CancelToken cancel) {
        this.set = set;
        this.from = from;
        this.cancel = cancel;
        this.bound = new double[to - from];
        this.seen = new int[to - from];
        this.heap = new int[to - from];
    }

    /**
     * Fills the heap.
     *
     * @param picked whether a row is picked already
     * @param firstPick every other row is compared with this one
     */
    void fill(boolean[] picked, int firstPick) {
        for (int i = 0; i < bound.length; i++) {
            if (!picked[from + i]) {
                bound[i] = distance(from + i, firstPick);
                seen[i] = 1;
                heap[size++] = i;
            }
        }
        for (int place = size / 2 - 1; place >= 0; place--) {
            sink(place);
        }
    }

    private double distance(int row, int pick) {
        int common = CommonBits.count(set, row, pick);
        return 1 - CommonBits.tanimoto(common, set.bitCount(row) + set.bitCount(pick));
    }

    /**
     * Finds the row that is farthest from the picks; of equally far ones the first.
     *
     * @param picks the picked rows
     * @param count how many
     * @param reached bits of the greatest distance that any part found in this round: what cannot get there is left
     *     alone; distances are not negative, so that their bits are ordered as they are
     * @return the row, or -1 if there is none or a row of another part is farther
     */
    int farthest(int[] picks, int count, AtomicLong reached) {
        while (size > 0) {
            cancel.throwIfCancelled();
            int top = heap[0];
            double cut = Double.longBitsToDouble(reached.get());
            if (bound[top] < cut) {
                return -1;
            }
            if (seen[top] == count) {
                reached.accumulateAndGet(Double.doubleToRawLongBits(bound[top]), Math::max);
                return from + top;
            }
            compare(top, picks, count, Math.max(cut, second()));
            sink(0);
        }
        return -1;
    }

    /** Compares with further picks until it is clear that others come first. */
    private void compare(int row, int[] picks, int count, double enough) {
        double least = bound[row];
        int i = seen[row];
        while (i < count && least >= enough) {
            least = Math.min(least, distance(from + row, picks[i++]));
        }
        bound[row] = least;
        seen[row] = i;
    }

    private double second() {
        double second = -1;
        for (int place = 1; place < Math.min(3, size); place++) {
            second = Math.max(second, bound[heap[place]]);
        }
        return second;
    }

    /**
     * Least distance from the picks, exact for the row that {@link #farthest} gave.
     *
     * @param row of this part
     * @return the distance
     */
    double distance(int row) {
        return bound[row - from];
    }

    /** Takes the row away that {@link #farthest} gave. */
    void removeTop() {
        heap[0] = heap[--size];
        sink(0);
    }

    private boolean before(int a, int b) {
        return bound[a] > bound[b] || (bound[a] == bound[b] && a < b);
    }

    private void sink(int start) {
        int place = start;
        int row = heap[place];
        for (int child = 2 * place + 1; child < size; child = 2 * place + 1) {
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], row)) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = row;
    }
}
