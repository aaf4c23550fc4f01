package io.retort.chem;

import java.util.Arrays;

/**
 * An ordered partition of a graph's atoms, refined until atoms of one cell see the same neighborhood and, where it can
 * be told, the same stereo arrangement. The rank of an atom is the place of its cell's first atom. Every choice depends
 * on ranks only, so the result does not depend on input order (color refinement; McKay and Piperno, J. Symb. Comput.
 * 2014, 60, 94).
 */
final class Partition {
    private final MolGraph graph;
    final int[] rank;
    final int[] order;
    private int cells;
    private final long[] key;
    private final int[] mark;
    private final int[] queue;
    private int queued;
    private final int[] changed;
    private int changedCount;
    private int stamp;
    private long work;

    Partition(MolGraph graph, long[] colors) {
        this.graph = graph;
        int n = graph.atomCount;
        rank = new int[n];
        order = new int[n];
        key = new long[n];
        mark = new int[n];
        queue = new int[n];
        changed = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        System.arraycopy(colors, 0, key, 0, n);
        if (n > 0) {
            cells = 1;
            split(0, n);
        }
        changedCount = n;
        System.arraycopy(order, 0, changed, 0, n);
        queueTouched();
        refine();
    }

    int cells() {
        return cells;
    }

    boolean isDiscrete() {
        return cells == rank.length;
    }

    /** Atoms looked at so far, a measure of the work done. */
    long work() {
        return work;
    }

    /** End (exclusive) of the cell that starts at a place. */
    int cellEnd(int start) {
        int end = start + 1;
        while (end < order.length && rank[order[end]] == start) {
            end++;
        }
        return end;
    }

    void restore(int[] savedRank, int[] savedOrder, int savedCells) {
        System.arraycopy(savedRank, 0, rank, 0, rank.length);
        System.arraycopy(savedOrder, 0, order, 0, order.length);
        cells = savedCells;
    }

    /** Puts one atom before the others of its cell and refines. */
    void individualize(int atom) {
        int start = rank[atom];
        int end = cellEnd(start);
        for (int i = start; i < end; i++) {
            key[order[i]] = order[i] == atom ? 0 : 1;
        }
        split(start, end);
        queueTouched();
        refine();
    }

    /** Queues the cells next to the atoms whose rank changed in the last pass. */
    private void queueTouched() {
        queued = 0;
        stamp++;
        for (int c = 0; c < changedCount; c++) {
            int atom = changed[c];
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int cell = rank[graph.neighbor[k]];
                if (mark[cell] != stamp) {
                    mark[cell] = stamp;
                    queue[queued++] = cell;
                }
            }
        }
        changedCount = 0;
    }

    private void refine() {
        do {
            refineNeighborhoods();
        } while (!isDiscrete() && refineStereo());
    }

    private void refineNeighborhoods() {
        while (queued > 0 && !isDiscrete()) {
            int count = queued;
            int[] cellStarts = Arrays.copyOf(queue, count);
            int[] ends = new int[count];
            for (int c = 0; c < count; c++) {
                ends[c] = cellEnd(cellStarts[c]);
                if (ends[c] - cellStarts[c] > 1) {
                    fillKeys(cellStarts[c], ends[c]);
                }
            }
            for (int c = 0; c < count; c++) {
                if (ends[c] - cellStarts[c] > 1) {
                    split(cellStarts[c], ends[c]);
                }
            }
            queueTouched();
        }
        queued = 0;
    }

    private void fillKeys(int start, int end) {
        work += end - start;
        for (int i = start; i < end; i++) {
            key[order[i]] = neighborhood(order[i]);
        }
    }

    private long neighborhood(int atom) {
        long sum = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            sum += mix(rank[graph.neighbor[k]] * 8L + graph.color(k));
        }
        return sum;
    }

    private boolean refineStereo() {
        if (graph.stereo.isEmpty()) {
            return false;
        }
        Arrays.fill(key, 0);
        for (StereoUnit unit : graph.stereo) {
            long code = unit.code(graph, rank);
            key[unit.a()] += mix(code + 11);
            if (unit.b() != unit.a()) {
                key[unit.b()] += mix(code + 11);
            }
        }
        work += graph.stereo.size();
        int before = cells;
        int[] touched = new int[graph.stereo.size() * 2];
        int count = 0;
        for (StereoUnit unit : graph.stereo) {
            touched[count++] = rank[unit.a()];
            touched[count++] = rank[unit.b()];
        }
        for (int cell : touched) {
            int end = cellEnd(cell);
            if (end - cell > 1) {
                split(cell, end);
            }
        }
        queueTouched();
        return cells > before;
    }

    /** Splits the places start..end by key and notes the atoms whose rank changed. */
    private void split(int start, int end) {
        sort(start, end);
        int from = start;
        for (int i = start; i <= end; i++) {
            if (i == end || key[order[i]] != key[order[from]]) {
                for (int j = from; j < i; j++) {
                    rank[order[j]] = from;
                }
                if (from > start) {
                    cells++;
                }
                from = i;
            }
        }
        for (int i = start; i < end; i++) {
            if (rank[order[i]] != start) {
                changed[changedCount++] = order[i];
            }
        }
    }

    private void sort(int start, int end) {
        if (end - start <= 32) {
            for (int i = start + 1; i < end; i++) {
                int atom = order[i];
                int j = i;
                while (j > start && key[order[j - 1]] > key[atom]) {
                    order[j] = order[j - 1];
                    j--;
                }
                order[j] = atom;
            }
            return;
        }
        Integer[] boxed = new Integer[end - start];
        for (int i = start; i < end; i++) {
            boxed[i - start] = order[i];
        }
        Arrays.sort(boxed, (x, y) -> Long.compare(key[x], key[y]));
        for (int i = start; i < end; i++) {
            order[i] = boxed[i - start];
        }
    }

    /** A number that is the same for every order of the input and differs, all but surely, for partitions that do. */
    long fingerprint() {
        long sum = cells;
        for (int i = 0; i < rank.length; i++) {
            sum += mix(mix(rank[i]) + neighborhood(i));
        }
        for (StereoUnit unit : graph.stereo) {
            long ends = mix(rank[unit.a()] + 1_000_003L) + mix(rank[unit.b()] + 1_000_003L);
            sum += mix(ends + unit.code(graph, rank));
        }
        work += rank.length;
        return sum;
    }

    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
