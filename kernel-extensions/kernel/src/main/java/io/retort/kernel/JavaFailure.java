package io.retort.kernel;

import jdk.jshell.JShellException;

/** Code of a cell that threw: what it threw, and JShell's copy whose stack speaks of snippets. */
final class JavaFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final JShellException translated;

    JavaFailure(Throwable thrown, JShellException translated) {
        super(thrown);
        this.translated = translated;
    }

    Throwable thrown() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }

    JShellException translated() {
        return translated;
    }
}
