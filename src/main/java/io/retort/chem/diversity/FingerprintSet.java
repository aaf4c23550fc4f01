package io.retort.chem.diversity;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Fingerprints of one length, row after row in one array. Row {@code i} takes the {@link #wordsPerRow} words from
 * {@code i * wordsPerRow} on; bit {@code b} of a row is in its word {@code b / 64} at position {@code b % 64}. Rows that
 * are no multiple of 64 bits long end in zeros. Immutable by convention: the arrays are shared, not copied.
 */
public final class FingerprintSet {
    private final long[] words;
    private final int[] bitCounts;
    private final int wordsPerRow;

    private FingerprintSet(long[] words, int[] bitCounts, int wordsPerRow) {
        this.words = words;
        this.bitCounts = bitCounts;
        this.wordsPerRow = wordsPerRow;
    }

    /**
     * Takes packed rows.
     *
     * @param words all rows, shared with the caller, who must not change it any more
     * @param wordsPerRow words of a row, at least 1
     * @return the set
     * @throws IllegalArgumentException if {@code words} is not a whole number of rows
     */
    public static FingerprintSet of(long[] words, int wordsPerRow) {
        if (wordsPerRow < 1 || words.length % wordsPerRow != 0) {
            throw new IllegalArgumentException("fingerprints: got " + words.length + " words in rows of " + wordsPerRow
                    + "; accepted is a whole number of rows of at least one word");
        }
        int[] counts = new int[words.length / wordsPerRow];
        for (int row = 0; row < counts.length; row++) {
            int bits = 0;
            for (int i = row * wordsPerRow; i < (row + 1) * wordsPerRow; i++) {
                bits += Long.bitCount(words[i]);
            }
            counts[row] = bits;
        }
        return new FingerprintSet(words, counts, wordsPerRow);
    }

    /**
     * Packs fingerprints as the stage {@code fingerprint} stores them: bit {@code b} in byte {@code b / 8} at position
     * {@code b % 8}.
     *
     * @param rows fingerprints of one length in bytes
     * @return the set, in the same order
     * @throws IllegalArgumentException if lengths differ
     */
    public static FingerprintSet ofBytes(List<byte[]> rows) {
        int bytes = rows.isEmpty() ? Long.BYTES : rows.get(0).length;
        int perRow = Math.max(1, (bytes + Long.BYTES - 1) / Long.BYTES);
        long[] words = new long[Math.multiplyExact(rows.size(), perRow)];
        for (int row = 0; row < rows.size(); row++) {
            byte[] fingerprint = rows.get(row);
            if (fingerprint.length != bytes) {
                throw new IllegalArgumentException("fingerprints: row " + (row + 1) + " has " + fingerprint.length
                        + " bytes; accepted are " + bytes + " as in the first row");
            }
            ByteBuffer.wrap(Arrays.copyOf(fingerprint, perRow * Long.BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(words, row * perRow, perRow);
        }
        return of(words, perRow);
    }

    /**
     * Counts the fingerprints.
     *
     * @return number of rows
     */
    public int size() {
        return bitCounts.length;
    }

    /**
     * Tells the length of a row.
     *
     * @return in words of 64 bits
     */
    public int wordsPerRow() {
        return wordsPerRow;
    }

    /**
     * All rows.
     *
     * @return shared, not to be changed
     */
    public long[] words() {
        return words;
    }

    /**
     * Counts the bits that are set in a row.
     *
     * @param row 0-based
     * @return the count
     */
    public int bitCount(int row) {
        return bitCounts[row];
    }

    /**
     * Tells the greatest number of bits of a row.
     *
     * @return 0 if there are no rows
     */
    int mostBits() {
        return Arrays.stream(bitCounts).max().orElse(0);
    }

    /**
     * Takes some rows.
     *
     * @param rows 0-based, in any order
     * @return a set of them in that order
     */
    FingerprintSet rows(int[] rows) {
        long[] some = new long[Math.multiplyExact(rows.length, wordsPerRow)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(words, rows[i] * wordsPerRow, some, i * wordsPerRow, wordsPerRow);
        }
        return of(some, wordsPerRow);
    }

    /**
     * Tanimoto similarity of two rows: common bits over bits in either. Two empty rows are alike: 1.
     *
     * @param first 0-based row
     * @param second 0-based row
     * @return from 0 to 1
     */
    public double tanimoto(int first, int second) {
        int common = 0;
        int a = first * wordsPerRow;
        int b = second * wordsPerRow;
        for (int i = 0; i < wordsPerRow; i++) {
            common += Long.bitCount(words[a + i] & words[b + i]);
        }
        int either = bitCounts[first] + bitCounts[second] - common;
        return either == 0 ? 1 : (double) common / either;
    }
}
