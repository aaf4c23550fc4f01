package io.retort.embed.search;

import java.util.List;

/**
 * Measures a graph against exact search, and takes the smallest beam that finds enough. Half of the queries are rows spread
 * evenly over the table, each without itself; the others lie between two rows, because queries that are no rows are harder.
 * A row as near as the last of the ten counts, whichever of equal ones it is.
 */
final class Recall {
    private static final int[] BEAMS = {32, 64, 128, 256, 512, 1024};
    private static final int SAMPLE = 100;
    private static final int TOP = 10;
    /** Above the 0.95 that is promised, because a sample errs by a percent or so. */
    private static final double ENOUGH = 0.98;
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
        int[] selves = new int[sample];
        float[][] queries = new float[sample][];
        for (int i = 0; i < sample; i++) {
            int row = (int) ((long) i * vectors.size() / sample);
            boolean between = i % 2 == 1;
            selves[i] = between ? -1 : vectors.place(row);
            int other = (int) ((row + vectors.size() / 2L + 1) % vectors.size());
            queries[i] = between ? middle(vectors.vector(row), vectors.vector(other)) : vectors.vector(row);
        }
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        List<List<Neighbor>> truth = ExactSearch.search(vectors, queries, Limit.top(TOP + 1), quiet);
        double recall = 0;
        for (int beam : BEAMS) {
            recall = 0;
            for (int i = 0; i < sample; i++) {
                execution.cancel().throwIfCancelled();
                List<Neighbor> found = graph.search(queries[i], Limit.top(TOP + 1), beam);
                recall += share(truth.get(i), found, selves[i]) / sample;
            }
            if (recall >= ENOUGH) {
                return new Measured(recall, sample, beam);
            }
        }
        return new Measured(recall, sample, BEAMS[BEAMS.length - 1]);
    }

    private static float[] middle(float[] a, float[] b) {
        float[] sum = new float[a.length];
        for (int d = 0; d < sum.length; d++) {
            sum[d] = a[d] + b[d];
        }
        return VectorMatrix.unit(sum);
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
