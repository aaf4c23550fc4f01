package io.retort.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The order in which tasks begin when they are ready: priority, then the longest way that is left to the end of the graph
 * (the critical path first), then number. Works on arrays of primitives: a million tasks take a fraction of a second.
 */
final class TaskOrder {
    private final double[] priority;
    private final double[] path;

    private TaskOrder(TaskPlan<?> plan, int @Nullable [] byLevel) {
        int count = plan.count();
        TaskLinks links = plan.links();
        this.priority = new double[count];
        this.path = new double[count];
        for (int i = count - 1; i >= 0; i--) {
            int task = byLevel == null ? i : byLevel[i];
            TaskWeight weight = plan.weight(task);
            double longest = 0;
            for (int d = 0; d < links.dependentCount(task); d++) {
                longest = Math.max(longest, path[links.dependent(task, d)]);
            }
            priority[task] = weight.priority();
            path[task] = weight.cost() + longest;
        }
    }

    /** Level of each task, one above the highest of those that it needs; -1 where circles leave none. */
    static int[] levels(TaskLinks links, int count) {
        int[] level = new int[count];
        int[] open = new int[count];
        int[] queue = new int[count];
        int size = 0;
        for (int task = 0; task < count; task++) {
            open[task] = links.dependencyCount(task);
            if (open[task] == 0) {
                queue[size++] = task;
            }
        }
        for (int i = 0; i < size; i++) {
            int task = queue[i];
            for (int d = 0; d < links.dependentCount(task); d++) {
                int dependent = links.dependent(task, d);
                level[dependent] = Math.max(level[dependent], level[task] + 1);
                if (--open[dependent] == 0) {
                    queue[size++] = dependent;
                }
            }
        }
        for (int task = 0; task < count && size < count; task++) {
            if (open[task] > 0) {
                level[task] = -1;
            }
        }
        return level;
    }

    /** Tasks in the order in which they begin, level by level if asked; null for the order of their numbers. */
    static int @Nullable [] of(TaskPlan<?> plan, boolean byLevels) {
        int[] levelOrder = byLevel(plan);
        if (!plan.isWeighted() && plan.links().isEmpty()) {
            return byLevels ? levelOrder : null;
        }
        TaskOrder keys = new TaskOrder(plan, levelOrder);
        int[] order = new int[plan.count()];
        Arrays.setAll(order, byLevels && levelOrder != null ? i -> levelOrder[i] : i -> i);
        int[] scratch = new int[order.length];
        if (!byLevels) {
            keys.sort(order, scratch, 0, order.length);
            return order;
        }
        int from = 0;
        for (int level = 0; level < plan.levels(); level++) {
            keys.sort(order, scratch, from, from + plan.levelSize(level));
            from += plan.levelSize(level);
        }
        return order;
    }

    /** Tasks by level, then number; null if that is the order of their numbers. */
    private static int @Nullable [] byLevel(TaskPlan<?> plan) {
        if (plan instanceof LevelTasks) {
            return null;
        }
        int[] next = new int[plan.levels() + 1];
        for (int level = 0; level < plan.levels(); level++) {
            next[level + 1] = next[level] + plan.levelSize(level);
        }
        int[] order = new int[plan.count()];
        for (int task = 0; task < order.length; task++) {
            order[next[plan.level(task)]++] = task;
        }
        return order;
    }

    /** Sorts a range by merging; equal tasks stay as they are, and what is in order already costs one look. */
    private void sort(int[] order, int[] scratch, int from, int to) {
        for (int width = 1; width < to - from && width > 0; width *= 2) {
            for (int low = from; low < to - width; low += 2 * width) {
                int high = (int) Math.min((long) low + 2L * width, to);
                if (compare(order[low + width - 1], order[low + width]) > 0) {
                    merge(order, scratch, new int[] {low, low + width, high});
                }
                if (high == to) {
                    break;
                }
            }
        }
    }

    private void merge(int[] order, int[] scratch, int[] bounds) {
        int left = bounds[0];
        int right = bounds[1];
        System.arraycopy(order, left, scratch, left, bounds[2] - left);
        for (int at = bounds[0]; at < bounds[2]; at++) {
            boolean takeLeft = left < bounds[1] && (right >= bounds[2] || compare(scratch[left], scratch[right]) <= 0);
            order[at] = takeLeft ? scratch[left++] : scratch[right++];
        }
    }

    private int compare(int one, int other) {
        int byPriority = Double.compare(priority[other], priority[one]);
        return byPriority != 0 ? byPriority : Double.compare(path[other], path[one]);
    }
}
