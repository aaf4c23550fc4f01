package io.retort.manybody;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** Counts what calculations are done and how long they took. Workers add, the thread that runs reads. */
final class RunMeter {
    private final CalculationList calculations;
    private final List<String> models;
    private final int[] bodyOf;
    private final int[] modelOf;
    private final int[] total;
    private final AtomicIntegerArray done;
    private final LongAdder[] nanos;
    private final LongAdder[] cost;
    private final DoubleAdder[] costLeft;
    private final double[] seconds;
    private final LongAdder retries = new LongAdder();
    private final LongAdder cached = new LongAdder();

    RunMeter(ExpansionPlan plan, CalculationList calculations, int[] distinct) {
        this.calculations = calculations;
        this.models = plan.expansion().levels().distinctModels();
        this.bodyOf = new int[plan.calculations().size()];
        this.modelOf = new int[bodyOf.length];
        this.total = new int[plan.fragments() + 1];
        this.done = new AtomicIntegerArray(total.length);
        this.nanos = new LongAdder[models.size()];
        this.cost = new LongAdder[models.size()];
        this.costLeft = new DoubleAdder[models.size()];
        this.seconds = new double[bodyOf.length];
        java.util.Arrays.setAll(nanos, i -> new LongAdder());
        java.util.Arrays.setAll(cost, i -> new LongAdder());
        java.util.Arrays.setAll(costLeft, i -> new DoubleAdder());
        for (int i : distinct) {
            Label label = plan.calculations().get(i);
            bodyOf[i] = label.subsystem().real().size();
            modelOf[i] = models.indexOf(label.model());
            total[bodyOf[i]]++;
            costLeft[modelOf[i]].add(calculations.cost(i));
        }
    }

    /** A calculation that was done now. */
    void done(int calculation, long tookNanos) {
        int model = modelOf[calculation];
        seconds[calculation] = tookNanos / 1e9;
        nanos[model].add(tookNanos);
        cost[model].add((long) calculations.cost(calculation));
        done.incrementAndGet(bodyOf[calculation]);
    }

    /** A calculation that a sitting before had done. */
    void resumed(int calculation, double took) {
        seconds[calculation] = took;
        known(calculation);
    }

    /** A calculation whose result the workspace had. */
    void cached(int calculation) {
        cached.increment();
        known(calculation);
    }

    private void known(int calculation) {
        costLeft[modelOf[calculation]].add(-calculations.cost(calculation));
        done.incrementAndGet(bodyOf[calculation]);
    }

    int cachedCount() {
        return cached.intValue();
    }

    void retried() {
        retries.increment();
    }

    long retries() {
        return retries.sum();
    }

    /** Time of each calculation, in this sitting or the one that did it; 0 if it was not done. */
    double[] seconds() {
        return seconds;
    }

    /** Time in calculations of this sitting. */
    double taskSeconds() {
        long sum = 0;
        for (LongAdder adder : nanos) {
            sum += adder.sum();
        }
        return sum / 1e9;
    }

    ManyBodyProgress progress(double elapsed, boolean finished) {
        List<ManyBodyProgress.Level> levels = new ArrayList<>();
        for (int body = 1; body < total.length; body++) {
            if (total[body] > 0) {
                levels.add(new ManyBodyProgress.Level(body, done.get(body), total[body]));
            }
        }
        return new ManyBodyProgress(levels, elapsed, taskSeconds(), sequentialSeconds(), finished);
    }

    /** Each model at the rate of what is done of it, or at that of all where nothing is. */
    private double sequentialSeconds() {
        double allCost = 0;
        for (LongAdder adder : cost) {
            allCost += adder.sum();
        }
        double common = allCost > 0 ? taskSeconds() / allCost : 0;
        double sum = 0;
        for (int m = 0; m < nanos.length; m++) {
            double rate = cost[m].sum() > 0 ? nanos[m].sum() / 1e9 / cost[m].sum() : common;
            sum += rate * costLeft[m].sum();
        }
        return sum;
    }
}
