package io.retort.embed.search;

import java.util.List;

/**
 * Measures a graph against exact search: rows spread evenly over the table are queries, each without itself, and the
 * smallest beam is taken that finds enough. A row as near as the last of the ten counts, whichever of equal ones it is.
 */
final class Recall {
    private static final int[] BEAMS = {32, 64, 128, 256, 512, 1024};
    private static final int SAMPLE = 100;
    private static final int TOP = 10;
    /** Above the 0.95 that is promised, because a sample errs by a percent or so. */
    private static final double ENOUGH = 0.97;
    /** Rounding of sums in another order. */
    private static final double ROUNDING = 1e-6;

    private Recall() {}

    /** What was found: recall of the ten nearest at a beam. */
    record Measured(double recall, int sample, int beam) {}

    static Measured measure(VectorMatrix vectors, VectorGraph graph, Execution execution) {
        int sample = Math.min(SAMPLE, vectors.size());
        if (vectors.size() < 2) {
            return new Measured(1, sample, BEAMS[0]);
        }
        int[] rows = new int[sample];
        float[][] queries = new float[sample][];
        for (int i = 0; i < sample; i++) {
            rows[i] = (int) ((long) i * vectors.size() / sample);
            queries[i] = vectors.vector(rows[i]);
        }
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        List<List<Neighbor>> truth = ExactSearch.search(vectors, queries, Limit.top(TOP + 1), quiet);
        double recall = 0;
        for (int beam : BEAMS) {
            recall = 0;
            for (int i = 0; i < sample; i++) {
                execution.cancel().throwIfCancelled();
                List<Neighbor> found = graph.search(queries[i], Limit.top(TOP + 1), beam);
                recall += share(truth.get(i), found, vectors.place(rows[i])) / sample;
            }
            if (recall >= ENOUGH) {
                return new Measured(recall, sample, beam);
            }
        }
        return new Measured(recall, sample, BEAMS[BEAMS.length - 1]);
    }

    /** Share of the true rows, without the query itself, that were found. */
    static double share(List<Neighbor> truth, List<Neighbor> found, int self) {
        List<Neighbor> right =
                truth.stream().filter(n -> n.place() != self).limit(TOP).toList();
        if (right.isEmpty()) {
            return 1;
        }
        double last = right.get(right.size() - 1).similarity() - ROUNDING;
        long hits = found.stream()
                .filter(n -> n.place() != self && n.similarity() >= last)
                .limit(right.size())
                .count();
        return (double) hits / right.size();
    }
}
