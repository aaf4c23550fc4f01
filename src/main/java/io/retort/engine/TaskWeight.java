package io.retort.engine;

import io.retort.core.UsageException;

/**
 * Which of several ready tasks begins first: the one of the highest priority; among those the one from which the longest
 * way is left to the end of the graph, counted in costs; among those the first. Weights never change a result.
 *
 * @param priority higher goes first; 1 unless given
 * @param cost estimate of the task's time, in any unit that all tasks of the graph share, not negative; 1 unless given
 */
public record TaskWeight(double priority, double cost) {
    /** Priority 1 and cost 1, as every task has unless another weight is given. */
    public static final TaskWeight ONE = new TaskWeight(1, 1);

    /** Checks the figures. */
    public TaskWeight {
        if (!Double.isFinite(priority)) {
            throw new UsageException("the priority of a task must be a finite number, got " + priority);
        }
        if (!Double.isFinite(cost) || cost < 0) {
            throw new UsageException("the cost of a task must be a finite number from 0, got " + cost);
        }
    }

    /**
     * A weight with a priority and cost 1.
     *
     * @param priority higher goes first
     * @return the weight
     */
    public static TaskWeight ofPriority(double priority) {
        return new TaskWeight(priority, 1);
    }

    /**
     * A weight with a cost and priority 1.
     *
     * @param cost estimate of the task's time, not negative
     * @return the weight
     */
    public static TaskWeight ofCost(double cost) {
        return new TaskWeight(1, cost);
    }
}
