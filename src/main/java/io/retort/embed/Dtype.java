package io.retort.embed;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Number formats in which a model's graph may compute. Vectors are always stored as float32. */
public enum Dtype {
    /** 32-bit floating point. */
    @JsonProperty("float32")
    FLOAT32,
    /** 16-bit floating point, for GPUs. */
    @JsonProperty("half")
    HALF,
    /** 8-bit weights and activations, accumulated in 32 bits, for CPUs. */
    @JsonProperty("int8")
    INT8;

    /** In lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
