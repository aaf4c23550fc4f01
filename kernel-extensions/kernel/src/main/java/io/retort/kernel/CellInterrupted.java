package io.retort.kernel;

/** A cell that ended because its user interrupted it. The message says what, if anything, still runs. */
final class CellInterrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CellInterrupted(String message) {
        super(message);
    }
}
