package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of each task. A task's entry is written once, by whoever settles it, before the queue hears of it; that
 * makes it visible to the tasks that need it.
 *
 * @param <T> type of a result
 */
final class TaskLedger<T> {
    /** What can become of a task. */
    enum State {
        DONE,
        FAILED,
        SKIPPED,
        RESUMED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Why a task has no result.
     *
     * @param issue the reason
     * @param origin the task that failed: itself, or the one for which it was skipped
     */
    record Failure(Issue issue, int origin) {}

    private final @Nullable Object[] ends;
    private volatile boolean broken;

    TaskLedger(int count) {
        ends = new Object[count];
    }

    void put(int task, T value) {
        ends[task] = value;
    }

    void put(int task, Failure failure) {
        ends[task] = failure;
        broken = true;
    }

    /** Whether the task has come to its end. */
    boolean isSettled(int task) {
        return ends[task] != null;
    }

    @Nullable
    Failure failure(int task) {
        return ends[task] instanceof Failure failure ? failure : null;
    }

    /** Why a task cannot begin: the first of its dependencies, in their order, that has no result; null for none. */
    @Nullable
    Failure brokenDependency(int task, TaskLinks links) {
        for (int i = 0; broken && i < links.dependencyCount(task); i++) {
            Failure failure = failure(links.dependency(task, i));
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    /** The result of a task that has one. */
    @SuppressWarnings("unchecked") // put() takes nothing else
    T value(int task) {
        Object end = ends[task];
        if (end == null || end instanceof Failure) {
            throw new IllegalStateException("task number " + task + " has no result");
        }
        return (T) end;
    }

    Outcome<T> outcome(int task) {
        Failure failure = failure(task);
        return failure == null ? Outcome.ok(value(task)) : new Outcome.Failed<>(failure.issue());
    }
}
