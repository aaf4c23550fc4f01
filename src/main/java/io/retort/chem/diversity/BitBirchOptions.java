package io.retort.chem.diversity;

import java.util.Objects;

/**
 * What {@link BitBirch} is to do.
 *
 * @param similarity least similarity within a cluster, by the criterion; above 0, at most 1
 * @param criterion what of a cluster is compared with the similarity
 * @param branching most entries of a node of the tree, at least 2
 * @param paths along how many entries of each level of the tree a row looks for its cluster, at least 1, which is the
 *     published method; more find more of what belongs together, and take about as many times longer
 */
public record BitBirchOptions(double similarity, Criterion criterion, int branching, int paths) {
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
        if (paths < 1) {
            throw new IllegalArgumentException("paths: got " + paths + "; accepted is 1 or more");
        }
        Objects.requireNonNull(criterion);
    }

    /**
     * By diameter, with 50 entries in a node, along one path.
     *
     * @param similarity least similarity within a cluster, above 0, at most 1
     * @return the options
     */
    public static BitBirchOptions of(double similarity) {
        return new BitBirchOptions(similarity, Criterion.DIAMETER, BRANCHING, 1);
    }

    /**
     * The same by another criterion.
     *
     * @param other the criterion
     * @return the options
     */
    public BitBirchOptions by(Criterion other) {
        return new BitBirchOptions(similarity, other, branching, paths);
    }

    /**
     * The same along another number of paths.
     *
     * @param count at least 1
     * @return the options
     */
    public BitBirchOptions along(int count) {
        return new BitBirchOptions(similarity, criterion, branching, count);
    }

    /** What of a cluster, with the new row in it, must reach the similarity. */
    public enum Criterion {
        /** The mean similarity of its rows to each other (iSIM). */
        DIAMETER,
        /** The mean similarity of its rows to its centroid (iSIM). */
        RADIUS
    }
}
