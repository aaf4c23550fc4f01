package io.retort.chem.diversity;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A simple random sample of rows, without replacement. */
final class RowSample {
    private RowSample() {}

    /**
     * Draws by a shuffle that is broken off.
     *
     * @param rows number of rows
     * @param count how many to draw, at most {@code rows}
     * @param seed of the draw
     * @return ascending
     */
    static int[] of(int rows, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i, rows);
            int drawn = all[other];
            all[other] = all[i];
            all[i] = drawn;
        }
        int[] drawn = Arrays.copyOf(all, count);
        Arrays.sort(drawn);
        return drawn;
    }
}
