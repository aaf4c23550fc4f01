package io.retort.engine;

import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A graph whose tasks were given one by one. */
final class ListedTasks<T> implements TaskPlan<T> {
    private final List<Entry<T>> tasks;
    private final Map<String, Integer> numbers;
    private final TaskLinks links;
    private final int[] level;
    private final int[] levelSizes;
    private final boolean weighted;

    /** One task as it was given. */
    record Entry<T>(String id, List<String> dependencies, TaskWeight weight, TaskOperation<T> operation) {}

    ListedTasks(String graph, List<Entry<T>> tasks, Map<String, Integer> numbers) {
        this.tasks = List.copyOf(tasks);
        this.numbers = Map.copyOf(numbers);
        this.links = link(graph);
        this.level = TaskOrder.levels(links, tasks.size());
        if (Arrays.stream(level).anyMatch(l -> l < 0)) {
            throw new UsageException(
                    "the tasks of graph \"" + graph + "\" depend on each other in a circle, each on the" + " next: "
                            + String.join(" -> ", TaskCycle.find(links, level, this::id)));
        }
        this.levelSizes = new int[Arrays.stream(level).max().orElse(-1) + 1];
        for (int l : level) {
            levelSizes[l]++;
        }
        this.weighted = tasks.stream().anyMatch(t -> !t.weight().equals(TaskWeight.ONE));
    }

    private TaskLinks link(String graph) {
        TaskLinks.Builder builder = new TaskLinks.Builder(tasks.size());
        for (Entry<T> task : tasks) {
            for (String id : task.dependencies()) {
                int number = number(id);
                if (number < 0) {
                    String near = io.retort.core.Names.nearest(id, numbers.keySet())
                            .map(n -> "; did you mean \"" + n + "\"?")
                            .orElse("");
                    throw new UsageException("task \"" + task.id() + "\" of graph \"" + graph + "\" depends on \"" + id
                            + "\", which is no task of it" + near);
                }
                builder.add(number);
            }
            builder.next();
        }
        return builder.build();
    }

    @Override
    public int count() {
        return tasks.size();
    }

    @Override
    public int levels() {
        return levelSizes.length;
    }

    @Override
    public int level(int task) {
        return level[task];
    }

    @Override
    public int levelSize(int l) {
        return levelSizes[l];
    }

    @Override
    public String levelName(int l) {
        return "level " + l;
    }

    @Override
    public String id(int task) {
        return tasks.get(task).id();
    }

    @Override
    public int number(String id) {
        return Objects.requireNonNullElse(numbers.get(id), -1);
    }

    @Override
    public TaskLinks links() {
        return links;
    }

    @Override
    public boolean isWeighted() {
        return weighted;
    }

    @Override
    public TaskWeight weight(int task) {
        return tasks.get(task).weight();
    }

    @Override
    public void sign(TaskSignature.Digest digest) {
        tasks.forEach(t -> digest.add(t.id()));
        digest.add(links, count());
    }

    @Override
    public T run(int task, TaskInputs<T> inputs) throws Exception {
        return tasks.get(task).operation().run(inputs);
    }
}
