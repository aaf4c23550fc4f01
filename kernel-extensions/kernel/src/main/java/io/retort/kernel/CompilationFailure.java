package io.retort.kernel;

import java.util.List;

/** Java that does not compile. */
final class CompilationFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialized; a list of strings
    private final List<String> lines;

    /**
     * Creates the failure.
     *
     * @param message what is wrong, in one line
     * @param lines the same with the source and a caret under it
     */
    CompilationFailure(String message, List<String> lines) {
        super(message);
        this.lines = List.copyOf(lines);
    }

    List<String> lines() {
        return lines;
    }
}
