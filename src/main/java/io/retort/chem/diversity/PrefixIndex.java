package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * Finds the rows that are similar to a row without comparing it with all. Bits are ranked from the rarest in the set to
 * the most frequent. Two rows that must share {@code c} bits cannot have all of these behind the first
 * {@code bits - c + 1} bits of either, so they share one of those: each row is listed under these, its rarest bits, only,
 * and looked for under them. What is found is compared in full. Empty rows are listed under a bit of their own.
 *
 * <p>Rows are added by one thread while no other looks; then any number of threads may look, each with its own
 * {@link Probe}.
 *
 * <p><b>Source</b>: bayardo2007 in {@code docs/references.bib}, the bounds of {@code swamidass2007}.
 */
final class PrefixIndex {
    private final FingerprintSet set;
    private final SimilarityThreshold threshold;
    private final int[] rank;
    private final int[][] lists;
    private final int[] sizes;

    /**
     * An index without rows.
     *
     * @param set the rows that may be added and looked for
     * @param similarity least Tanimoto similarity, above 0, at most 1
     */
    PrefixIndex(FingerprintSet set, double similarity) {
        this.set = set;
        int bits = set.wordsPerRow() * Long.SIZE;
        threshold = new SimilarityThreshold(similarity, bits);
        rank = ranks(set, bits);
        lists = new int[bits + 1][0];
        sizes = new int[bits + 1];
    }

    private static int[] ranks(FingerprintSet set, int bits) {
        long[] frequency = new long[bits];
        long[] words = set.words();
        for (int i = 0; i < words.length; i++) {
            int base = i % set.wordsPerRow() * Long.SIZE;
            for (long word = words[i]; word != 0; word &= word - 1) {
                frequency[base + Long.numberOfTrailingZeros(word)]++;
            }
        }
        for (int bit = 0; bit < bits; bit++) {
            frequency[bit] = frequency[bit] * bits + bit;
        }
        Arrays.sort(frequency);
        int[] rank = new int[bits];
        for (int place = 0; place < bits; place++) {
            rank[(int) (frequency[place] % bits)] = place;
        }
        return rank;
    }

    /**
     * Adds a row.
     *
     * @param row not added before
     * @param probe of this index
     */
    void add(int row, Probe probe) {
        int length = probe.prefix(row);
        for (int i = 0; i < length; i++) {
            int bit = probe.prefix[i];
            if (sizes[bit] == lists[bit].length) {
                lists[bit] = Arrays.copyOf(lists[bit], Math.max(4, sizes[bit] + (sizes[bit] >> 1)));
            }
            lists[bit][sizes[bit]++] = row;
        }
    }

    /**
     * What a thread needs to look for rows.
     *
     * @return for one thread at a time
     */
    Probe probe() {
        return new Probe();
    }

    /** Looks for rows that are similar to a row. */
    final class Probe {
        private final int[] lookedAt = new int[set.size()];
        private final int[] prefix = new int[rank.length];
        private int[] found = new int[16];
        private int count;

        private Probe() {}

        /**
         * Finds all added rows that are similar to a row and are not that row.
         *
         * @param row any row of the set
         * @return in ascending order
         */
        int[] similar(int row) {
            count = 0;
            int length = prefix(row);
            for (int i = 0; i < length; i++) {
                int[] list = lists[prefix[i]];
                for (int k = 0; k < sizes[prefix[i]]; k++) {
                    if (lookedAt[list[k]] != row + 1) {
                        lookedAt[list[k]] = row + 1;
                        if (list[k] != row && isSimilar(row, list[k])) {
                            found(list[k]);
                        }
                    }
                }
            }
            int[] rows = Arrays.copyOf(found, count);
            Arrays.sort(rows);
            return rows;
        }

        /**
         * Finds the first of the added rows that are similar to a row.
         *
         * @param row any row of the set that is not added
         * @return the least number of such a row, or -1
         */
        int first(int row) {
            int first = Integer.MAX_VALUE;
            int length = prefix(row);
            for (int i = 0; i < length; i++) {
                int[] list = lists[prefix[i]];
                for (int k = 0; k < sizes[prefix[i]] && list[k] < first; k++) {
                    if (lookedAt[list[k]] != row + 1) {
                        lookedAt[list[k]] = row + 1;
                        first = isSimilar(row, list[k]) ? list[k] : first;
                    }
                }
            }
            return first == Integer.MAX_VALUE ? -1 : first;
        }

        private void found(int row) {
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            found[count++] = row;
        }

        /** The rarest bits of a row, as ranks. */
        private int prefix(int row) {
            int bits = 0;
            int from = row * set.wordsPerRow();
            for (int i = 0; i < set.wordsPerRow(); i++) {
                for (long word = set.words()[from + i]; word != 0; word &= word - 1) {
                    prefix[bits++] = rank[i * Long.SIZE + Long.numberOfTrailingZeros(word)];
                }
            }
            if (bits == 0) {
                prefix[0] = rank.length;
                return 1;
            }
            Arrays.sort(prefix, 0, bits);
            return bits - threshold.leastCommon(bits) + 1;
        }
    }

    /**
     * Tells whether two rows are similar.
     *
     * @param row a row
     * @param other another
     * @return whether their similarity is at least that of this index
     */
    boolean isSimilar(int row, int other) {
        int bits = set.bitCount(row);
        int otherBits = set.bitCount(other);
        int needed = threshold.common(bits + otherBits);
        return needed <= Math.min(bits, otherBits) && CommonBits.count(set, row, other) >= needed;
    }
}
