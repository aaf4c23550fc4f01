package io.retort.chem.diversity;

import org.jspecify.annotations.Nullable;

/**
 * Summary of some rows: how many there are, how many of them have each bit, and the centroid, which has the bits that at
 * least half of them have. Rows can be added, and other summaries, but not taken away. A summary of one row refers to that
 * row; up to 255 rows take a byte for each bit, more take four.
 *
 * <p><b>Source</b>: perez2025 in {@code docs/references.bib} (bit feature); the similarity is iSIM, lopezperez2024.
 */
final class BitFeature {
    private static final int MOST_IN_BYTES = 255;

    private final FingerprintSet set;
    private int rowCount;
    private byte @Nullable [] bytes;
    private int @Nullable [] ints;
    private long sum;
    private long sumOfSquares;
    private long[] centroid;
    private int centroidFrom;
    private int centroidBits;

    /** Summary of one row. */
    BitFeature(FingerprintSet set, int row) {
        this.set = set;
        rowCount = 1;
        centroid = set.words();
        centroidFrom = row * set.wordsPerRow();
        centroidBits = set.bitCount(row);
        sum = centroidBits;
        sumOfSquares = centroidBits;
    }

    /** Summary of no rows. */
    BitFeature(FingerprintSet set) {
        this.set = set;
        bytes = new byte[set.wordsPerRow() * Long.SIZE];
        centroid = new long[set.wordsPerRow()];
    }

    int rowCount() {
        return rowCount;
    }

    int centroidBits() {
        return centroidBits;
    }

    /** Copies the centroid. */
    void centroid(long[] words, int from) {
        System.arraycopy(centroid, centroidFrom, words, from, set.wordsPerRow());
    }

    /** The most that the similarity of the centroid to a row can be with their numbers of bits. */
    double mostSimilarity(int row) {
        int bits = set.bitCount(row);
        return CommonBits.tanimoto(Math.min(bits, centroidBits), bits + centroidBits);
    }

    /** Similarity of the centroid to a row. */
    double similarity(int row) {
        int length = set.wordsPerRow();
        int common = CommonBits.count(centroid, centroidFrom, set.words(), row * length, length);
        return CommonBits.tanimoto(common, centroidBits + set.bitCount(row));
    }

    /** Similarity of two centroids. */
    double similarity(BitFeature other) {
        int common = CommonBits.count(centroid, centroidFrom, other.centroid, other.centroidFrom, set.wordsPerRow());
        return CommonBits.tanimoto(common, centroidBits + other.centroidBits);
    }

    /** Similarity of the rows to each other, by iSIM: bits that pairs share over bits that pairs have; 1 for one row. */
    double isim() {
        return isim(rowCount, sum, sumOfSquares);
    }

    /** The same with one more row. */
    double isimWith(int row) {
        int bits = set.bitCount(row);
        return isim(rowCount + 1, sum + bits, sumOfSquares + 2 * countsAt(set.words(), row * set.wordsPerRow()) + bits);
    }

    /**
     * Mean similarity of the rows to the centroid, by iSIM: what the pairs with the centroid add when it joins as one more
     * row.
     */
    double isimToCentroid() {
        double joined = isim(
                rowCount + 1, sum + centroidBits, sumOfSquares + 2 * countsAt(centroid, centroidFrom) + centroidBits);
        return ((rowCount + 1) * joined - (rowCount - 1) * isim()) / 2;
    }

    private static double isim(long rows, long sum, long sumOfSquares) {
        double shared = (sumOfSquares - sum) / 2.0;
        double either = shared + (double) (rows * sum - sumOfSquares);
        return rows < 2 || either == 0 ? 1 : shared / either;
    }

    /** Sum of the counts of the bits of a row. */
    private long countsAt(long[] words, int from) {
        if (bytes == null && ints == null) {
            return CommonBits.count(words, from, centroid, centroidFrom, set.wordsPerRow());
        }
        long counts = 0;
        for (int i = 0; i < set.wordsPerRow(); i++) {
            for (long word = words[from + i]; word != 0; word &= word - 1) {
                counts += count(i * Long.SIZE + Long.numberOfTrailingZeros(word));
            }
        }
        return counts;
    }

    private int count(int bit) {
        if (bytes != null) {
            return bytes[bit] & 0xff;
        }
        return ints == null ? (int) (centroid[centroidFrom + bit / Long.SIZE] >>> bit & 1) : ints[bit];
    }

    /** Adds a row. */
    void add(int row) {
        makeRoom(rowCount + 1);
        int from = row * set.wordsPerRow();
        for (int i = 0; i < set.wordsPerRow(); i++) {
            for (long word = set.words()[from + i]; word != 0; word &= word - 1) {
                increase(i * Long.SIZE + Long.numberOfTrailingZeros(word), 1);
            }
        }
        rowCount++;
        updateCentroid();
    }

    /** Adds the rows of another summary. */
    void add(BitFeature other) {
        makeRoom(rowCount + other.rowCount);
        for (int bit = 0; bit < set.wordsPerRow() * Long.SIZE; bit++) {
            int more = other.count(bit);
            if (more > 0) {
                increase(bit, more);
            }
        }
        rowCount += other.rowCount;
        updateCentroid();
    }

    private void increase(int bit, int more) {
        long before = count(bit);
        sum += more;
        sumOfSquares += more * (2 * before + more);
        if (bytes != null) {
            bytes[bit] += (byte) more;
        } else if (ints != null) {
            ints[bit] += more;
        }
    }

    /** Makes counts that can hold so many rows. */
    private void makeRoom(int rows) {
        int bits = set.wordsPerRow() * Long.SIZE;
        if (rows <= MOST_IN_BYTES && bytes == null && ints == null) {
            byte[] counts = new byte[bits];
            for (int bit = 0; bit < bits; bit++) {
                counts[bit] = (byte) count(bit);
            }
            bytes = counts;
        } else if (rows > MOST_IN_BYTES && ints == null) {
            int[] counts = new int[bits];
            for (int bit = 0; bit < bits; bit++) {
                counts[bit] = count(bit);
            }
            ints = counts;
            bytes = null;
        }
    }

    private void updateCentroid() {
        if (centroid == set.words()) {
            centroid = new long[set.wordsPerRow()];
            centroidFrom = 0;
        }
        centroidBits = 0;
        int half = (rowCount + 1) / 2;
        for (int i = 0; i < centroid.length; i++) {
            centroid[i] = bytes != null ? word(bytes, i, half) : word(ints, i, half);
            centroidBits += Long.bitCount(centroid[i]);
        }
    }

    private static long word(byte[] counts, int index, int half) {
        long word = 0;
        for (int k = 0; k < Long.SIZE; k++) {
            word |= (long) (half - 1 - (counts[index * Long.SIZE + k] & 0xff) >>> 31) << k;
        }
        return word;
    }

    private static long word(int @Nullable [] counts, int index, int half) {
        long word = 0;
        for (int k = 0; counts != null && k < Long.SIZE; k++) {
            word |= (long) (half - 1 - counts[index * Long.SIZE + k] >>> 31) << k;
        }
        return word;
    }
}
