package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.table.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskReductionTest {
    /** Tasks whose values depend on the order in which inputs are added, with random links to tasks before them. */
    private static TaskGraph<Double> listed(int count, long seed) {
        Random random = new Random(seed);
        TaskGraphBuilder<Double> builder = TaskGraph.builder("random");
        for (int task = 0; task < count; task++) {
            int number = task;
            List<String> needs = IntStream.range(0, task)
                    .filter(t -> random.nextInt(number) < 3)
                    .mapToObj(t -> "t" + t)
                    .toList();
            double own = value(random);
            TaskWeight weight = new TaskWeight(random.nextInt(3), random.nextDouble());
            builder.task("t" + task, needs, weight, in -> {
                double sum = own;
                for (int i = 0; i < in.size(); i++) {
                    sum += in.get(i) * 0.1;
                }
                return sum;
            });
        }
        return builder.build();
    }

    private static TaskGraph<Double> levels(int count, long seed) {
        Random random = new Random(seed);
        double[] values =
                DoubleStream.generate(() -> value(random)).limit(count).toArray();
        return TaskGraph.ofLevels(
                "random",
                List.of(
                        TaskLevel.of("one", count, (i, in) -> values[i]),
                        TaskLevel.<Double>of("two", count, (i, in) -> in.get(0) / 3 + in.get(1) + values[i])
                                .dependingOn(i -> new int[] {i, (i * 7 + 1) % count})
                                .weighted(i -> TaskWeight.ofCost(i % 5)),
                        TaskLevel.<Double>of("three", count, (i, in) -> in.get(0) * values[i])
                                .dependingOn(i -> new int[] {count + (i * 3) % count})));
    }

    private static double value(Random random) {
        return random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
    }

    private static List<Long> bits(TaskResults<Double> results) {
        List<Long> bits = new ArrayList<>();
        results.values().forEach(v -> bits.add(Double.doubleToRawLongBits(v)));
        Reduction<Double> all = results.reduce();
        for (double v : new double[] {
            all.sum(x -> x),
            all.fold(0.0, Double::sum),
            all.pairwise(Double::sum).orElse(0.0)
        }) {
            bits.add(Double.doubleToRawLongBits(v));
        }
        return bits;
    }

    private static void assertSameForAllWays(TaskGraph<Double> graph) {
        List<Long> expected = null;
        for (TaskMode mode : TaskMode.values()) {
            for (int workers : new int[] {1, 2, 4}) {
                TaskOptions options =
                        TaskOptions.defaults().withWorkers(workers).withMode(mode);
                List<Long> bits = bits(graph.with(options).run());
                expected = expected == null ? bits : expected;
                assertThat(bits).as(mode + ", " + workers + " workers").isEqualTo(expected);
            }
        }
    }

    @Property(tries = 40)
    void listedTasks_anyWorkersAndMode_sameBits(@ForAll @IntRange(min = 0, max = 80) int count, @ForAll long seed) {
        assertSameForAllWays(listed(count, seed));
    }

    @Property(tries = 40)
    void levels_anyWorkersAndMode_sameBits(@ForAll @IntRange(min = 1, max = 300) int count, @ForAll long seed) {
        assertSameForAllWays(levels(count, seed));
    }

    @Property(tries = 40)
    void anyGraph_taskBeginsAfterAllThatItNeeds(
            @ForAll @IntRange(min = 1, max = 60) int count,
            @ForAll long seed,
            @ForAll TaskMode mode,
            @ForAll @IntRange(min = 1, max = 4) int workers) {
        Random random = new Random(seed);
        java.util.Set<String> ended = java.util.concurrent.ConcurrentHashMap.newKeySet();
        TaskGraphBuilder<Boolean> builder = TaskGraph.builder("order");
        for (int task = 0; task < count; task++) {
            String id = "t" + task;
            List<String> needs = IntStream.range(0, task)
                    .filter(t -> random.nextInt(5) == 0)
                    .mapToObj(t -> "t" + t)
                    .toList();
            builder.task(id, needs, in -> {
                boolean inOrder = ended.containsAll(needs);
                ended.add(id);
                return inOrder;
            });
        }

        TaskResults<Boolean> results = builder.build()
                .with(TaskOptions.defaults().withWorkers(workers).withMode(mode))
                .run();

        assertThat(results.values()).containsOnly(true).hasSize(count);
    }

    @Test
    void examples_giveWhatTheySay(@TempDir Path folder) {
        assertThat(TaskGraphExample.population()).isEqualTo(1003);
        try (Workspace workspace = Workspace.inMemory()) {
            // Three points: 3 x -76 - 0.03, and pairs at distances 1, 2 and 1.
            assertThat(TaskGraphExample.energyHartree(3, folder, workspace)).isEqualTo(-228.0425, within(1e-12));
        }
    }

    @Test
    void pairwise_shapeDependsOnTheNumberAlone() {
        Reduction<String> five = Reduction.of(List.of("a", "b", "c", "d", "e"));

        assertThat(five.pairwise((l, r) -> "(" + l + r + ")")).contains("(((ab)(cd))e)");
        assertThat(five.fold("", (all, s) -> all + s)).isEqualTo("abcde");
        assertThat(Reduction.<String>of(List.of()).pairwise(String::concat)).isEmpty();
    }

    @Property
    void doubleSum_isNearlyExact(@ForAll @Size(max = 200) List<@DoubleRange(min = -1e12, max = 1e12) Double> values) {
        DoubleSum sum = new DoubleSum();
        values.forEach(sum::accept);

        BigDecimal exact = values.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        double magnitude = values.stream().mapToDouble(Math::abs).sum();
        // Two roundings of the sum itself, and n of order epsilon squared on the addends' magnitude.
        double bound = 2 * Math.ulp(exact.doubleValue()) + values.size() * Math.ulp(1.0) * Math.ulp(1.0) * magnitude;
        assertThat(exact.subtract(new BigDecimal(sum.value())).abs().doubleValue())
                .isLessThanOrEqualTo(bound);
    }

    @Test
    void doubleSum_keepsWhatPlainAdditionLoses() {
        DoubleSum sum = new DoubleSum();
        for (double v : new double[] {1, 1e100, 1, -1e100}) {
            sum.accept(v);
        }
        DoubleSum infinite = new DoubleSum();
        infinite.accept(Double.POSITIVE_INFINITY);
        infinite.accept(1);

        assertThat(sum.value()).isEqualTo(2);
        assertThat(infinite.value()).isInfinite();
    }
}
