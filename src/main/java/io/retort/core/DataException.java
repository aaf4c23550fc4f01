package io.retort.core;

/** A file, table or schema is missing or not as expected. */
public final class DataException extends RetortException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message one sentence that the reader can act on
     */
    public DataException(String message) {
        super(message, null);
    }

    /**
     * With a cause.
     *
     * @param message one sentence that the reader can act on
     * @param cause what went wrong underneath
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
