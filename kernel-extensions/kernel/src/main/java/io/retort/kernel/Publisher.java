package io.retort.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * The socket that all clients listen to, and the one thread that uses it: sockets break when a thread that uses them is
 * interrupted, so the threads of cells only queue.
 */
final class Publisher extends JupyterSocket implements Publishing {
    private static final int QUEUE_LIMIT = 2000;

    private final LinkedBlockingQueue<Message<?>> queue = new LinkedBlockingQueue<>();
    private final AtomicLong unsent = new AtomicLong();
    private final String session = UUID.randomUUID().toString();
    private final Gson gson = new Gson();

    Publisher(ZMQ.Context context, HMACGenerator signatures) {
        super(context, SocketType.PUB, signatures, LoggerFactory.getLogger(Publisher.class));
        setSndHWM(0);
        setLinger(500);
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        bind(formatAddress(properties.getTransport(), properties.getIp(), properties.getIopubPort()));
        Daemon.start("retort-iopub", this::loop);
    }

    @Override
    public <T extends ContentType<T>> void publish(@Nullable MessageContext parent, T content) {
        // A display's maps may change after this call, so they are written out now.
        Object fixed = content instanceof DisplayData ? gson.toJsonTree(content) : content;
        sendMessage(Messages.message(parent, session, content.getType(), fixed));
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // queueing needs no lock
    public void sendMessage(Message<?> message) {
        unsent.incrementAndGet();
        queue.add(message);
    }

    @Override
    public void awaitCapacity() {
        while (unsent.get() > QUEUE_LIMIT && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits until all is sent, for a bounded time. */
    void drain(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (unsent.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void send(Message<?> message) {
        try {
            super.sendMessage(message);
        } catch (IllegalArgumentException | JsonIOException e) { // such as a number that JSON does not know
            logger.warn("A message could not be written", e);
        } finally {
            unsent.decrementAndGet();
        }
    }

    private void loop() {
        try {
            while (true) {
                Message<?> next = queue.poll(1, TimeUnit.DAYS);
                if (next != null) {
                    send(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread
        }
    }
}
