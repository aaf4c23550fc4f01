package io.retort.embed.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The nearest vectors, found by looking at all of them. Exact: equal similarities go by row order, and the result does not
 * depend on the number of threads.
 */
public final class ExactSearch {
    /** Vectors that stay in a core's cache while all queries look at them. */
    private static final int BLOCK = 512;

    private ExactSearch() {}

    /**
     * Searches.
     *
     * @param vectors of length 1
     * @param queries {@code float[queries][dimension]}, of any length
     * @param limit which rows may be found
     * @param execution threads and token
     * @return for each query its rows, the nearest first
     */
    public static List<List<Neighbor>> search(
            VectorMatrix vectors, float[][] queries, Limit limit, Execution execution) {
        List<List<Neighbor>> found = new ArrayList<>();
        for (Ranking ranking : rankings(vectors, queries, limit, execution)) {
            found.add(ranking.neighbors(vectors));
        }
        return found;
    }

    static Ranking[] rankings(VectorMatrix vectors, float[][] queries, Limit limit, Execution execution) {
        float[][] directions = new float[queries.length][];
        for (int q = 0; q < queries.length; q++) {
            directions[q] = VectorMatrix.unit(queries[q]);
        }
        Ranking[] best = empty(queries.length, limit.top());
        int size = Math.max(BLOCK, vectors.size() / (64 * execution.workers()));
        execution.blocks(vectors.size(), size, (from, to) -> {
            Ranking[] own = empty(queries.length, limit.top());
            for (int start = from; start < to; start += BLOCK) {
                execution.cancel().throwIfCancelled();
                rank(vectors, new int[] {start, Math.min(to, start + BLOCK)}, directions, limit, own);
            }
            synchronized (best) {
                for (int q = 0; q < best.length; q++) {
                    best[q].offerAll(own[q]);
                }
            }
        });
        return best;
    }

    private static void rank(VectorMatrix vectors, int[] range, float[][] queries, Limit limit, Ranking[] best) {
        for (int q = 0; q < queries.length; q++) {
            for (int row = range[0]; row < range[1]; row++) {
                if (limit.accepts(vectors.place(row))) {
                    float similarity = vectors.cosine(row, queries[q]);
                    if (similarity >= limit.similarity() && !best[q].closedTo(similarity)) {
                        best[q].offer(row, similarity);
                    }
                }
            }
        }
    }

    private static Ranking[] empty(int count, int top) {
        Ranking[] rankings = new Ranking[count];
        for (int i = 0; i < count; i++) {
            rankings[i] = new Ranking(top);
        }
        return rankings;
    }
}
