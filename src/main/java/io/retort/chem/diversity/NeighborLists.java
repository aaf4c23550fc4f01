package io.retort.chem.diversity;

import io.retort.core.ResourceException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * For each row the rows that are similar to it. Rows are taken by their number of bits, so that each is compared only with
 * those whose number allows similarity (swamidass2007), and each pair once; a block of rows meets a block of others, so
 * that these stay in the cache.
 */
final class NeighborLists {
    private static final int STEP = 64;
    private static final int BLOCK = 512;

    private final FingerprintSet set;
    private final ButinaOptions options;
    private final SimilarRows sorted;
    /** For each row those of its neighbors that are in the list behind it. */
    private final int[][] behind;

    private final AtomicLong total = new AtomicLong();

    private NeighborLists(FingerprintSet set, ButinaOptions options) {
        this.set = set;
        this.options = options;
        sorted = new SimilarRows(set, options.similarity());
        behind = new int[set.size()][];
        IntStream.range(0, set.size())
                .mapToLong(row -> (long) -set.bitCount(row) << Integer.SIZE | row)
                .sorted()
                .forEach(key -> sorted.add((int) key));
    }

    /**
     * Finds all neighbors.
     *
     * @param set the rows
     * @param options which rows are neighbors, and how many there may be
     * @param execution threads, cancel and progress
     * @return for each row its neighbors, ascending
     * @throws ResourceException if there are more than the options allow
     */
    static int[][] of(FingerprintSet set, ButinaOptions options, Execution execution) {
        NeighborLists lists = new NeighborLists(set, options);
        RowRanges.forEach(set.size(), STEP, execution, lists::look);
        return lists.bothWays();
    }

    /** Looks for the neighbors of a range of the sorted rows among all behind them, a block at a time. */
    private void look(int from, int to) {
        int end = endOf(from, to);
        Found[] found = new Found[to - from];
        Arrays.setAll(found, i -> new Found());
        for (int start = from + 1; start < end; start += BLOCK) {
            int blockEnd = Math.min(end, start + BLOCK);
            for (int place = from; place < to; place++) {
                int row = sorted.row(place);
                int first = Math.max(start, place + 1);
                for (int p = sorted.next(row, first, blockEnd); p >= 0; p = sorted.next(row, p + 1, blockEnd)) {
                    found[place - from].add(sorted.row(p));
                }
            }
        }
        for (int place = from; place < to; place++) {
            behind[sorted.row(place)] = found[place - from].rows();
            count(found[place - from].size);
        }
    }

    /** The place behind the last row that has bits enough for one of a range; numbers of bits fall along the list. */
    private int endOf(int from, int to) {
        int least = Integer.MAX_VALUE;
        for (int place = from; place < to; place++) {
            least = Math.min(least, sorted.leastBits(sorted.row(place)));
        }
        int low = to;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (set.bitCount(sorted.row(middle)) >= least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void count(int more) {
        if (total.addAndGet(2L * more) > options.mostNeighbors()) {
            throw new ResourceException("butina: " + set.size() + " rows have more than " + options.mostNeighbors()
                    + " neighbors at similarity " + options.similarity()
                    + "; take a greater similarity, allow more, or take BitBIRCH");
        }
    }

    private int[][] bothWays() {
        int[] sizes = new int[behind.length];
        for (int row = 0; row < behind.length; row++) {
            sizes[row] += behind[row].length;
            for (int other : behind[row]) {
                sizes[other]++;
            }
        }
        int[][] neighbors = new int[behind.length][];
        Arrays.setAll(neighbors, row -> new int[sizes[row]]);
        for (int row = 0; row < behind.length; row++) {
            for (int other : behind[row]) {
                neighbors[row][--sizes[row]] = other;
                neighbors[other][--sizes[other]] = row;
            }
            behind[row] = new int[0];
        }
        Arrays.stream(neighbors).forEach(Arrays::sort);
        return neighbors;
    }

    private static final class Found {
        private int[] list = new int[4];
        private int size;

        void add(int row) {
            if (size == list.length) {
                list = Arrays.copyOf(list, 2 * size);
            }
            list[size++] = row;
        }

        int[] rows() {
            return Arrays.copyOf(list, size);
        }
    }
}
