package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.ResourceException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TaskFailureTest {
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        over.countDown();
    }

    private static TaskOptions options(int workers, TaskMode mode) {
        return TaskOptions.defaults().withWorkers(workers).withMode(mode);
    }

    private static Issue issue(Outcome<?> outcome) {
        return ((Outcome.Failed<?>) outcome).issue();
    }

    /** Waits for the end of the test, whatever interrupts it. */
    private boolean ignoreInterrupts() {
        while (true) {
            try {
                return over.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                assertThat(over.getCount()).isNotNegative();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TaskMode.class)
    void taskThatFails_skipsWhatNeedsItAndNothingElse(TaskMode mode) {
        TaskResults<Integer> results = TaskGraph.<Integer>builder("family")
                .task("good", List.of(), in -> 1)
                .task("bad", List.of(), in -> {
                    throw new java.io.IOException("no such page");
                })
                .task("child", List.of("good", "bad"), in -> 2)
                .task("grandchild", List.of("child"), in -> 3)
                .task("other", List.of("good"), in -> in.get(0) + 1)
                .build()
                .with(options(2, mode))
                .run();

        assertThat(results.report())
                .returns(5L, TaskReport::tasks)
                .returns(2L, TaskReport::done)
                .returns(1L, TaskReport::failed)
                .returns(2L, TaskReport::skipped)
                .returns(0L, TaskReport::resumed)
                .returns(false, TaskReport::complete);
        assertThat(results.get("other")).isEqualTo(2);
        assertThat(issue(results.outcome("bad")))
                .isEqualTo(new Issue(0, "bad", IssueCode.STAGE_FAILURE, "no such page", ""));
        assertThat(issue(results.outcome("grandchild")))
                .returns(IssueCode.DEPENDENCY_FAILED, Issue::code)
                .extracting(Issue::message)
                .asString()
                .contains("task \"bad\"");
        assertThat(results.done()).containsExactly(1, 2);
        assertThat(results.issues()).extracting(Issue::stage).containsExactly("bad", "child", "grandchild");
        assertThatThrownBy(results::reduce)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bad: no such page")
                .hasMessageContaining("3 of 5 tasks");
    }

    @Test
    void stackOverflowNullAndForeignInput_failTheTask() {
        TaskResults<Integer> results = TaskGraph.<Integer>builder("bad")
                .task("deep", List.of(), in -> deeper(0))
                .task("null", List.of(), in -> null)
                .task("foreign", List.of(), in -> in.get("deep"))
                .task("beyond", List.of(), in -> in.get(0))
                .build()
                .run();

        assertThat(results.issues())
                .extracting(Issue::code)
                .containsExactly(
                        IssueCode.TOO_LARGE, IssueCode.BAD_VALUE, IssueCode.STAGE_FAILURE, IssueCode.STAGE_FAILURE);
        assertThat(issue(results.outcome("foreign")).message()).contains("on which it does not depend");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    @Test
    void brokenEnvironment_endsTheRun() {
        for (RuntimeException thrown : List.of(new ResourceException("disk full"), new CancellationException("no"))) {
            assertThatThrownBy(() -> endless(thrown)).isSameAs(thrown);
        }
        Error thrown = new AssertionError("broken");
        assertThatThrownBy(() -> endless(thrown)).isSameAs(thrown);
    }

    private static void endless(Throwable thrown) {
        TaskGraph<Integer> graph = TaskGraph.ofLevels("g", List.of(TaskLevel.of("n", 2_000_000, (i, in) -> {
            if (i == 100 && thrown instanceof Error e) {
                throw e;
            }
            if (i == 100 && thrown instanceof RuntimeException e) {
                throw e;
            }
            return 0;
        })));
        TaskResults<Integer> unused = graph.with(options(2, TaskMode.FREE)).run();
    }

    @ParameterizedTest
    @EnumSource(TaskMode.class)
    void cancel_interruptsTasksAndEndsTheWorkers(TaskMode mode) {
        CancelToken cancel = new CancelToken();
        CountDownLatch inHand = new CountDownLatch(2);
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        Thread[] workers = new Thread[2];
        TaskGraph<Boolean> graph = TaskGraph.ofLevels("g", List.of(TaskLevel.of("n", 100, (i, in) -> {
            workers[begun.getAndIncrement()] = Thread.currentThread();
            inHand.countDown();
            try {
                if (inHand.await(20, TimeUnit.SECONDS)) {
                    cancel.cancel("enough");
                }
                return over.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                throw e;
            }
        })));

        assertThatThrownBy(() -> graph.with(options(2, mode)).run(cancel))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(begun).hasValue(2);
        assertThat(interrupted).hasValue(2);
        assertThat(workers).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> graph.with(options(2, mode)).run(cancel)).isInstanceOf(CancellationException.class);
        assertThat(begun).hasValue(2);
    }

    @Test
    void interruptOfTheCaller_stopsTheRun() {
        Thread caller = Thread.currentThread();
        CancelToken cancel = new CancelToken();
        TaskGraph<Boolean> graph = TaskGraph.ofLevels("g", List.of(TaskLevel.of("n", 4, (i, in) -> {
            caller.interrupt();
            return over.await(50, TimeUnit.SECONDS);
        })));

        assertThatThrownBy(() -> graph.with(options(2, TaskMode.FREE)).run(cancel))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancel.isCancelled()).isTrue();
    }

    @Test
    void timeout_taskThatHeedsItsInterrupt_failsAndLeavesNoThread() {
        TaskResults<Boolean> results = TaskGraph.<Boolean>builder("slow")
                .task("slow", List.of(), in -> over.await(50, TimeUnit.SECONDS))
                .task("after", List.of("slow"), in -> true)
                .task("fine", List.of(), in -> !Thread.currentThread().isInterrupted())
                .build()
                .with(options(1, TaskMode.FREE).withTaskTimeout(0.1))
                .run();

        assertThat(issue(results.outcome("slow")))
                .returns(IssueCode.TIMED_OUT, Issue::code)
                .returns("It took longer than 0.100 s and was given up.", Issue::message);
        assertThat(results.outcome("fine")).isEqualTo(Outcome.ok(true));
        assertThat(results.report().skipped()).isOne();
        assertThat(results.report().lostThreads()).isZero();
    }

    @ParameterizedTest
    @EnumSource(TaskMode.class)
    void timeout_taskThatIgnoresItsInterrupt_isLeftBehind(TaskMode mode) {
        AtomicBoolean wrote = new AtomicBoolean();
        TaskResults<Boolean> results = TaskGraph.<Boolean>builder("stuck")
                .task("stuck", List.of(), TaskWeight.ofPriority(2), in -> {
                    boolean late = ignoreInterrupts();
                    wrote.set(late);
                    return late;
                })
                .task("after", List.of("stuck"), in -> true)
                .task("fine", List.of(), in -> true)
                .task("end", List.of("fine"), in -> in.get(0))
                .build()
                .with(options(1, mode).withTaskTimeout(0.1))
                .run();

        assertThat(wrote).isFalse();
        assertThat(issue(results.outcome("stuck")).code()).isEqualTo(IssueCode.TIMED_OUT);
        assertThat(issue(results.outcome("after")).code()).isEqualTo(IssueCode.DEPENDENCY_FAILED);
        assertThat(results.get("end")).isTrue();
        assertThat(results.report().lostThreads()).isOne();
    }

    @Test
    void timeout_resultThatComesAfterwards_isIgnored() {
        AtomicReference<Thread> leftBehind = new AtomicReference<>();
        TaskResults<Boolean> results = TaskGraph.<Boolean>builder("late")
                .task("late", List.of(), TaskWeight.ofPriority(2), in -> {
                    leftBehind.set(Thread.currentThread());
                    return ignoreInterrupts();
                })
                .task("after", List.of("late"), in -> true)
                .task("letsGo", List.of(), in -> {
                    over.countDown();
                    leftBehind.get().join(20_000);
                    return leftBehind.get().isAlive();
                })
                .build()
                .with(options(1, TaskMode.FREE).withTaskTimeout(1))
                .run();

        assertThat(results.get("letsGo")).isFalse();
        assertThat(results.issues()).extracting(Issue::stage).containsExactly("late", "after");
        assertThat(results.report().lostThreads()).isOne();
    }

    @Test
    void timeout_tooManyThreadsLeftBehind_endsTheRun() {
        TaskGraph<Boolean> graph =
                TaskGraph.ofLevels("g", List.of(TaskLevel.of("n", 100, (i, in) -> ignoreInterrupts())));

        assertThatThrownBy(() -> graph.with(options(1, TaskMode.FREE).withTaskTimeout(0.02))
                        .run())
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("--task-timeout");
    }
}
