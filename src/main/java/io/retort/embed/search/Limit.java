package io.retort.embed.search;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a search may find.
 *
 * @param top most rows for each query, at least 1
 * @param similarity least cosine
 * @param accepted places of the rows that may be found, null for all; shared with the caller
 */
public record Limit(int top, double similarity, @Nullable BitSet accepted) {
    /** Checks the number. */
    public Limit {
        if (top < 1) {
            throw new IllegalArgumentException("top got " + top + "; accepted is 1 or more");
        }
    }

    /**
     * The rows that are nearest, whatever their similarity.
     *
     * @param top most rows for each query
     * @return the limit
     */
    public static Limit top(int top) {
        return new Limit(top, -1, null);
    }

    boolean accepts(int place) {
        return accepted == null || accepted.get(place);
    }
}
