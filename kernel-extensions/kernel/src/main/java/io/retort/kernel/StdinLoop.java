package io.retort.kernel;

import com.google.gson.JsonObject;
import io.retort.magic.CellScope;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.slf4j.LoggerFactory;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** The socket on which cells ask their user for input, and the one thread that uses it. */
final class StdinLoop extends JupyterSocket implements InputSource {
    private final LinkedBlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final ZMQ.Context context;
    private final MessageReader reader;

    private record Question(MessageContext cell, JsonObject content, CompletableFuture<String> answer) {}

    StdinLoop(ZMQ.Context context, HMACGenerator signatures) {
        super(context, SocketType.ROUTER, signatures, LoggerFactory.getLogger(StdinLoop.class));
        this.context = context;
        this.reader = new MessageReader(signatures);
        setLinger(0);
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        bind(formatAddress(properties.getTransport(), properties.getIp(), properties.getStdinPort()));
        Daemon.start("retort-stdin", this::loop);
    }

    @Override
    @SuppressWarnings("try") // the registration works by being open
    public String ask(MessageContext cell, String prompt, boolean password) {
        JsonObject content = new JsonObject();
        content.addProperty("prompt", prompt);
        content.addProperty("password", password);
        CompletableFuture<String> answer = new CompletableFuture<>();
        questions.add(new Question(cell, content, answer));
        try (var registration = CellScope.currentToken().onCancel(() -> answer.cancel(false))) {
            return answer.get();
        } catch (InterruptedException | CancellationException e) {
            answer.cancel(false);
            throw new CellInterrupted("the cell was interrupted while it waited for input");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The input could not be read", e.getCause());
        }
    }

    private void loop() {
        ZMQ.Poller poller = context.poller(1);
        poller.register(this, ZMQ.Poller.POLLIN);
        try {
            while (true) {
                answer(questions.take(), poller);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody interrupts this thread
        }
    }

    private void answer(Question question, ZMQ.Poller poller) {
        while (poller.poll(0) > 0) {
            Message<?> early = reader.read(this); // what was said before the question does not answer it
            logger.debug("An answer came before its question: {}", early);
        }
        sendMessage(Messages.reply(question.cell(), MessageType.INPUT_REQUEST, question.content()));
        while (!question.answer().isDone()) {
            Message<?> message = poller.poll(100) > 0 ? reader.read(this) : null;
            if (message != null && message.getContent() instanceof InputReply reply) {
                question.answer().complete(Objects.requireNonNullElse(reply.getValue(), ""));
            }
        }
    }
}
