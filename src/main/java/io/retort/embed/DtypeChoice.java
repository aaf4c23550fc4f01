package io.retort.embed;

/** Which number format to compute in. */
public enum DtypeChoice {
    /** Half on a GPU where the model has it, else float32. */
    AUTO,
    /** See {@link Dtype#FLOAT32}. */
    FLOAT32,
    /** See {@link Dtype#HALF}. */
    HALF,
    /** See {@link Dtype#INT8}. */
    INT8
}
