package io.retort.embed;

/** What becomes of a text with more tokens than the model takes. */
public enum TooLong {
    /** It gets no vector and is listed among the rejected rows. */
    REJECT,
    /** It is cut, and listed among the rejected rows with its vector kept. */
    TRUNCATE
}
