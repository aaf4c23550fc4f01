package io.retort.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Brings results together in their canonical order, the order of the tasks in the graph. Neither the order in which tasks
 * were done nor the number of workers is seen here, so equal results give an equal value, doubles bit for bit.
 *
 * @param <T> type of a result
 */
public final class Reduction<T> {
    private final List<? extends T> values;

    private Reduction(List<? extends T> values) {
        this.values = values;
    }

    /**
     * A reduction of any values.
     *
     * @param values in their canonical order, not copied
     * @param <T> type of a value
     * @return the reduction
     */
    public static <T> Reduction<T> of(List<? extends T> values) {
        return new Reduction<>(values);
    }

    /**
     * Takes one value after the other, from the first to the last.
     *
     * @param start what the first value is brought to
     * @param step brings a value to what there is so far
     * @param <A> type of what comes out
     * @return {@code step(... step(step(start, v0), v1) ..., vn)}
     */
    public <A> A fold(A start, BiFunction<? super A, ? super T, ? extends A> step) {
        A all = start;
        for (T value : values) {
            all = step.apply(all, value);
        }
        return all;
    }

    /**
     * Takes values pair by pair along a tree whose shape depends on their number alone: the left side holds the largest
     * power of two that is smaller than the number. Rounding errors of a plain sum grow with the logarithm of the number
     * this way.
     *
     * @param step brings two neighbors together, the left one first; need not be associative
     * @return the value at the root, empty for no values
     */
    public Optional<T> pairwise(BinaryOperator<T> step) {
        return values.isEmpty() ? Optional.empty() : Optional.of(pairwise(0, values.size(), step));
    }

    private T pairwise(int from, int to, BinaryOperator<T> step) {
        int count = to - from;
        if (count == 1) {
            return values.get(from);
        }
        int middle = from + Integer.highestOneBit(count - 1);
        return step.apply(pairwise(from, middle, step), pairwise(middle, to, step));
    }

    /**
     * Sums a figure of each value, with {@link DoubleSum}.
     *
     * @param figure the addend of a value
     * @return the sum, 0 for no values
     */
    public double sum(ToDoubleFunction<? super T> figure) {
        DoubleSum sum = new DoubleSum();
        values.forEach(value -> sum.accept(figure.applyAsDouble(value)));
        return sum.value();
    }
}
