package io.retort.embed;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the vectors of a text's tokens become the vector of the text. Source: {@code reimers2019}, section 3. */
public enum Pooling {
    /** The graph does it: its output has one vector for each text. */
    @JsonProperty("graph")
    GRAPH,
    /** The mean over the tokens that are not padding. */
    @JsonProperty("mean")
    MEAN,
    /** The first token's vector. */
    @JsonProperty("cls")
    CLS,
    /** The vector of the last token that is not padding. */
    @JsonProperty("last")
    LAST
}
