package io.retort.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Least, median and greatest of a series. */
final class Figures {
    private Figures() {}

    static Map<String, Double> of(List<Double> series) {
        double[] sorted = series.stream().mapToDouble(d -> d).sorted().toArray();
        int middle = sorted.length / 2;
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("min", round(sorted[0]));
        figures.put(
                "median", round(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2));
        figures.put("max", round(sorted[sorted.length - 1]));
        return figures;
    }

    /** Says on standard error how far a suite is. */
    static void tell(String line) {
        System.err.println("bench: " + line);
    }

    /** Ratios pair by pair. */
    static List<Double> ratios(List<Double> ours, List<Double> theirs) {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / theirs.get(i))
                .toList();
    }

    private static double round(double value) {
        return value == 0 ? 0 : Double.parseDouble(String.format(java.util.Locale.ROOT, "%.4g", value));
    }
}
