package io.retort.engine;

import java.util.Arrays;

/**
 * Which task needs which, both ways, in arrays: the dependencies of task {@code t} lie from {@code start[t]} to
 * {@code start[t + 1]}, and so do its dependents. Immutable once made.
 */
final class TaskLinks {
    private final int[] start;
    private final int[] dependencies;
    private final int[] dependentStart;
    private final int[] dependents;

    private TaskLinks(int[] start, int[] dependencies) {
        this.start = start;
        this.dependencies = dependencies;
        int count = start.length - 1;
        this.dependentStart = dependencies.length == 0 ? start : new int[count + 1];
        this.dependents = new int[dependencies.length];
        if (dependencies.length > 0) {
            turn(count);
        }
    }

    private void turn(int count) {
        for (int dependency : dependencies) {
            dependentStart[dependency + 1]++;
        }
        for (int task = 0; task < count; task++) {
            dependentStart[task + 1] += dependentStart[task];
        }
        int[] next = Arrays.copyOf(dependentStart, count);
        for (int task = 0; task < count; task++) {
            for (int i = start[task]; i < start[task + 1]; i++) {
                dependents[next[dependencies[i]]++] = task;
            }
        }
    }

    /** Takes the dependencies of one task after the other. */
    static final class Builder {
        private final int[] start;
        private int[] dependencies = new int[16];
        private int task;
        private int size;

        Builder(int count) {
            start = new int[count + 1];
        }

        void add(int dependency) {
            if (size == dependencies.length) {
                dependencies = Arrays.copyOf(dependencies, Math.multiplyExact(size, 2));
            }
            dependencies[size++] = dependency;
        }

        /** Ends the dependencies of the task in hand. */
        void next() {
            start[++task] = size;
        }

        TaskLinks build() {
            return new TaskLinks(start, Arrays.copyOf(dependencies, size));
        }
    }

    /** Whether no task needs another. */
    boolean isEmpty() {
        return dependencies.length == 0;
    }

    int dependencyCount(int task) {
        return isEmpty() ? 0 : start[task + 1] - start[task];
    }

    int dependency(int task, int position) {
        return dependencies[start[task] + position];
    }

    int dependentCount(int task) {
        return isEmpty() ? 0 : dependentStart[task + 1] - dependentStart[task];
    }

    int dependent(int task, int position) {
        return dependents[dependentStart[task] + position];
    }

    static TaskLinks none() {
        return new TaskLinks(new int[1], new int[0]);
    }
}
