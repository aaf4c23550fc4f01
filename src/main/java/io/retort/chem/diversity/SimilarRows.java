package io.retort.chem.diversity;

/**
 * A list of rows in which those that are similar to a row are found fast. Each row is also held folded to 256 bits by
 * exclusive or. Folding two rows never makes them differ in more bits, and similar rows differ in few: four words show for
 * nearly all rows that they are not similar, and only the others are compared in full.
 *
 * <p>Rows are added by one thread while no other looks; then any number of threads may look.
 *
 * <p><b>Source</b>: baldi2008 in {@code docs/references.bib}, with the greatest difference that
 * {@link SimilarityThreshold} leaves, so that nothing is missed.
 */
final class SimilarRows {
    private static final int FOLD = 4;

    private final FingerprintSet set;
    private final SimilarityThreshold threshold;
    private final int[] rows;
    private final int[] bits;
    private final long[] folds;
    private int size;

    /**
     * A list without rows.
     *
     * @param set the rows that may be added and looked for
     * @param similarity least Tanimoto similarity, above 0, at most 1
     */
    SimilarRows(FingerprintSet set, double similarity) {
        this.set = set;
        threshold = new SimilarityThreshold(similarity, set.wordsPerRow() * Long.SIZE);
        rows = new int[set.size()];
        bits = new int[set.size()];
        folds = new long[Math.multiplyExact(FOLD, set.size())];
    }

    /**
     * Adds a row at the end of the list.
     *
     * @param row of the set
     */
    void add(int row) {
        rows[size] = row;
        bits[size] = set.bitCount(row);
        for (int k = 0; k < FOLD; k++) {
            folds[FOLD * size + k] = fold(row, k);
        }
        size++;
    }

    private long fold(int row, int part) {
        long folded = 0;
        int from = row * set.wordsPerRow();
        for (int i = part; i < set.wordsPerRow(); i += FOLD) {
            folded ^= set.words()[from + i];
        }
        return folded;
    }

    /**
     * Counts the rows of the list.
     *
     * @return 0 or more
     */
    int size() {
        return size;
    }

    /**
     * A row of the list.
     *
     * @param place in the list
     * @return row of the set
     */
    int row(int place) {
        return rows[place];
    }

    /**
     * Finds the next row of the list that is similar to a row.
     *
     * @param row of the set, whether in the list or not
     * @param from first place to look at
     * @param to the place behind the last to look at
     * @return the place, or -1
     */
    int next(int row, int from, int to) {
        int own = set.bitCount(row);
        long a = fold(row, 0);
        long b = fold(row, 1);
        long c = fold(row, 2);
        long d = fold(row, 3);
        for (int place = from; place < to; place++) {
            int word = FOLD * place;
            int differing = Long.bitCount(a ^ folds[word])
                    + Long.bitCount(b ^ folds[word + 1])
                    + Long.bitCount(c ^ folds[word + 2])
                    + Long.bitCount(d ^ folds[word + 3]);
            int sum = own + bits[place];
            if (differing <= threshold.differing(sum)
                    && CommonBits.count(set, row, rows[place]) >= threshold.common(sum)) {
                return place;
            }
        }
        return -1;
    }

    /**
     * Tells how few bits a row can have that is similar to a row.
     *
     * @param row of the set
     * @return the least count
     */
    int leastBits(int row) {
        return threshold.leastCommon(set.bitCount(row));
    }
}
