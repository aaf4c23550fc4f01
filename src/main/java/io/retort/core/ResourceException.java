package io.retort.core;

/** Memory, disk, a native library or another process is not to be had. */
public final class ResourceException extends RetortException {
    private static final long serialVersionUID = 1L;

    /**
     * Without a cause.
     *
     * @param message one sentence that the reader can act on
     */
    public ResourceException(String message) {
        super(message, null);
    }

    /**
     * With a cause.
     *
     * @param message one sentence that the reader can act on
     * @param cause what went wrong underneath
     */
    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
