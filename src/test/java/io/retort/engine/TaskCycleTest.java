package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TaskCycleTest {
    @Property(tries = 300)
    void build_anyGraph_isOrderedOrACircleIsNamed(
            @ForAll @IntRange(min = 1, max = 25) int count,
            @ForAll @IntRange(min = 1, max = 60) int sparse,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<List<String>> needs = new ArrayList<>();
        TaskGraphBuilder<Integer> builder = TaskGraph.builder("any");
        for (int task = 0; task < count; task++) {
            needs.add(IntStream.range(0, count)
                    .filter(t -> random.nextInt(sparse) == 0)
                    .mapToObj(t -> "t" + t)
                    .toList());
            builder.task("t" + task, needs.get(task), in -> 0);
        }
        try {
            TaskPlan<Integer> plan = builder.build().plan();
            for (int task = 0; task < count; task++) {
                for (String need : needs.get(task)) {
                    assertThat(plan.level(plan.number(need))).isLessThan(plan.level(task));
                }
            }
        } catch (UsageException e) {
            String message = String.valueOf(e.getMessage());
            List<String> circle =
                    List.of(message.substring(message.lastIndexOf(": ") + 2).split(" -> "));
            assertThat(circle).hasSizeGreaterThan(1);
            assertThat(circle.get(circle.size() - 1)).isEqualTo(circle.get(0));
            assertThat(circle.subList(1, circle.size())).doesNotHaveDuplicates();
            for (int i = 0; i + 1 < circle.size(); i++) {
                assertThat(needs.get(Integer.parseInt(circle.get(i).substring(1))))
                        .contains(circle.get(i + 1));
            }
        }
    }
}
