package io.retort.magic;

import io.retort.core.CancelToken;
import org.jspecify.annotations.Nullable;

/**
 * The cell that a thread works for. A thread that is started inside a cell belongs to that cell; a thread that belongs
 * to none (a shared pool) is taken to work for the latest cell. Outside a notebook there is one idle scope whose token
 * nobody cancels. Safe for use by many threads.
 */
public class CellScope {
    private static final CellScope IDLE = new CellScope();
    private static final InheritableThreadLocal<@Nullable CellScope> OF_THREAD = new InheritableThreadLocal<>();
    private static volatile CellScope latest = IDLE;

    private final CancelToken token = new CancelToken();

    /** Creates a scope with a fresh token. */
    protected CellScope() {}

    /**
     * The scope of the calling thread.
     *
     * @return the cell that started this thread, else the latest cell, else the idle scope
     */
    public static CellScope current() {
        CellScope own = OF_THREAD.get();
        return own == null ? latest : own;
    }

    /**
     * The token of the running cell: pass it to the run that a magic starts, so that interrupting the cell stops it.
     *
     * @return the token of {@link #current()}
     */
    public static CancelToken currentToken() {
        return current().token();
    }

    /**
     * The token that an interrupt of this cell cancels.
     *
     * @return always the same token
     */
    public CancelToken token() {
        return token;
    }

    /** Makes this the latest cell: threads that belong to no cell work for it from now on. */
    protected final void becomeLatest() {
        latest = this;
    }

    /**
     * Ties the calling thread, and every thread it starts from now on, to this cell. Pool threads that serve many cells
     * call it for each task.
     *
     * @return closing it restores what was before
     */
    public final Binding bind() {
        CellScope before = OF_THREAD.get();
        OF_THREAD.set(this);
        return () -> OF_THREAD.set(before);
    }

    /** Ends the tie of a thread to a cell. */
    @FunctionalInterface
    public interface Binding extends AutoCloseable {
        @Override
        void close();
    }
}
