package io.retort.chem.diversity;

/**
 * A short form of fingerprints: word {@code i} is the union of the words {@code i}, {@code i + length}, and so on. Where
 * bits fall together a row loses some. Each bit that two rows share lies at a place that their sketches share; where
 * several lie at one place, all but one of them are lost in both rows. So the rows share at most the bits that their
 * sketches share and the smaller of their losses, and a row for which that is too little need not be read.
 *
 * @param words of a sketch
 * @param wordsPerRow words of a fingerprint
 */
record Sketch(int words, int wordsPerRow) {
    /**
     * A sketch has so many places for each bit of a row on average. Half of that is as fast for the ten best rows and
     * half as fast for the hundred best, twice of it is slower throughout.
     */
    private static final int ROOM = 8;

    private static final int LEAST_WORDS = 4;

    /** The length that pays for rows with these numbers of bits; that of the rows themselves where none shorter does. */
    static Sketch forRows(int wordsPerRow, int[] starts) {
        double bits = 0;
        int rows = starts[starts.length - 1];
        for (int count = 0; count + 1 < starts.length; count++) {
            bits += (double) count * (starts[count + 1] - starts[count]);
        }
        double mean = rows == 0 ? 0 : bits / rows;
        int words = LEAST_WORDS;
        while (words * Long.SIZE < ROOM * mean) {
            words *= 2;
        }
        return new Sketch(2 * words > wordsPerRow ? wordsPerRow : words, wordsPerRow);
    }

    /**
     * Folds a fingerprint.
     *
     * @param row holds it
     * @param from its first word
     * @param sketch gets the words from its start on
     * @return number of bits of the sketch
     */
    int fold(long[] row, int from, long[] sketch) {
        int bits = 0;
        for (int word = 0; word < words; word++) {
            long union = folded(row, from, word);
            sketch[word] = union;
            bits += Long.bitCount(union);
        }
        return bits;
    }

    private long folded(long[] row, int from, int word) {
        long union = 0;
        for (int i = word; i < wordsPerRow; i += words) {
            union |= row[from + i];
        }
        return union;
    }

    /**
     * Puts the sketch of a row where it belongs in blocks.
     *
     * @param rows holds the row
     * @param from its first word
     * @param place its place in the order, counted from the first of {@code blocks}
     * @param row its number
     * @param blocks blocks as {@link SortedFingerprints} wants them
     */
    void put(long[] rows, int from, int place, int row, long[] blocks) {
        int at = place / TanimotoKernel.LANES * SortedFingerprints.blockLength(words) + place % TanimotoKernel.LANES;
        long bits = 0;
        for (int word = 0; word < words; word++) {
            long union = folded(rows, from, word);
            blocks[at + word * TanimotoKernel.LANES] = union;
            bits += Long.bitCount(union);
        }
        blocks[at + words * TanimotoKernel.LANES] = bits << Integer.SIZE | row;
    }
}
