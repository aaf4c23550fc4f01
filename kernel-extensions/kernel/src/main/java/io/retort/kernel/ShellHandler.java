package io.retort.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
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
    private static final long QUEUED_WAIT_MILLIS = 5;

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
     * Handles a message. When a cell fails, those that its client had queued behind it are aborted; they are taken off
     * the socket before the failure is reported, so that cells which the client sends afterwards run.
     *
     * @param message what came in
     * @param socket where replies go
     */
    void handle(Message<?> message, RequestSocket socket) {
        List<Message<?>> queued = new ArrayList<>();
        answer(message, () -> {
            if (message.getContent() instanceof ExecuteRequest request) {
                JsonObject reply = cells.execute(message);
                if (request.shouldStopOnError()
                        && !reply.get("status").getAsString().equals("ok")) {
                    while (socket.hasMessage(QUEUED_WAIT_MILLIS)) {
                        queued.add(socket.readMessage());
                    }
                }
                socket.sendMessage(Messages.reply(message, MessageType.EXECUTE_REPLY, reply));
                return;
            }
            QueryHandler.Reply reply = queries.answer(message.getContent());
            if (reply == null) {
                handleComm(message, socket);
            } else {
                socket.sendMessage(Messages.reply(message, reply.type(), reply.content()));
            }
        });
        for (Message<?> waiting : queued) {
            if (waiting.getContent() instanceof ExecuteRequest) {
                answer(
                        waiting,
                        () -> socket.sendMessage(
                                Messages.reply(waiting, MessageType.EXECUTE_REPLY, CellQueue.aborted())));
            } else {
                handle(waiting, socket);
            }
        }
    }

    private void answer(Message<?> message, Runnable work) {
        publisher.publish(message, PublishStatus.BUSY);
        try {
            work.run();
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
