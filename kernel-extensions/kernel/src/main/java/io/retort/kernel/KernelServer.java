package io.retort.kernel;

import java.security.GeneralSecurityException;
import java.time.Duration;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.request.InterruptRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ShutdownRequest;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;

/**
 * Owns the connection: five sockets, each used by one thread that nobody interrupts. The control channel has its own
 * thread, so that interrupts and shutdowns are answered while a cell runs.
 */
final class KernelServer {
    private final KernelConnectionProperties properties;
    private final ZMQ.Context context = ZMQ.context(1);
    private final Publisher publisher;
    private final StdinLoop input;
    private final Heartbeat heartbeat;
    private final RequestSocket shell;
    private final RequestSocket control;
    private final RetortKernel kernel;
    private final CellQueue cells;
    private final ShellHandler requests;
    private final QueryHandler queries;
    private final WarmUp warmUp = new WarmUp(this::quietMillis);
    private volatile boolean answering;
    private volatile long answeredNanos = System.nanoTime();

    KernelServer(KernelConnectionProperties properties) throws GeneralSecurityException {
        this.properties = properties;
        publisher = new Publisher(context, signatures());
        input = new StdinLoop(context, signatures());
        heartbeat = new Heartbeat(context);
        kernel = RetortKernel.create(publisher, input);
        kernel.getCommManager().setIOPubChannel(publisher);
        cells = new CellQueue(kernel, publisher);
        requests = new ShellHandler(kernel, cells, publisher);
        queries = new QueryHandler(kernel);
        shell = new RequestSocket(
                context, signatures(), "retort-shell", KernelConnectionProperties::getShellPort, this::onShell);
        control = new RequestSocket(
                context, signatures(), "retort-control", KernelConnectionProperties::getControlPort, this::onControl);
    }

    /** Binds all sockets and begins to answer. JShell and the extensions start meanwhile. */
    void start() {
        Daemon.start("retort-java", this::startJava);
        heartbeat.bind(properties);
        publisher.bind(properties);
        input.bind(properties);
        shell.bind(properties);
        control.bind(properties);
        PrintRouter.install(publisher);
        System.setIn(kernel.getIO().in);
        publisher.sendMessage(Messages.message(null, "", PublishStatus.MESSAGE_TYPE, PublishStatus.STARTING));
        control.start();
        kernel.onStartup();
        shell.start();
    }

    private void startJava() {
        kernel.startJava();
        try {
            warmUp.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread
        }
    }

    private long quietMillis() {
        return answering ? 0 : (System.nanoTime() - answeredNanos) / 1_000_000;
    }

    private HMACGenerator signatures() throws GeneralSecurityException {
        return properties.createHMACGenerator();
    }

    private void onShell(Message<?> message) {
        answering = true;
        try {
            requests.handle(message, shell);
        } finally {
            answeredNanos = System.nanoTime();
            answering = false;
        }
    }

    private void onControl(Message<?> message) {
        publisher.publish(message, PublishStatus.BUSY);
        Object content = message.getContent();
        if (content instanceof ShutdownRequest request) {
            var reply = Messages.status("ok");
            reply.addProperty("restart", request.isRestart());
            control.sendMessage(Messages.reply(message, MessageType.SHUTDOWN_REPLY, reply));
            publisher.publish(message, PublishStatus.IDLE);
            shutDown(request.isRestart());
            return;
        }
        QueryHandler.Reply reply = controlReply(message);
        if (reply != null) {
            control.sendMessage(Messages.reply(message, reply.type(), reply.content()));
        }
        publisher.publish(message, PublishStatus.IDLE);
    }

    private QueryHandler.@Nullable Reply controlReply(Message<?> message) {
        if (message.getContent() instanceof InterruptRequest) {
            warmUp.end();
            cells.interrupt();
            return new QueryHandler.Reply(MessageType.INTERRUPT_REPLY, Messages.status("ok"));
        }
        if (message.getContent() instanceof KernelInfoRequest request) {
            return queries.answer(request);
        }
        return Messages.refusal(message, "shell");
    }

    private void shutDown(boolean restart) {
        ProcessExit.begin(() -> {
            cells.interrupt();
            kernel.onShutdown(restart);
        });
        publisher.drain(Duration.ofMillis(300));
        control.close();
    }
}
