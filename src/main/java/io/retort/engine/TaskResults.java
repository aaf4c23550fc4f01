package io.retort.engine;

import io.retort.core.DataException;
import io.retort.core.Issue;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * What came of a task graph. Everything is in canonical order, the order in which the tasks were added or, for levels,
 * level by level and index by index. Immutable when {@code T} is.
 *
 * @param <T> type of a result
 */
public final class TaskResults<T> {
    private final TaskPlan<T> plan;
    private final TaskLedger<T> ledger;
    private final TaskReport report;

    TaskResults(TaskPlan<T> plan, TaskLedger<T> ledger, TaskReport report) {
        this.plan = plan;
        this.ledger = ledger;
        this.report = report;
    }

    /**
     * The account of the run.
     *
     * @return counts and times
     */
    public TaskReport report() {
        return report;
    }

    /**
     * What became of a task.
     *
     * @param task its number in the graph, from 0
     * @return its result; or a failure whose issue has the task's id as stage and, for a task that was skipped, the code
     *     {@link io.retort.core.IssueCode#DEPENDENCY_FAILED}
     */
    public Outcome<T> outcome(int task) {
        return ledger.outcome(Objects.checkIndex(task, plan.count()));
    }

    /**
     * What became of a task.
     *
     * @param id its id
     * @return as {@link #outcome(int)}
     * @throws UsageException if the graph has no such task
     */
    public Outcome<T> outcome(String id) {
        int task = plan.number(id);
        if (task < 0) {
            throw new UsageException("the graph \"" + report.graph() + "\" has no task \"" + id + "\"");
        }
        return ledger.outcome(task);
    }

    /**
     * The result of a task.
     *
     * @param id its id
     * @return the result
     * @throws DataException if the task has none, with the reason
     * @throws UsageException if the graph has no such task
     */
    public T get(String id) {
        return outcome(id).orThrow();
    }

    /**
     * The results of all tasks.
     *
     * @return in canonical order
     * @throws DataException if a task failed or was skipped; the message names the first
     */
    public List<T> values() {
        return values(task -> true);
    }

    /**
     * The results of all tasks of a level.
     *
     * @param level from 0
     * @return in canonical order
     * @throws DataException if a task of the level failed or was skipped; the message names the first
     */
    public List<T> values(int level) {
        Objects.checkIndex(level, plan.levels());
        return values(task -> plan.level(task) == level);
    }

    private List<T> values(IntPredicate wanted) {
        List<T> values = new ArrayList<>();
        for (int task = 0; task < plan.count(); task++) {
            if (wanted.test(task)) {
                TaskLedger.Failure failure = ledger.failure(task);
                if (failure != null) {
                    throw new DataException("Task " + failure.issue() + "; " + (report.failed() + report.skipped())
                            + " of " + report.tasks() + " tasks have no result");
                }
                values.add(ledger.value(task));
            }
        }
        return values;
    }

    /**
     * The results that there are.
     *
     * @return in canonical order, without the tasks that failed or were skipped
     */
    public List<T> done() {
        List<T> values = new ArrayList<>();
        for (int task = 0; task < plan.count(); task++) {
            if (ledger.failure(task) == null) {
                values.add(ledger.value(task));
            }
        }
        return values;
    }

    /**
     * Why tasks have no result.
     *
     * @return the issues of failed and skipped tasks in canonical order, each with the task's id as stage
     */
    public List<Issue> issues() {
        List<Issue> issues = new ArrayList<>();
        for (int task = 0; task < plan.count(); task++) {
            TaskLedger.Failure failure = ledger.failure(task);
            if (failure != null) {
                issues.add(failure.issue());
            }
        }
        return issues;
    }

    /**
     * Brings all results together.
     *
     * @return a reduction over {@link #values()}
     * @throws DataException if a task failed or was skipped: a sum that lacks addends is no sum
     */
    public Reduction<T> reduce() {
        return Reduction.of(values());
    }

    /**
     * Brings the results of one level together.
     *
     * @param level from 0
     * @return a reduction over {@link #values(int)}
     * @throws DataException if a task of the level failed or was skipped
     */
    public Reduction<T> reduce(int level) {
        return Reduction.of(values(level));
    }
}
