package io.retort.chem.diversity;

import java.util.Arrays;

/** Counts with {@link Long#bitCount}, one row at a time and four words at once, which spares three sums out of four. */
final class PlainKernel extends TanimotoKernel {
    @Override
    void common(RowBlock block, long[] query, int from, long[] common) {
        Arrays.fill(common, 0, LANES, 0);
        int length = block.wordsPerRow();
        int word = 0;
        for (; word + 4 <= length; word += 4) {
            addFour(block.words(), block.at() + word * LANES, query, from + word, common);
        }
        for (; word < length; word++) {
            addOne(block.words(), block.at() + word * LANES, query[from + word], common);
        }
    }

    private static void addFour(long[] words, int at, long[] query, int from, long[] common) {
        long first = query[from];
        long second = query[from + 1];
        long third = query[from + 2];
        long fourth = query[from + 3];
        for (int lane = 0; lane < LANES; lane++) {
            common[lane] += Long.bitCount(first & words[at + lane])
                    + Long.bitCount(second & words[at + LANES + lane])
                    + Long.bitCount(third & words[at + 2 * LANES + lane])
                    + Long.bitCount(fourth & words[at + 3 * LANES + lane]);
        }
    }

    private static void addOne(long[] words, int at, long query, long[] common) {
        for (int lane = 0; lane < LANES; lane++) {
            common[lane] += Long.bitCount(query & words[at + lane]);
        }
    }

    @Override
    boolean anyAtLeast(long[] common, long least) {
        for (int lane = 0; lane < LANES; lane++) {
            if (common[lane] >= least) {
                return true;
            }
        }
        return false;
    }

    @Override
    String name() {
        return "plain";
    }
}
