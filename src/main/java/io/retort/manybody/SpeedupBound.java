package io.retort.manybody;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much sooner than with one worker a set of tasks can be done at best: no schedule takes less than the longest task, nor
 * less than the sum over the workers. With barriers this holds for each level by itself.
 */
public final class SpeedupBound {
    private SpeedupBound() {}

    /**
     * The bound.
     *
     * @param seconds time of each task
     * @param levels level of each task; null for no barriers between levels
     * @param workers number of workers, from 1
     * @return 1 to {@code workers}; 1 if there is nothing to do
     */
    public static double of(double[] seconds, int @org.jspecify.annotations.Nullable [] levels, int workers) {
        Map<Integer, double[]> byLevel = new TreeMap<>();
        double sum = 0;
        for (int i = 0; i < seconds.length; i++) {
            double[] level = byLevel.computeIfAbsent(levels == null ? 0 : levels[i], l -> new double[2]);
            level[0] += seconds[i];
            level[1] = Math.max(level[1], seconds[i]);
            sum += seconds[i];
        }
        double least = byLevel.values().stream()
                .mapToDouble(l -> Math.max(l[0] / workers, l[1]))
                .sum();
        return least > 0 ? sum / least : 1;
    }
}
