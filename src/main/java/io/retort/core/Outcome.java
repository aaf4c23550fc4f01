package io.retort.core;

import java.util.List;
import java.util.function.Function;

/**
 * What became of one row: a value, a value with remarks, or the reason why there is none. Immutable when {@code T} is.
 *
 * @param <T> type of the value
 */
public sealed interface Outcome<T> {

    /**
     * A row that worked.
     *
     * @param value the result
     * @param <T> type of the value
     */
    record Ok<T>(T value) implements Outcome<T> {}

    /**
     * A row that worked, with remarks that a reader should see.
     *
     * @param value the result
     * @param issues the remarks, in the order in which they arose
     * @param <T> type of the value
     */
    record Warned<T>(T value, List<Issue> issues) implements Outcome<T> {
        /** Copies the remarks. */
        public Warned {
            issues = List.copyOf(issues);
        }
    }

    /**
     * A row that did not work.
     *
     * @param issue the reason
     * @param <T> type of the value that is missing
     */
    record Failed<T>(Issue issue) implements Outcome<T> {}

    /**
     * Wraps a value.
     *
     * @param value the result
     * @param <T> type of the value
     * @return an {@link Ok}
     */
    static <T> Outcome<T> ok(T value) {
        return new Ok<>(value);
    }

    /**
     * Reports a failure whose row and stage the engine fills in.
     *
     * @param code kind of failure
     * @param message one sentence that the reader can act on
     * @param input the text that failed
     * @param <T> type of the value that is missing
     * @return a {@link Failed}
     */
    static <T> Outcome<T> failed(IssueCode code, String message, String input) {
        return new Failed<>(Issue.of(code, message, input));
    }

    /**
     * Applies a step to the value, if there is one; remarks of both are kept.
     *
     * @param step the next step
     * @param <U> type of the next value
     * @return the outcome of the step, or this failure
     */
    default <U> Outcome<U> then(Function<? super T, Outcome<U>> step) {
        if (this instanceof Ok<T> ok) {
            return step.apply(ok.value());
        }
        if (this instanceof Warned<T> warned) {
            Outcome<U> next = step.apply(warned.value());
            if (next instanceof Ok<U> ok) {
                return new Warned<>(ok.value(), warned.issues());
            }
            if (next instanceof Warned<U> more) {
                List<Issue> all = new java.util.ArrayList<>(warned.issues());
                all.addAll(more.issues());
                return new Warned<>(more.value(), all);
            }
            return next;
        }
        return new Failed<>(((Failed<T>) this).issue());
    }

    /**
     * Returns the value of a row that worked.
     *
     * @return the value
     * @throws DataException if the row failed; the message is that of its issue
     */
    default T orThrow() {
        if (this instanceof Ok<T> ok) {
            return ok.value();
        }
        if (this instanceof Warned<T> warned) {
            return warned.value();
        }
        throw new DataException(((Failed<T>) this).issue().toString());
    }
}
