package io.retort.kernel;

/** Ends a cell's code where it is. An {@link Error}, so that {@code catch (Exception e)} in a loop does not keep it alive. */
final class CellStopped extends Error {
    private static final long serialVersionUID = 1L;

    CellStopped() {
        super("the cell was interrupted");
    }
}
