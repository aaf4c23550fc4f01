package io.retort.magic;

import org.jspecify.annotations.Nullable;

/** A kernel that gives magics the value of a Java expression. */
@FunctionalInterface
public interface JavaExpressions {
    /**
     * Evaluates an expression in the scope of the cells, on the calling thread.
     *
     * @param expression a variable's name or any expression that has a value
     * @return its value
     * @throws Exception what the expression throws, or the compiler's message
     */
    @Nullable
    Object value(String expression) throws Exception;
}
