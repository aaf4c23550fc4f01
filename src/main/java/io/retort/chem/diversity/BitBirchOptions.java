package io.retort.chem.diversity;

import java.util.Objects;

/**
 * What {@link BitBirch} is to do.
 *
 * @param similarity least similarity within a cluster, by the criterion; above 0, at most 1
 * @param criterion what of a cluster is compared with the similarity
 * @param branching most entries of a node of the tree, at least 2
 */
public record BitBirchOptions(double similarity, Criterion criterion, int branching) {
    private static final int BRANCHING = 50;

    /** Checks. */
    public BitBirchOptions {
        if (!(similarity > 0 && similarity <= 1)) {
            throw new IllegalArgumentException(
                    "similarity: got " + similarity + "; accepted is a Tanimoto similarity above 0, at most 1");
        }
        if (branching < 2) {
            throw new IllegalArgumentException("branching: got " + branching + "; accepted is 2 or more");
        }
        Objects.requireNonNull(criterion);
    }

    /**
     * By diameter, with 50 entries in a node.
     *
     * @param similarity least similarity within a cluster, above 0, at most 1
     * @return the options
     */
    public static BitBirchOptions of(double similarity) {
        return new BitBirchOptions(similarity, Criterion.DIAMETER, BRANCHING);
    }

    /**
     * The same by another criterion.
     *
     * @param other the criterion
     * @return the options
     */
    public BitBirchOptions by(Criterion other) {
        return new BitBirchOptions(similarity, other, branching);
    }

    /** What of a cluster, with the new row in it, must reach the similarity. */
    public enum Criterion {
        /** The mean similarity of its rows to each other (iSIM). */
        DIAMETER,
        /** The mean similarity of its rows to its centroid (iSIM). */
        RADIUS
    }
}
