package io.retort.embed.search;

import java.util.BitSet;
import java.util.List;

/**
 * Measures a graph against exact search, with rows as queries that are spread evenly over the table and not yet in the graph,
 * as the queries to come are not; and takes the smallest beam that finds enough. A row as near as the last of the ten counts,
 * whichever of equal ones it is.
 */
final class Recall {
    private static final int[] BEAMS = {16, 32, 48, 64, 96, 128, 192, 256, 512, 1024};
    private static final int SAMPLE = 100;
    /** At most this share of the rows is kept out of the graph while it is measured. */
    private static final int SHARE = 4;

    private static final int TOP = 10;
    /** Above the 0.95 that is promised, because a sample errs by a percent or so. */
    private static final double ENOUGH = 0.97;
    /** Rounding of sums in another order. */
    private static final double ROUNDING = 1e-6;

    private Recall() {}

    /** What was found: recall of the ten nearest at a beam. */
    record Measured(double recall, int sample, int beam) {}

    /** Rows to keep out of the graph until it is measured. */
    static BitSet sample(VectorMatrix vectors) {
        int count = Math.min(SAMPLE, vectors.size() / SHARE);
        BitSet rows = new BitSet();
        for (int i = 0; i < count; i++) {
            rows.set((int) ((long) i * vectors.size() / count));
        }
        return rows;
    }

    /** Measures a graph that holds all rows but those of the sample. */
    static Measured measure(VectorMatrix vectors, VectorGraph graph, BitSet sample, Execution execution) {
        float[][] queries = sample.stream().mapToObj(vectors::vector).toArray(float[][]::new);
        if (queries.length == 0) {
            return new Measured(1, 0, BEAMS[BEAMS.length - 1]);
        }
        BitSet others = new BitSet();
        for (int row = 0; row < vectors.size(); row++) {
            others.set(vectors.place(row), !sample.get(row));
        }
        Limit limit = new Limit(TOP, -1, others);
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        List<List<Neighbor>> truth = ExactSearch.search(vectors, queries, limit, quiet);
        double recall = 0;
        for (int beam : BEAMS) {
            recall = 0;
            for (int i = 0; i < queries.length; i++) {
                execution.cancel().throwIfCancelled();
                recall += share(truth.get(i), graph.search(queries[i], Limit.top(TOP), beam)) / queries.length;
            }
            if (recall >= ENOUGH) {
                return new Measured(recall, queries.length, beam);
            }
        }
        return new Measured(recall, queries.length, BEAMS[BEAMS.length - 1]);
    }

    /** Share of the true rows that were found. */
    static double share(List<Neighbor> truth, List<Neighbor> found) {
        if (truth.isEmpty()) {
            return 1;
        }
        double last = truth.get(truth.size() - 1).similarity() - ROUNDING;
        return (double) found.stream()
                        .filter(n -> n.similarity() >= last)
                        .limit(truth.size())
                        .count()
                / truth.size();
    }
}
