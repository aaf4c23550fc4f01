package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.Outcome;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TaskGraphTest {
    private static TaskOptions options(int workers, TaskMode mode) {
        return TaskOptions.defaults().withWorkers(workers).withMode(mode);
    }

    private static TaskOperation<String> named(String name) {
        return inputs -> name;
    }

    @ParameterizedTest
    @EnumSource(TaskMode.class)
    void diamond_eachTaskSeesItsInputs(TaskMode mode) {
        TaskGraph<String> graph = TaskGraph.<String>builder("diamond")
                .task("end", List.of("left", "right"), in -> in.get(0) + "+" + in.get("right"))
                .task("left", List.of("start"), in -> in.get(0) + "L")
                .task("right", List.of("start"), in -> in.get("start") + "R")
                .task("start", List.of(), named("s"))
                .build();

        TaskResults<String> results = graph.with(options(3, mode)).run();

        assertThat(results.values()).containsExactly("sL+sR", "sL", "sR", "s");
        assertThat(results.get("end")).isEqualTo("sL+sR");
        assertThat(graph.levels()).isEqualTo(3);
        assertThat(results.report().levels())
                .extracting(TaskReport.Level::tasks)
                .containsExactly(1L, 2L, 1L);
        assertThat(results.report().done()).isEqualTo(4);
        assertThat(results.report().mode()).isEqualTo(mode.name().toLowerCase(java.util.Locale.ROOT));
    }

    @ParameterizedTest
    @EnumSource(TaskMode.class)
    void levels_giveWhatTheirFunctionsSay(TaskMode mode) {
        int count = 2000;
        TaskGraph<Integer> graph = TaskGraph.ofLevels(
                "sums",
                List.of(
                        TaskLevel.of("numbers", count, (i, in) -> i),
                        TaskLevel.of("none", 0, (i, in) -> -1),
                        TaskLevel.<Integer>of(
                                        "pairs", count - 1, (i, in) -> in.get(0) + in.get("numbers[" + (i + 1) + "]"))
                                .dependingOn(i -> new int[] {i, i + 1}),
                        TaskLevel.<Integer>of("last", 1, (i, in) -> in.size())
                                .dependingOn(i ->
                                        IntStream.range(count, 2 * count - 1).toArray())));

        TaskResults<Integer> results = graph.with(options(2, mode)).run();

        assertThat(results.values(0))
                .isEqualTo(IntStream.range(0, count).boxed().toList());
        assertThat(results.values(2))
                .isEqualTo(
                        IntStream.range(0, count - 1).mapToObj(i -> 2 * i + 1).toList());
        assertThat(results.get("last[0]")).isEqualTo(count - 1);
        assertThat(graph.id(count)).isEqualTo("pairs[0]");
        assertThat(results.report().levels()).extracting(TaskReport.Level::name).contains("none", "pairs");
    }

    @Test
    void freeMode_doesNotWaitForTasksOfTheSameLevel() throws Exception {
        CountDownLatch next = new CountDownLatch(1);
        TaskGraph<Boolean> graph = TaskGraph.<Boolean>builder("free")
                .task("slow", List.of(), in -> next.await(20, TimeUnit.SECONDS))
                .task("quick", List.of(), in -> true)
                .task("next", List.of("quick"), in -> {
                    next.countDown();
                    return true;
                })
                .build();

        assertThat(graph.with(options(2, TaskMode.FREE)).run().values()).containsExactly(true, true, true);
    }

    @Test
    void levelsMode_waitsForAllTasksOfTheLevel() {
        CountDownLatch next = new CountDownLatch(1);
        TaskGraph<Boolean> graph = TaskGraph.<Boolean>builder("barrier")
                .task("slow", List.of(), in -> next.await(300, TimeUnit.MILLISECONDS))
                .task("quick", List.of(), in -> true)
                .task("next", List.of("quick"), in -> {
                    next.countDown();
                    return true;
                })
                .build();

        // The slow task gives false: nobody opened the latch while it ran.
        assertThat(graph.with(options(2, TaskMode.LEVELS)).run().values()).containsExactly(false, true, true);
    }

    private static List<String> begun(TaskMode mode, TaskGraphBuilder<String> builder, List<String> begun) {
        builder.build().with(options(1, mode)).run();
        return begun;
    }

    @Test
    void freeMode_priorityThenLongestWayThenOrder() {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        TaskGraphBuilder<String> builder = TaskGraph.builder("priorities");
        add(builder, begun, "a", TaskWeight.ONE);
        add(builder, begun, "b", TaskWeight.ONE);
        add(builder, begun, "costly", TaskWeight.ofCost(1.5));
        add(builder, begun, "path", TaskWeight.ONE);
        add(builder, begun, "path2", TaskWeight.ofCost(7), "path");
        add(builder, begun, "late", TaskWeight.ofPriority(-2));
        add(builder, begun, "first", TaskWeight.ofPriority(5));
        add(builder, begun, "second", TaskWeight.ofPriority(3), "late");

        assertThat(begun(TaskMode.FREE, builder, begun))
                .containsExactly("first", "path", "path2", "costly", "a", "b", "late", "second");
    }

    @Test
    void levelsMode_ordersWithinTheLevel() {
        List<String> begun = Collections.synchronizedList(new ArrayList<>());
        TaskGraphBuilder<String> builder = TaskGraph.builder("priorities");
        add(builder, begun, "second", TaskWeight.ofPriority(9), "a");
        add(builder, begun, "a", TaskWeight.ONE);
        add(builder, begun, "b", TaskWeight.ofPriority(2));
        add(builder, begun, "third", TaskWeight.ofPriority(10), "second");

        assertThat(begun(TaskMode.LEVELS, builder, begun)).containsExactly("b", "a", "second", "third");
    }

    @Test
    void weightedLevel_beginsWithTheHighest() {
        List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
        TaskGraph.ofLevels(
                        "weighted",
                        List.of(TaskLevel.of("n", 1000, (i, in) -> begun.add(i))
                                .weighted(i -> TaskWeight.ofPriority(i * 7919 % 1000))))
                .with(options(1, TaskMode.FREE))
                .run();

        assertThat(begun).hasSize(1000).isSortedAccordingTo((a, b) -> b * 7919 % 1000 - a * 7919 % 1000);
    }

    private static void add(
            TaskGraphBuilder<String> builder, List<String> begun, String id, TaskWeight weight, String... needs) {
        builder.task(id, List.of(needs), weight, in -> {
            begun.add(id);
            return id;
        });
    }

    @Test
    void build_circle_namesItInOrder() {
        TaskGraphBuilder<String> builder = TaskGraph.<String>builder("knot")
                .task("before", List.of(), named(""))
                .task("a", List.of("c", "before"), named(""))
                .task("b", List.of("a"), named(""))
                .task("c", List.of("b", "before"), named(""))
                .task("after", List.of("a"), named(""));

        assertThatThrownBy(builder::build)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("graph \"knot\"")
                .hasMessageEndingWith("each on the next: a -> c -> b -> a");
    }

    @Test
    void build_taskThatNeedsItself_isACircle() {
        TaskGraphBuilder<String> builder = TaskGraph.<String>builder("knot").task("a", List.of("a"), named(""));

        assertThatThrownBy(builder::build).hasMessageEndingWith(": a -> a");
    }

    @Test
    void build_unknownDependency_namesTheNearest() {
        TaskGraphBuilder<String> builder = TaskGraph.<String>builder("g")
                .task("census", List.of(), named(""))
                .task("growth", List.of("cencus"), named(""));

        assertThatThrownBy(builder::build)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("task \"growth\"")
                .hasMessageContaining("\"cencus\"")
                .hasMessageContaining("did you mean \"census\"?");
    }

    @Test
    void task_idTwiceOrDependencyTwice_isRefused() {
        TaskGraphBuilder<String> builder = TaskGraph.<String>builder("g").task("a", List.of(), named(""));

        assertThatThrownBy(() -> builder.task("a", List.of(), named(""))).hasMessageContaining("\"a\" already");
        assertThatThrownBy(() -> builder.task("b", List.of("a", "a"), named("")))
                .hasMessageContaining("names its dependency \"a\" twice");
    }

    @Test
    void ofLevels_dependencyOfTheSameLevel_isRefused() {
        TaskLevel<Integer> level = TaskLevel.<Integer>of("n", 3, (i, in) -> i).dependingOn(i -> new int[] {0});

        assertThatThrownBy(() -> TaskGraph.ofLevels("g", List.of(TaskLevel.of("m", 0, (i, in) -> i), level)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("task n[0] depends on task number 0");
    }

    @Test
    void ofLevels_sameName_isRefused() {
        TaskLevel<Integer> level = TaskLevel.of("n", 3, (i, in) -> i);

        assertThatThrownBy(() -> TaskGraph.ofLevels("g", List.of(level, level))).hasMessageContaining("same name");
    }

    @ParameterizedTest
    @EnumSource(TaskMode.class)
    void emptyGraph_isDoneAtOnce(TaskMode mode) {
        TaskGraph<String> graph = TaskGraph.<String>builder("nothing").build();
        TaskGraph<Integer> levels = TaskGraph.ofLevels("nothing", List.of(TaskLevel.of("n", 0, (i, in) -> i)));

        assertThat(graph.with(options(2, mode)).run().values()).isEmpty();
        assertThat(levels.with(options(2, mode)).run().reduce().sum(i -> i)).isZero();
    }

    @Test
    void workers_areDaemonsWithLargeStacks() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        TaskGraph<Integer> graph = TaskGraph.ofLevels("threads", List.of(TaskLevel.of("n", 500, (i, in) -> {
            names.add(Thread.currentThread().getName() + (Thread.currentThread().isDaemon() ? " daemon" : ""));
            return depth(50_000);
        })));

        assertThat(graph.with(options(2, TaskMode.FREE)).run().values()).containsOnly(50_000);
        assertThat(names).isSubsetOf("retort-task-1 daemon", "retort-task-2 daemon");
    }

    private static int depth(int left) {
        return left == 0 ? 0 : 1 + depth(left - 1);
    }

    @Test
    void progress_endsWithAllTasks() {
        List<TaskProgress> heard = new ArrayList<>();
        TaskGraph<Boolean> graph = TaskGraph.ofLevels("progress", List.of(TaskLevel.of("n", 3, (i, in) -> {
            new CountDownLatch(1).await(250, TimeUnit.MILLISECONDS);
            return true;
        })));

        graph.with(options(1, TaskMode.FREE)).telling(heard::add).run();

        assertThat(heard).hasSizeGreaterThan(1);
        assertThat(heard.get(0).level()).isEqualTo("n");
        assertThat(heard.get(heard.size() - 1))
                .returns(3L, TaskProgress::done)
                .returns(3L, TaskProgress::total)
                .returns(true, TaskProgress::finished);
    }

    @Test
    void outcome_unknownTask_isRefused() {
        TaskResults<Integer> results = TaskGraph.<Integer>ofLevels("g", List.of(TaskLevel.of("n", 3, (i, in) -> i)))
                .run();

        assertThat(results.outcome("n[2]")).isEqualTo(Outcome.ok(2));
        for (String id : List.of("n[3]", "n[-1]", "n[02]", "n[99999999999]", "m[0]", "n", "")) {
            assertThatThrownBy(() -> results.outcome(id)).as(id).isInstanceOf(UsageException.class);
        }
    }
}
