package io.retort.core;

/** A model file cannot be used or an inference failed. */
public final class ModelException extends RetortException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message one sentence that the reader can act on
     */
    public ModelException(String message) {
        super(message, null);
    }

    /**
     * With a cause.
     *
     * @param message one sentence that the reader can act on
     * @param cause what went wrong underneath
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
