package io.retort.chem.diversity;

import java.util.List;

/**
 * What {@link MaxMinPicker} is to pick.
 *
 * @param count how many rows at most, the first picks included; 0 or more
 * @param firstPicks rows that are picked already, in this order, without repeats; if empty, the seed chooses one
 * @param seed chooses the first row where none is given
 * @param minDistance picking stops before a row at this Tanimoto distance or less from its nearest pick; negative: only
 *     {@code count} stops it
 */
public record MaxMinOptions(int count, List<Integer> firstPicks, int seed, double minDistance) {
    /** Checks and copies. */
    public MaxMinOptions {
        if (count < 0) {
            throw new IllegalArgumentException("count: got " + count + "; accepted is 0 or more");
        }
        if (!(minDistance <= 1)) {
            throw new IllegalArgumentException(
                    "minDistance: got " + minDistance + "; accepted is a Tanimoto distance of at most 1");
        }
        firstPicks = List.copyOf(firstPicks);
    }

    /**
     * A number of rows from one that the seed chooses.
     *
     * @param count how many rows
     * @param seed chooses the first
     * @return the options
     */
    public static MaxMinOptions of(int count, int seed) {
        return new MaxMinOptions(count, List.of(), seed, -1);
    }

    /**
     * The same from given rows on.
     *
     * @param rows picked already, in this order
     * @return the options
     */
    public MaxMinOptions startingWith(List<Integer> rows) {
        return new MaxMinOptions(count, rows, seed, minDistance);
    }

    /**
     * The same with an end at a distance.
     *
     * @param distance no row this near to a pick, or nearer, is picked
     * @return the options
     */
    public MaxMinOptions fartherThan(double distance) {
        return new MaxMinOptions(count, firstPicks, seed, distance);
    }
}
