package io.retort.chem.diversity;

import java.util.Arrays;

/** Counts with {@link Long#bitCount}, one row at a time and several words at once, which spares most of the sums. */
final class PlainKernel extends TanimotoKernel {
    private static final int EIGHT = 8;

    @Override
    void common(RowBlock block, long[] query, int from, long[] common) {
        int length = block.wordsPerRow();
        int word = 0;
        if (length >= EIGHT) {
            setEight(block.words(), block.at(), query, from, common);
            word = EIGHT;
        } else {
            Arrays.fill(common, 0, LANES, 0);
        }
        for (; word + 4 <= length; word += 4) {
            addFour(block.words(), block.at() + word * LANES, query, from + word, common);
        }
        for (; word < length; word++) {
            addOne(block.words(), block.at() + word * LANES, query[from + word], common);
        }
    }

    private static void setEight(long[] words, int at, long[] query, int from, long[] common) {
        long q0 = query[from];
        long q1 = query[from + 1];
        long q2 = query[from + 2];
        long q3 = query[from + 3];
        long q4 = query[from + 4];
        long q5 = query[from + 5];
        long q6 = query[from + 6];
        long q7 = query[from + 7];
        for (int lane = 0; lane < LANES; lane++) {
            int place = at + lane;
            common[lane] = Long.bitCount(q0 & words[place])
                    + Long.bitCount(q1 & words[place + LANES])
                    + Long.bitCount(q2 & words[place + 2 * LANES])
                    + Long.bitCount(q3 & words[place + 3 * LANES])
                    + Long.bitCount(q4 & words[place + 4 * LANES])
                    + Long.bitCount(q5 & words[place + 5 * LANES])
                    + Long.bitCount(q6 & words[place + 6 * LANES])
                    + Long.bitCount(q7 & words[place + 7 * LANES]);
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
