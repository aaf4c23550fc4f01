package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the workers of a run share, and the one place where a task comes to its end. */
final class TaskCourse<T> {
    final TaskPlan<T> plan;
    final TaskLedger<T> ledger;
    final TaskQueue queue;
    final long taskNanos;
    final long startNanos = System.nanoTime();
    private final @Nullable TaskKeep<T> keep;
    private final @Nullable TaskStore store;
    private final List<TaskTally> tallies = new CopyOnWriteArrayList<>();

    TaskCourse(
            TaskPlan<T> plan,
            TaskLedger<T> ledger,
            TaskOptions options,
            @Nullable TaskKeep<T> keep,
            @Nullable TaskStore store) {
        this.plan = plan;
        this.ledger = ledger;
        this.queue = new TaskQueue(plan, options.mode() == TaskMode.LEVELS);
        this.taskNanos = (long) (options.taskTimeout() * 1e9);
        this.keep = keep;
        this.store = store;
    }

    /** What one worker did with one task. */
    record Turn(int worker, long beginNanos, long endNanos) {}

    TaskTally tally() {
        TaskTally tally = new TaskTally(plan.levels());
        tallies.add(tally);
        return tally;
    }

    List<TaskTally> tallies() {
        return tallies;
    }

    long now() {
        return System.nanoTime() - startNanos;
    }

    /** What is to be kept of a result, null if nothing is. */
    byte @Nullable [] encode(T value) throws java.io.IOException {
        return keep == null ? null : keep.codec().encode(value);
    }

    void done(int task, T value, byte @Nullable [] kept, Turn turn, TaskTally tally) {
        if (keep != null && kept != null) {
            keep.log().append(task, kept);
        }
        ledger.put(task, value);
        settle(task, TaskLedger.State.DONE, "", turn, tally);
    }

    void resumed(int task, Turn turn, TaskTally tally) {
        settle(task, TaskLedger.State.RESUMED, "", turn, tally);
    }

    void failed(int task, IssueCode code, String message, Turn turn, TaskTally tally) {
        ledger.put(task, new TaskLedger.Failure(new Issue(0, plan.id(task), code, message, ""), task));
        settle(task, TaskLedger.State.FAILED, message, turn, tally);
    }

    void skipped(int task, TaskLedger.Failure cause, Turn turn, TaskTally tally) {
        String message =
                "It was skipped because task \"" + plan.id(cause.origin()) + "\", on which it depends, failed.";
        Issue issue = new Issue(0, plan.id(task), IssueCode.DEPENDENCY_FAILED, message, "");
        ledger.put(task, new TaskLedger.Failure(issue, cause.origin()));
        settle(task, TaskLedger.State.SKIPPED, message, turn, tally);
    }

    void tooLate(int task, Turn turn, TaskTally tally) {
        String message = String.format(Locale.ROOT, "It took longer than %.3g s and was given up.", taskNanos / 1e9);
        failed(task, IssueCode.TIMED_OUT, message, turn, tally);
    }

    private void settle(int task, TaskLedger.State state, String message, Turn turn, TaskTally tally) {
        if (store != null && store.keepsRows()) {
            store.add(new TaskRow(task, state, turn, message));
        }
        tally.count(plan.level(task), state, turn.beginNanos(), turn.endNanos());
        queue.settle(task, turn.worker() > 0);
    }
}
