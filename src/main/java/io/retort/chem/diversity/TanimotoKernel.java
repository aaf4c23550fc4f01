package io.retort.chem.diversity;

/**
 * The inner loop of similarity: how many bits a fingerprint shares with each of {@link #LANES} others.
 *
 * <p>The others lie word by word: word 0 of each row, then word 1 of each, and so on. A row is a lane. One load then
 * serves as many rows as a vector has lanes, counts of different rows add up side by side, and nothing has to be summed
 * across a vector at the end, which costs as much as the counting. 64 rows of 2,048 bits are 16 kB: a block stays in the
 * first-level cache while fingerprints pass by it.
 */
abstract class TanimotoKernel {
    /** Rows of a block. */
    static final int LANES = 64;

    /** The fastest that runs here; all give the same counts. */
    static TanimotoKernel best() {
        return KernelChoice.best();
    }

    /**
     * Counts common bits.
     *
     * @param block the rows
     * @param query holds the fingerprint
     * @param from its first word in {@code query}
     * @param common gets a count for each lane
     */
    abstract void common(RowBlock block, long[] query, int from, long[] common);

    /** Tells whether a count of any lane is so great. */
    abstract boolean anyAtLeast(long[] common, long least);

    /** What a report calls it. */
    abstract String name();

    /**
     * A block of {@link #LANES} rows, word by word.
     *
     * @param words holds the block
     * @param at its first word in {@code words}
     * @param wordsPerRow words of a row
     */
    record RowBlock(long[] words, int at, int wordsPerRow) {
        /** Room for rows of a length. */
        static RowBlock ofLength(int wordsPerRow) {
            return new RowBlock(new long[wordsPerRow * LANES], 0, wordsPerRow);
        }

        /**
         * Takes in rows, with zeros in the lanes that are left.
         *
         * @param rows holds them one after the other
         * @param from first word of the first
         * @param count number of rows, at most {@link #LANES}
         */
        void fill(long[] rows, int from, int count) {
            for (int word = 0; word < wordsPerRow; word++) {
                int to = at + word * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    words[to + lane] = lane < count ? rows[from + lane * wordsPerRow + word] : 0;
                }
            }
        }
    }
}
