package io.retort.chem.diversity;

import io.retort.core.ResourceException;

/**
 * Fingerprints in the order in which they are searched: by number of bits, then by row. A <em>place</em> is a position
 * in that order. Each fingerprint also has a <em>sketch</em>, see {@link Sketch}, that is read in its stead as long as
 * it rules the row out.
 *
 * @param starts for each number of bits the first place; one more at the end, the number of rows
 * @param wordsPerRow words of a fingerprint
 * @param sketchWords words of a sketch
 * @param blocks blocks of {@link TanimotoKernel#LANES} sketches word by word, then a word for each that holds the row in
 *     its low half and the number of bits of the sketch in its high half
 * @param words the fingerprints
 * @param wordsByPlace whether {@code words} are in this order; else they are in the order of the rows
 */
record SortedFingerprints(
        int[] starts, int wordsPerRow, int sketchWords, WordStore blocks, WordStore words, boolean wordsByPlace) {
    /** Number of rows. */
    int size() {
        return starts[starts.length - 1];
    }

    /** Greatest number of bits that a row can have. */
    int mostBits() {
        return starts.length - 2;
    }

    /** Words of a block. */
    int blockLength() {
        return blockLength(sketchWords);
    }

    static int blockLength(int sketchWords) {
        return (sketchWords + 1) * TanimotoKernel.LANES;
    }

    /** Sorts fingerprints that are in memory; they stay where they are. */
    static SortedFingerprints of(FingerprintSet set) {
        int[] starts = starts(set);
        int[] next = starts.clone();
        int[] rows = new int[set.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[next[set.bitCount(row)]++] = row;
        }
        Sketch sketch = Sketch.forRows(set.wordsPerRow(), starts);
        long[] blocks = new long[arrayLength(rows.length, blockLength(sketch.words()))];
        for (int place = 0; place < rows.length; place++) {
            sketch.put(set.words(), rows[place] * set.wordsPerRow(), place, rows[place], blocks);
        }
        return new SortedFingerprints(
                starts, set.wordsPerRow(), sketch.words(), WordStore.of(blocks), WordStore.of(set.words()), false);
    }

    private static int arrayLength(int rows, int blockLength) {
        long length = (long) blocks(rows) * blockLength;
        if (length > Integer.MAX_VALUE - 8) {
            throw new ResourceException(
                    "search: " + rows + " fingerprints are too many to be searched in memory; write them to a"
                            + " FingerprintFile and search that.");
        }
        return (int) length;
    }

    /** Blocks that hold so many rows. */
    static int blocks(int rows) {
        return (int) (((long) rows + TanimotoKernel.LANES - 1) / TanimotoKernel.LANES);
    }

    private static int[] starts(FingerprintSet set) {
        int[] counts = new int[set.wordsPerRow() * Long.SIZE + 1];
        for (int row = 0; row < set.size(); row++) {
            counts[set.bitCount(row)]++;
        }
        return starts(counts);
    }

    /** First places from numbers of rows by number of bits. */
    static int[] starts(int[] counts) {
        int[] starts = new int[counts.length + 1];
        for (int bits = 0; bits < counts.length; bits++) {
            starts[bits + 1] = Math.addExact(starts[bits], counts[bits]);
        }
        return starts;
    }
}
