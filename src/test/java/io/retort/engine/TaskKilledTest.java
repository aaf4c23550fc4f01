package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.testing.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TaskKilledTest {
    @TempDir
    private Path folder;

    private final Set<Integer> ran = ConcurrentHashMap.newKeySet();

    /** A child process that is killed; args: the folder. */
    static final class Killed {
        static final int COUNT = 4000;
        static final int MIDDLE = 300;

        static TaskGraph<Double> graph(java.util.function.IntConsumer begun) {
            return TaskGraph.ofLevels(
                    "killed",
                    List.of(
                            TaskLevel.of("one", COUNT / 2, (i, in) -> {
                                begun.accept(i);
                                return Math.sin(i);
                            }),
                            TaskLevel.<Double>of("two", COUNT / 2, (i, in) -> {
                                        begun.accept(COUNT / 2 + i);
                                        return in.get(0) / 3;
                                    })
                                    .dependingOn(i -> new int[] {i})));
        }

        public static void main(String[] args) {
            // One worker waits in the middle; the other goes on to write, and is in it when the process is killed.
            TaskGraph<Double> graph = graph(i -> {
                if (i == MIDDLE) {
                    ChildJvm.waitToBeKilled();
                }
            });
            TaskResults<Double> unused = graph.with(TaskOptions.defaults()
                            .withWorkers(2)
                            .withMode(TaskMode.LEVELS)
                            .withCommitEvery(0))
                    .keepingIn(Path.of(args[0]), TaskCodec.doubles())
                    .run();
        }
    }

    @Test
    void killedProcess_resumeRunsNothingThatWasCommitted() throws Exception {
        try (ChildJvm child = ChildJvm.start(Killed.class, folder)) {
            child.awaitMiddle();
        }
        Set<Integer> committed = committed();
        assertThat(committed).hasSizeBetween(Killed.MIDDLE - 1, Killed.COUNT / 2 - 1);

        TaskResults<Double> results = Killed.graph(ran::add)
                .with(TaskOptions.defaults().withWorkers(2))
                .keepingIn(folder, TaskCodec.doubles())
                .run();

        assertThat(ran).doesNotContainAnyElementsOf(committed).hasSize(Killed.COUNT - committed.size());
        assertThat(results.report().resumed()).isEqualTo(committed.size());
        assertThat(results.values()).isEqualTo(Killed.graph(i -> {}).run().values());
    }

    private Set<Integer> committed() {
        List<Integer> found = new ArrayList<>();
        TaskLog log =
                TaskLog.open(folder, TaskSignature.of(Killed.graph(i -> {})), 0, (task, bytes) -> found.add(task));
        log.close();
        assertThat(found).doesNotHaveDuplicates();
        return new HashSet<>(found);
    }
}
