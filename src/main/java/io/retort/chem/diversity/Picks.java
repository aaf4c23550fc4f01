package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * Rows that were picked, in the order of picking.
 *
 * @param rows 0-based rows; shared, not to be changed
 * @param distances for each its Tanimoto distance from the nearest row picked before; 1 for those that were chosen without
 *     a look at it; shared, not to be changed
 */
public record Picks(int[] rows, double[] distances) {
    /**
     * Counts the picks.
     *
     * @return 0 or more
     */
    public int size() {
        return rows.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Picks picks
                && Arrays.equals(rows, picks.rows)
                && Arrays.equals(distances, picks.distances);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(rows) + Arrays.hashCode(distances);
    }

    @Override
    public String toString() {
        return size() + " picks";
    }
}
