package io.retort.core;

/**
 * The caller's mistake: an unknown name, a value out of range, a missing argument. The message names the argument, the
 * value received and what is accepted. Doors show the message alone and the CLI ends with exit code 2.
 */
public final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message one sentence that names the argument, the value and what is accepted
     */
    public UsageException(String message) {
        super(message);
    }
}
