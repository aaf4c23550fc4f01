package io.retort.kernel;

import com.google.gson.JsonObject;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** Answers the requests of the shell channel in the order in which they come. */
final class ShellHandler {
    private static final long ABORT_WAIT_MILLIS = 20;

    private final CellQueue cells;
    private final QueryHandler queries;
    private final CommManager comms;
    private final Publisher publisher;

    ShellHandler(RetortKernel kernel, CellQueue cells, Publisher publisher) {
        this.cells = cells;
        this.queries = new QueryHandler(kernel);
        this.comms = kernel.getCommManager();
        this.publisher = publisher;
    }

    /**
     * Handles a message, and after a failed cell those that were queued behind it.
     *
     * @param message what came in
     * @param socket where replies go
     * @param hasMessage whether another one comes within some milliseconds
     * @param next reads it
     */
    void handle(
            Message<?> message, JupyterSocket socket, LongPredicate hasMessage, Supplier<Message<?>> next) {
        if (!handle(message, socket, false)) {
            while (hasMessage.test(ABORT_WAIT_MILLIS)) {
                handle(next.get(), socket, true);
            }
        }
    }

    /** Handles one message; false if it was a cell that failed and whose client wants the next ones aborted. */
    private boolean handle(Message<?> message, JupyterSocket socket, boolean aborting) {
        publisher.publish(message, PublishStatus.BUSY);
        try {
            if (message.getContent() instanceof ExecuteRequest request) {
                JsonObject reply = aborting ? CellQueue.aborted() : cells.execute(message);
                socket.sendMessage(Messages.reply(message, MessageType.EXECUTE_REPLY, reply));
                boolean failed = !reply.get("status").getAsString().equals("ok");
                return aborting || !failed || !request.shouldStopOnError();
            }
            if (!queries.handle(message, socket)) {
                handleComm(message, socket);
            }
            return true;
        } finally {
            publisher.publish(message, PublishStatus.IDLE);
        }
    }

    @SuppressWarnings("unchecked") // the content tells the type of the message
    private void handleComm(Message<?> message, JupyterSocket socket) {
        DefaultReplyEnvironment environment = new DefaultReplyEnvironment(socket, publisher, message);
        comms.setMessageContext(message);
        Object content = message.getContent();
        if (content instanceof CommOpenCommand) {
            comms.handleCommOpenCommand(environment, (Message<CommOpenCommand>) message);
        } else if (content instanceof CommMsgCommand) {
            comms.handleCommMsgCommand(environment, (Message<CommMsgCommand>) message);
        } else if (content instanceof CommCloseCommand) {
            comms.handleCommCloseCommand(environment, (Message<CommCloseCommand>) message);
        } else if (content instanceof CommInfoRequest) {
            comms.handleCommInfoRequest(environment, (Message<CommInfoRequest>) message);
        }
        environment.resolveDeferrals();
    }
}
