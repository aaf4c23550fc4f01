package io.retort.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Name and help of a stage's options record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StageInfo {
    /**
     * Name in the pipeline text.
     *
     * @return lower case
     */
    String name();

    /**
     * What the stage does.
     *
     * @return one sentence
     */
    String help();

    /**
     * An example in pipeline text.
     *
     * @return one stage with its options
     */
    String example();

    /**
     * Columns that the stage adds.
     *
     * @return names separated by commas, or empty
     */
    String columns() default "";
}
