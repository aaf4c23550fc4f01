package io.retort.kernel;

import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.jspecify.annotations.Nullable;

/** Sends a message to all clients. Implementations only queue it, and may be called by any thread. */
@FunctionalInterface
interface Publishing {
    /**
     * Queues a message.
     *
     * @param parent the request that it answers, if any
     * @param content what it says
     * @param <T> kind of content
     */
    <T extends ContentType<T>> void publish(@Nullable MessageContext parent, T content);

    /** Waits while clients are far behind, so that a cell that prints without end does not fill the memory. */
    default void awaitCapacity() {}
}
