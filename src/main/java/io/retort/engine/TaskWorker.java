package io.retort.engine;

import io.retort.core.IssueCode;
import io.retort.core.ResourceException;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One worker: takes tasks and does them. The boundary at which a task's failure ends. */
final class TaskWorker<T> implements OrderedPool.Worker<Integer, Boolean> {
    private final TaskCourse<T> course;
    private final Lane<Integer, Boolean> lane;
    private final TaskTally tally;
    private final ItemClock clock = new ItemClock();
    private final View view = new View();
    private final boolean timed;
    private volatile long begin;

    TaskWorker(TaskCourse<T> course, Lane<Integer, Boolean> lane) {
        this.course = course;
        this.lane = lane;
        this.tally = course.tally();
        this.timed = course.taskNanos > 0;
    }

    /** Works until there is nothing left, or until this worker was left behind. */
    void workAll() throws InterruptedException {
        boolean mine = true;
        for (int task = course.queue.take(); task >= 0 && mine; task = mine ? course.queue.take() : -1) {
            mine = work(task);
        }
    }

    /** Does one task; false if it was taken away meanwhile. */
    @Override
    public Boolean work(Integer task) {
        long began = course.now();
        if (course.ledger.isSettled(task)) {
            course.resumed(task, turn(began, began), tally);
            return true;
        }
        TaskLedger.Failure broken = course.ledger.brokenDependency(task, course.plan.links());
        if (broken != null) {
            course.skipped(task, broken, turn(began, began), tally);
            return true;
        }
        begin = began;
        Lane.Task<Integer> inHand = timed ? new Lane.Task<>(task, task, 0) : null;
        if (inHand != null) {
            lane.begin(inHand, this);
            clock.begin();
        }
        Attempt<T> attempt = attempt(task);
        boolean late = timed && clock.end();
        TaskCourse.Turn turn = turn(began, course.now());
        if (inHand != null && !lane.finish(inHand, 0)) {
            return false;
        }
        // An interrupt that was meant for this task, or that it made itself, must not reach the next one.
        boolean unused = Thread.interrupted();
        settle(task, attempt, late, turn);
        return true;
    }

    private TaskCourse.Turn turn(long began, long ended) {
        return new TaskCourse.Turn(lane.number + 1, began, ended);
    }

    private void settle(int task, Attempt<T> attempt, boolean late, TaskCourse.Turn turn) {
        T value = attempt.value();
        if (late) {
            course.tooLate(task, turn, tally);
        } else if (value != null) {
            course.done(task, value, attempt.kept(), turn, tally);
        } else if (!course.queue.isEnded()) {
            // A run that was stopped interrupted the task; that is no failure of its own.
            course.failed(task, attempt.code(), attempt.message(), turn, tally);
        }
    }

    /** What came of a task: a value and what is to be kept of it, or a reason. */
    private record Attempt<T>(@Nullable T value, byte @Nullable [] kept, IssueCode code, String message) {
        static <T> Attempt<T> failed(IssueCode code, String message) {
            return new Attempt<>(null, null, code, message);
        }
    }

    private Attempt<T> attempt(int task) {
        try {
            view.task = task;
            T value = course.plan.run(task, view);
            if (value == null) {
                return Attempt.failed(IssueCode.BAD_VALUE, "It returned null; a task must return a value.");
            }
            return new Attempt<>(value, course.encode(value), IssueCode.BAD_VALUE, "");
        } catch (StackOverflowError e) {
            return Attempt.failed(IssueCode.TOO_LARGE, "It is nested too deeply for this operation.");
        } catch (CancellationException | ResourceException e) {
            if (clock.isExpired()) {
                return Attempt.failed(IssueCode.TIMED_OUT, String.valueOf(e.getMessage()));
            }
            throw e;
        } catch (Exception e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Attempt.failed(IssueCode.STAGE_FAILURE, said);
        }
    }

    /** When the task in hand was begun, in nanoseconds since the run began. Called by the watch. */
    long beginNanos() {
        return begin;
    }

    @Override
    public long itemSince() {
        return clock.since();
    }

    @Override
    public boolean expire(long since) {
        return clock.expire(since);
    }

    @Override
    public void close() {
        view.task = -1;
    }

    private final class View implements TaskInputs<T> {
        private int task = -1;

        @Override
        public int size() {
            return course.plan.links().dependencyCount(task);
        }

        @Override
        public T get(int position) {
            java.util.Objects.checkIndex(position, size());
            return course.ledger.value(course.plan.links().dependency(task, position));
        }

        @Override
        public T get(String id) {
            int wanted = course.plan.number(id);
            for (int i = 0; i < size(); i++) {
                if (course.plan.links().dependency(task, i) == wanted) {
                    return course.ledger.value(wanted);
                }
            }
            throw new io.retort.core.UsageException("task \"" + course.plan.id(task) + "\" asks for the result of \""
                    + id + "\", on which it does not depend; name it among its dependencies");
        }
    }
}
