package io.retort.engine;

import io.retort.core.UsageException;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A graph given as levels; holds nothing for a task but what its dependencies take. */
final class LevelTasks<T> implements TaskPlan<T> {
    private final List<TaskLevel<T>> levels;
    private final int[] starts;
    private final TaskLinks links;
    private final boolean weighted;

    LevelTasks(List<TaskLevel<T>> levels) {
        this.levels = List.copyOf(levels);
        this.starts = new int[levels.size() + 1];
        for (int i = 0; i < levels.size(); i++) {
            try {
                starts[i + 1] = Math.addExact(starts[i], levels.get(i).count());
            } catch (ArithmeticException e) {
                throw new UsageException("a graph holds at most " + Integer.MAX_VALUE + " tasks; give fewer");
            }
        }
        if (levels.stream().map(TaskLevel::name).distinct().count() < levels.size()) {
            throw new UsageException("two levels have the same name; each needs a name of its own");
        }
        this.links = levels.stream().allMatch(l -> l.dependencies() == null) ? TaskLinks.none() : link();
        this.weighted = levels.stream().anyMatch(l -> l.weights() != null);
    }

    private TaskLinks link() {
        TaskLinks.Builder builder = new TaskLinks.Builder(count());
        for (int level = 0; level < levels.size(); level++) {
            @Nullable IntFunction<int[]> dependencies = levels.get(level).dependencies();
            for (int index = 0; index < levelSize(level); index++) {
                if (dependencies != null) {
                    link(builder, level, index, dependencies.apply(index));
                }
                builder.next();
            }
        }
        return builder.build();
    }

    private void link(TaskLinks.Builder builder, int level, int index, int[] dependencies) {
        for (int dependency : dependencies) {
            if (dependency < 0 || dependency >= starts[level]) {
                throw new UsageException("task " + levelName(level) + "[" + index + "] depends on task number "
                        + dependency + "; accepted are the numbers of tasks in earlier levels, 0 to "
                        + (starts[level] - 1));
            }
            builder.add(dependency);
        }
    }

    @Override
    public int count() {
        return starts[levels.size()];
    }

    @Override
    public int levels() {
        return levels.size();
    }

    @Override
    public int level(int task) {
        int low = 0;
        int high = levels.size();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= task) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public int levelSize(int level) {
        return levels.get(level).count();
    }

    @Override
    public String levelName(int level) {
        return levels.get(level).name();
    }

    @Override
    public String id(int task) {
        int level = level(task);
        return levelName(level) + "[" + (task - starts[level]) + "]";
    }

    @Override
    public int number(String id) {
        int bracket = id.lastIndexOf('[');
        for (int level = 0; bracket >= 0 && id.endsWith("]") && level < levels.size(); level++) {
            if (id.substring(0, bracket).equals(levelName(level))) {
                String digits = id.substring(bracket + 1, id.length() - 1);
                // No more digits than an int surely holds, and none that the id would not be written with.
                boolean plain = digits.matches("0|[1-9]\\d{0,9}");
                long index = plain ? Long.parseLong(digits) : -1;
                return index < 0 || index >= levelSize(level) ? -1 : (int) (starts[level] + index);
            }
        }
        return -1;
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
        int level = level(task);
        @Nullable IntFunction<TaskWeight> weights = levels.get(level).weights();
        return weights == null ? TaskWeight.ONE : weights.apply(task - starts[level]);
    }

    @Override
    public void sign(TaskSignature.Digest digest) {
        for (TaskLevel<T> level : levels) {
            digest.add(level.name()).add(level.count());
        }
        digest.add(links, count());
    }

    @Override
    public T run(int task, TaskInputs<T> inputs) throws Exception {
        int level = level(task);
        return levels.get(level).operation().run(task - starts[level], inputs);
    }
}
