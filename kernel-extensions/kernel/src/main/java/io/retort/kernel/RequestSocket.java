package io.retort.kernel;

import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/** A socket on which requests come in, served by one thread that waits for them without polling in steps. */
final class RequestSocket extends JupyterSocket {
    private final String name;
    private final ToIntFunction<KernelConnectionProperties> port;
    private final Consumer<Message<?>> handler;
    private final MessageReader reader;
    private final ZMQ.Poller poller;

    /**
     * Creates a socket.
     *
     * @param context owner of all sockets
     * @param signatures signs and checks messages
     * @param name of its thread
     * @param port picks its port
     * @param handler called for each message, on the thread that may also send replies
     */
    RequestSocket(
            ZMQ.Context context,
            HMACGenerator signatures,
            String name,
            ToIntFunction<KernelConnectionProperties> port,
            Consumer<Message<?>> handler) {
        super(context, SocketType.ROUTER, signatures, LoggerFactory.getLogger(RequestSocket.class));
        this.name = name;
        this.port = port;
        this.handler = handler;
        this.reader = new MessageReader(signatures);
        this.poller = context.poller(1);
        setLinger(500);
        setSndHWM(0);
        setRcvHWM(0);
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        bind(formatAddress(properties.getTransport(), properties.getIp(), port.applyAsInt(properties)));
        poller.register(this, ZMQ.Poller.POLLIN);
    }

    void start() {
        Daemon.start(name, this::loop);
    }

    /** Whether a message waits, or comes within some milliseconds. */
    boolean hasMessage(long waitMillis) {
        return poller.poll(waitMillis) > 0;
    }

    /**
     * The next message, waiting for it.
     *
     * @return null if it is none that can be answered
     */
    @Nullable
    Message<?> receive() {
        return reader.read(this);
    }

    private void loop() {
        while (!closed) {
            try {
                Message<?> message = hasMessage(-1) ? receive() : null;
                if (message != null) {
                    handler.accept(message);
                }
            } catch (ZMQException e) {
                return; // the context was closed: the process is about to end
            } catch (RuntimeException | Error e) {
                logger.warn("A message on {} could not be handled", name, e);
            }
        }
    }
}
