package io.retort.chem.diversity;

/**
 * What {@link Butina} is to do.
 *
 * @param similarity Tanimoto similarity from which on two rows are neighbors, above 0, at most 1
 * @param reordering whether rows that are in a cluster no longer count as neighbors when the next center is chosen
 * @param mostNeighbors the most neighbors that may be listed, over all rows; 4 bytes each
 */
public record ButinaOptions(double similarity, boolean reordering, long mostNeighbors) {
    private static final long MOST_NEIGHBORS = 250_000_000;

    /** Checks the similarity. */
    public ButinaOptions {
        if (!(similarity > 0 && similarity <= 1)) {
            throw new IllegalArgumentException(
                    "similarity: got " + similarity + "; accepted is a Tanimoto similarity above 0, at most 1");
        }
    }

    /**
     * Without reordering, with at most 1 GB of neighbors.
     *
     * @param similarity Tanimoto similarity from which on two rows are neighbors, above 0, at most 1
     * @return the options
     */
    public static ButinaOptions of(double similarity) {
        return new ButinaOptions(similarity, false, MOST_NEIGHBORS);
    }

    /**
     * The same with reordering.
     *
     * @return the options
     */
    public ButinaOptions reordered() {
        return new ButinaOptions(similarity, true, mostNeighbors);
    }
}
