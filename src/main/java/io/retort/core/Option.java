package io.retort.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a component of an options record: its help, default and accepted values. One declaration serves the pipeline
 * text, the magics, the CLI and the Java API. A component without a default and not {@link #required} is absent
 * ({@code null}, and marked {@code @Nullable}) when not given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Option {
    /**
     * What the option does.
     *
     * @return one sentence
     */
    String help();

    /**
     * Value when not given, written as a user would.
     *
     * @return the text, or empty for none
     */
    String defaultValue() default "";

    /**
     * Unit of the value.
     *
     * @return for example {@code rows}, or empty
     */
    String unit() default "";

    /**
     * Whether the value may be given without {@code --name}; such components are filled in their order.
     *
     * @return true for a positional argument
     */
    boolean positional() default false;

    /**
     * Whether the value must be given.
     *
     * @return true if there is no sensible default
     */
    boolean required() default false;

    /**
     * Least accepted number.
     *
     * @return inclusive bound
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * Greatest accepted number.
     *
     * @return inclusive bound
     */
    double max() default Double.POSITIVE_INFINITY;

    /**
     * Whether the option may be given again and again, each time with one item of a list; items may hold commas then.
     *
     * @return true for such a list
     */
    boolean repeatable() default false;
}
