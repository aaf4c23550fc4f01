package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TaskLogTest {
    @TempDir
    private Path folder;

    private final Set<Integer> ran = ConcurrentHashMap.newKeySet();

    private Path log() {
        return folder.resolve("tasks.log");
    }

    private static TaskOptions options() {
        return TaskOptions.defaults().withWorkers(2);
    }

    /** Texts of different lengths, the second half made from the first. */
    private TaskGraph<String> texts(int half) {
        return TaskGraph.ofLevels(
                "texts",
                List.of(
                        TaskLevel.of("first", half, (i, in) -> {
                            ran.add(i);
                            return "x".repeat(i) + i;
                        }),
                        TaskLevel.<String>of("second", half, (i, in) -> {
                                    ran.add(half + i);
                                    return in.get(0) + "!";
                                })
                                .dependingOn(i -> new int[] {i})));
    }

    private TaskRun<String> run(TaskGraph<String> graph) {
        return graph.with(options().withLogKept()).keepingIn(folder, TaskCodec.texts());
    }

    @Test
    void resume_anyTail_isCutOrKeptAndTheRestIsRun() throws Exception {
        TaskGraph<String> graph = texts(4);
        List<String> expected = run(graph).run().values();
        byte[] whole = Files.readAllBytes(log());
        int most = 0;

        for (int length = 0; length <= whole.length; length++) {
            Files.write(log(), java.util.Arrays.copyOf(whole, length));
            ran.clear();
            TaskResults<String> results = run(graph).run();

            assertThat(results.values()).as("cut at " + length).isEqualTo(expected);
            assertThat(results.report().resumed()).isEqualTo(8 - ran.size()).isGreaterThanOrEqualTo(most);
            assertThat(Files.size(log())).isEqualTo(whole.length);
            most = (int) results.report().resumed();
        }
        assertThat(most).isEqualTo(8);
    }

    @Test
    void resume_anyByteDamaged_isNoticed() throws Exception {
        TaskGraph<String> graph = texts(4);
        List<String> expected = run(graph).run().values();
        byte[] whole = Files.readAllBytes(log());

        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(log(), damaged);
            ran.clear();
            if (at < Long.BYTES) {
                assertThatThrownBy(() -> run(graph).run())
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("is no log of results");
                continue;
            }
            TaskResults<String> results = run(graph).run();
            assertThat(results.values()).as("damaged at " + at).isEqualTo(expected);
            assertThat(ran).as("damaged at " + at).isNotEmpty();
        }
    }

    @Test
    void resume_zerosAtTheEnd_areCut() throws Exception {
        TaskGraph<String> graph = texts(4);
        List<String> expected = run(graph).run().values();
        byte[] whole = Files.readAllBytes(log());
        Files.write(log(), java.util.Arrays.copyOf(whole, whole.length + 4096));

        TaskResults<String> results = run(graph).run();

        assertThat(results.values()).isEqualTo(expected);
        assertThat(results.report().resumed()).isEqualTo(8);
        assertThat(Files.size(log())).isEqualTo(whole.length);
    }

    @Test
    void allDone_logIsDeleted() {
        TaskResults<String> unused =
                texts(10).with(options()).keepingIn(folder, TaskCodec.texts()).run();

        assertThat(log()).doesNotExist();
        assertThat(folder).exists();
    }

    @Test
    void tasksThatFailed_areTheOnesRunAgain() {
        AtomicBoolean broken = new AtomicBoolean(true);
        TaskGraph<Double> graph = TaskGraph.<Double>builder("graph")
                .task("a", List.of(), in -> count(0, 1.5))
                .task("b", List.of(), in -> {
                    if (broken.get()) {
                        throw new IOException("not yet");
                    }
                    return count(1, 2.5);
                })
                .task("c", List.of("a", "b"), in -> count(2, in.get("a") + in.get("b")))
                .task("d", List.of("a"), in -> count(3, -0.0))
                .build();
        TaskRun<Double> run = graph.with(options()).keepingIn(folder, TaskCodec.doubles());

        assertThat(run.run().report().complete()).isFalse();
        assertThat(log()).exists();
        broken.set(false);
        ran.clear();
        TaskResults<Double> results = run.run();

        assertThat(ran).containsExactlyInAnyOrder(1, 2);
        assertThat(results.values()).containsExactly(1.5, 2.5, 4.0, -0.0);
        assertThat(results.report().resumed()).isEqualTo(2);
        assertThat(log()).doesNotExist();
    }

    private double count(int task, double value) {
        ran.add(task);
        return value;
    }

    @Test
    void runThatWasStopped_goesOnWhereItWas() {
        CancelToken cancel = new CancelToken();
        TaskLevel<Double> level = TaskLevel.of("n", 50, (i, in) -> {
            if (i == 20 && !cancel.isCancelled()) {
                cancel.cancel("enough");
                return count(-1, new CountDownLatch(1).await(20, TimeUnit.SECONDS) ? 1 : 0);
            }
            return count(i, i);
        });
        TaskRun<Double> run = TaskGraph.ofLevels("g", List.of(level))
                .with(TaskOptions.defaults().withWorkers(1))
                .keepingIn(folder, TaskCodec.doubles());

        assertThatThrownBy(() -> run.run(cancel)).isInstanceOf(CancellationException.class);
        assertThat(ran).hasSize(20);
        ran.clear();
        TaskResults<Double> results = run.run();

        assertThat(ran).hasSize(30);
        assertThat(results.report().resumed()).isEqualTo(20);
        assertThat(results.reduce().sum(x -> x)).isEqualTo(49 * 50 / 2.0);
    }

    @Test
    void logOfAnotherGraph_isRefusedWithTheReason() {
        TaskGraph<String> graph = texts(4).withVersion("1");
        TaskResults<String> unused = run(graph).run();
        TaskGraph<String> otherLinks = TaskGraph.ofLevels(
                "texts",
                List.of(
                        TaskLevel.of("first", 4, (i, in) -> ""),
                        TaskLevel.<String>of("second", 4, (i, in) -> "").dependingOn(i -> new int[] {0})));

        assertRefused(graph.withVersion("2"), "of version \"1\" of the graph, this is version \"2\"");
        assertRefused(texts(5).withVersion("1"), "of a graph with 8 tasks, this one has 10");
        assertRefused(otherLinks.withVersion("1"), "whose tasks have other ids or dependencies");
        assertRefused(TaskGraph.<String>builder("other").build(), "of graph \"texts\", this is graph \"other\"");
        assertThat(run(graph).run().report().resumed()).isEqualTo(8);
    }

    private void assertRefused(TaskGraph<String> graph, String reason) {
        assertThatThrownBy(() -> run(graph).run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("tasks.log")
                .hasMessageContaining(reason);
    }

    @Test
    void otherCodec_isRefused() {
        TaskResults<String> unused = run(texts(4)).run();
        TaskCodec<String> failing = new TaskCodec<>() {
            @Override
            public byte[] encode(String value) {
                return new byte[0];
            }

            @Override
            public String decode(byte[] bytes) throws IOException {
                throw new IOException("not mine");
            }
        };

        assertThatThrownBy(() ->
                        texts(4).with(options()).keepingIn(folder, failing).run())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not mine");
    }

    @Test
    void logInUse_isRefused() {
        TaskGraph<String> graph = texts(4);
        try (TaskLog held = TaskLog.open(folder, TaskSignature.of(graph), 0, (task, bytes) -> {})) {
            assertThatThrownBy(() -> run(graph).run())
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("in use by another run");
            held.delete();
        }
        assertThat(run(graph).run().report().done()).isEqualTo(8);
    }
}
