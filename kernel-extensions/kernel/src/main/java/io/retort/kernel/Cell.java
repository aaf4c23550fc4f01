package io.retort.kernel;

import io.retort.magic.CellScope;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.jspecify.annotations.Nullable;

/** One execution of a cell: its number, the request that everything it prints answers, its thread and its streams. */
final class Cell extends CellScope {
    private final int number;
    private final @Nullable MessageContext request;
    private final boolean silent;
    private final CellThread thread;
    private final CellStreams streams;
    private final Queue<String> pages = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Creates a cell.
     *
     * @param number execution count
     * @param request the message that asked for it; null outside a notebook
     * @param silent whether nothing is to be published
     * @param context class loader of its threads
     * @param out where output goes
     */
    Cell(int number, @Nullable MessageContext request, boolean silent, ClassLoader context, Publishing out) {
        this.number = number;
        this.request = request;
        this.silent = silent;
        this.thread = new CellThread(this, context);
        this.streams = new CellStreams((type, text) -> {
            if (!silent) {
                out.publish(request, new PublishStream(type, text));
            }
        });
    }

    void begin() {
        becomeLatest();
    }

    int number() {
        return number;
    }

    @Nullable
    MessageContext request() {
        return request;
    }

    boolean silent() {
        return silent;
    }

    CellThread thread() {
        return thread;
    }

    CellStreams streams() {
        return streams;
    }

    /** Text for the front end's pager. Any thread of the cell may add to it. */
    Queue<String> pages() {
        return pages;
    }

    /** Tells those who wait that the cell has ended. */
    void end() {
        ended.countDown();
    }

    /** Waits until the cell has ended, for a bounded time. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Writes a line to the cell's error stream. */
    void note(String line) {
        byte[] bytes = (line + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        streams.write(PublishStream.StreamType.ERR, bytes, 0, bytes.length);
    }
}
