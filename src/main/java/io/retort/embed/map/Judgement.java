package io.retort.embed.map;

import java.util.Arrays;

/** Compares predictions with what is known. */
final class Judgement {
    private Judgement() {}

    static Probe.Figures of(boolean logistic, int[] rows, double[] values, double[] predicted) {
        double mean =
                Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElse(0);
        double errors = 0;
        double spread = 0;
        for (int row : rows) {
            errors += (values[row] - predicted[row]) * (values[row] - predicted[row]);
            spread += (values[row] - mean) * (values[row] - mean);
        }
        return new Probe.Figures(
                logistic,
                rows.length,
                logistic || spread == 0 ? Double.NaN : 1 - errors / spread,
                Math.sqrt(errors / rows.length),
                logistic ? auc(rows, values, predicted) : Double.NaN);
    }

    /** By ranks; equal predictions count half. */
    static double auc(int[] rows, double[] values, double[] predicted) {
        Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(predicted[a], predicted[b]));
        double ranks = 0;
        long ones = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && predicted[order[to]] == predicted[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                if (values[order[i]] == 1) {
                    ones++;
                    ranks += (from + 1 + to) / 2.0;
                }
            }
            from = to;
        }
        long zeros = order.length - ones;
        return ones == 0 || zeros == 0 ? Double.NaN : (ranks - ones * (ones + 1) / 2.0) / ((double) ones * zeros);
    }
}
