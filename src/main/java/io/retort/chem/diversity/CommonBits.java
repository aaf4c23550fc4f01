package io.retort.chem.diversity;

/** The inner loop of picks and clusters: how many bits two rows share. */
final class CommonBits {
    private CommonBits() {}

    /**
     * Counts the bits that are set in both.
     *
     * @param a words
     * @param aFrom first word in {@code a}
     * @param b words
     * @param bFrom first word in {@code b}
     * @param length number of words
     * @return the count
     */
    static int count(long[] a, int aFrom, long[] b, int bFrom, int length) {
        int common = 0;
        for (int i = 0; i < length; i++) {
            common += Long.bitCount(a[aFrom + i] & b[bFrom + i]);
        }
        return common;
    }

    /**
     * Counts the bits that are set in both of two rows.
     *
     * @param set the rows
     * @param first row
     * @param second row
     * @return the count
     */
    static int count(FingerprintSet set, int first, int second) {
        int length = set.wordsPerRow();
        return count(set.words(), first * length, set.words(), second * length, length);
    }

    /**
     * Tanimoto similarity of counts, 1 for two empty fingerprints.
     *
     * @param common bits in both
     * @param sum bits of one and bits of the other
     * @return from 0 to 1
     */
    static double tanimoto(int common, int sum) {
        return sum == 0 ? 1 : (double) common / (sum - common);
    }
}
