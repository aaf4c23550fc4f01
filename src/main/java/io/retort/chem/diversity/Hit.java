package io.retort.chem.diversity;

import java.util.Comparator;

/**
 * A row that a search found.
 *
 * @param row 0-based row of the searched fingerprints
 * @param similarity Tanimoto similarity to the query, from 0 to 1
 */
public record Hit(int row, double similarity) {
    /** The most similar first; among equals the first row first. */
    static final Comparator<Hit> BEST_FIRST =
            Comparator.comparingDouble(Hit::similarity).reversed().thenComparingInt(Hit::row);
}
