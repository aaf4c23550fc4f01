package io.retort.embed;

/** Turns texts into the token numbers that a model was trained on. Safe for use by many threads. */
interface Tokenizer extends AutoCloseable {
    /**
     * Appends the tokens of a text, marks at its ends included, cut to the model's length.
     *
     * @return whether the text was cut
     */
    boolean encode(String text, TokenRows to);

    /** The number that fills rows up. */
    int padding();

    @Override
    default void close() {}
}
