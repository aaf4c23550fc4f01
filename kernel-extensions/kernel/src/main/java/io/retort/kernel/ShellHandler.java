package io.retort.kernel;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.dflib.jjava.jupyter.messages.publish.PublishStatus;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.jspecify.annotations.Nullable;

/** Answers the requests of the shell channel in the order in which they come; each gets one reply, whatever happens. */
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
        answer(message, socket, () -> {
            if (message.getContent() instanceof ExecuteRequest request) {
                JsonObject reply = cells.execute(message);
                boolean failed = !reply.get("status").getAsString().equals("ok");
                while (failed && request.shouldStopOnError() && socket.hasMessage(QUEUED_WAIT_MILLIS)) {
                    Message<?> next = socket.receive();
                    if (next != null) {
                        queued.add(next);
                    }
                }
                return new QueryHandler.Reply(MessageType.EXECUTE_REPLY, reply);
            }
            return query(message, socket);
        });
        for (Message<?> waiting : queued) {
            if (waiting.getContent() instanceof ExecuteRequest) {
                answer(waiting, socket, () -> new QueryHandler.Reply(MessageType.EXECUTE_REPLY, CellQueue.aborted()));
            } else {
                handle(waiting, socket);
            }
        }
    }

    private void answer(Message<?> message, RequestSocket socket, Supplier<QueryHandler.@Nullable Reply> work) {
        publisher.publish(message, PublishStatus.BUSY);
        try {
            QueryHandler.Reply reply = replyOf(message, work);
            if (reply != null) {
                socket.sendMessage(Messages.reply(message, reply.type(), reply.content()));
            }
        } finally {
            publisher.publish(message, PublishStatus.IDLE);
        }
    }

    /** The compiler is recursive: on code that is nested deeply it overflows the stack, and says an internal error. */
    private static QueryHandler.@Nullable Reply replyOf(
            Message<?> message, Supplier<QueryHandler.@Nullable Reply> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            MessageType<?> type = Messages.replyType(message.getHeader().getType());
            String why = "The request failed: " + e;
            return type == null
                    ? null
                    : new QueryHandler.Reply(type, Messages.error(e.getClass().getSimpleName(), why));
        }
    }

    private QueryHandler.@Nullable Reply query(Message<?> message, JupyterSocket socket) {
        Object content = message.getContent();
        if (content instanceof CommInfoRequest request) {
            return commInfo(request);
        }
        if (handleComm(message, socket)) {
            return null;
        }
        QueryHandler.Reply reply = queries.answer(content);
        return reply == null ? Messages.refusal(message, "control") : reply;
    }

    private QueryHandler.Reply commInfo(CommInfoRequest request) {
        JsonObject found = new JsonObject();
        for (Comm comm : comms) {
            if (request.getTargetName() == null || request.getTargetName().equals(comm.getTargetName())) {
                JsonObject entry = new JsonObject();
                entry.addProperty("target_name", comm.getTargetName());
                found.add(comm.getID(), entry);
            }
        }
        return new QueryHandler.Reply(
                MessageType.COMM_INFO_REPLY, Messages.with(Messages.status("ok"), "comms", found));
    }

    @SuppressWarnings("unchecked") // the content tells the type of the message
    private boolean handleComm(Message<?> message, JupyterSocket socket) {
        DefaultReplyEnvironment environment = new DefaultReplyEnvironment(socket, publisher, message) {
            @Override
            public void setBusyDeferIdle() {
                // the status is published here for every message alike
            }
        };
        comms.setMessageContext(message);
        Object content = message.getContent();
        if (content instanceof CommOpenCommand) {
            comms.handleCommOpenCommand(environment, (Message<CommOpenCommand>) message);
        } else if (content instanceof CommMsgCommand) {
            comms.handleCommMsgCommand(environment, (Message<CommMsgCommand>) message);
        } else if (content instanceof CommCloseCommand) {
            comms.handleCommCloseCommand(environment, (Message<CommCloseCommand>) message);
        } else {
            return false;
        }
        environment.resolveDeferrals();
        return true;
    }
}
