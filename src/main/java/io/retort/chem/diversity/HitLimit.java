package io.retort.chem.diversity;

import io.retort.core.UsageException;

/**
 * Which rows a search wants.
 *
 * @param count at most so many, the most similar ones; among equals the first rows
 * @param similarity only rows of this Tanimoto similarity to the query or a greater one, from 0 to 1
 */
public record HitLimit(int count, double similarity) {
    /** Checks both. */
    public HitLimit {
        if (count < 0) {
            throw new UsageException("search: the number of hits is " + count + "; accepted is 0 or more.");
        }
        if (!(similarity >= 0 && similarity <= 1)) {
            throw new UsageException("search: the least similarity is " + similarity + "; accepted is 0 to 1.");
        }
    }

    /**
     * The most similar rows, however similar they are.
     *
     * @param count at most so many, 0 or more
     * @return the limit
     */
    public static HitLimit top(int count) {
        return new HitLimit(count, 0);
    }

    /**
     * All rows that are similar enough.
     *
     * @param similarity least Tanimoto similarity, from 0 to 1
     * @return the limit
     */
    public static HitLimit within(double similarity) {
        return new HitLimit(Integer.MAX_VALUE, similarity);
    }
}
