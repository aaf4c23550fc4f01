package io.retort.core;

import org.jspecify.annotations.Nullable;

/**
 * Something around the program is not as it should be. The message is one sentence that the reader can act on; mistakes
 * in arguments are {@link IllegalArgumentException}s instead.
 */
public sealed class RetortException extends RuntimeException permits DataException, ModelException, ResourceException {
    private static final long serialVersionUID = 1L;

    RetortException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
