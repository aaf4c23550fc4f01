package io.retort.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages whose content is JSON made here: JJava's own reply classes lack the {@code status} of some replies and
 * the expressions of others.
 */
final class Messages {
    private Messages() {}

    /** A message with any content that can be written as JSON. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the type only gives the message its name
    static Message<?> message(@Nullable MessageContext parent, String session, MessageType<?> type, Object content) {
        return parent == null ? new Message(new Header(session, type), content) : new Message(parent, type, content);
    }

    static Message<?> reply(MessageContext parent, MessageType<?> type, JsonObject content) {
        return message(parent, "", type, content);
    }

    static JsonObject status(String status) {
        JsonObject content = new JsonObject();
        content.addProperty("status", status);
        return content;
    }

    static JsonObject error(ErrorReport report) {
        JsonObject content = status("error");
        content.addProperty("ename", report.name());
        content.addProperty("evalue", report.message());
        content.add("traceback", strings(report.traceback()));
        return content;
    }

    static JsonObject error(String name, String message) {
        return error(new ErrorReport(name, message, List.of(message)));
    }

    /**
     * The type of the reply to a type of request.
     *
     * @param request type of a message
     * @return null if it is not a request, or one of a type unknown here
     */
    static @Nullable MessageType<?> replyType(MessageType<?> request) {
        String name = request.getName();
        MessageType<?> reply = MessageType.getType(name.replaceFirst("_request$", "_reply"));
        return name.endsWith("_request") && reply != MessageType.UNKNOWN ? reply : null;
    }

    /**
     * The reply to a message that nothing else on its channel answers.
     *
     * @param message malformed, or for another channel, or no request
     * @param channel where it belongs if it is well formed
     * @return null if no reply is due
     */
    static QueryHandler.@Nullable Reply refusal(Message<?> message, String channel) {
        MessageType<?> asked = message.getHeader().getType();
        MessageType<?> type = replyType(asked);
        if (type == null) {
            return null;
        }
        String why = message.getContent() instanceof MessageReader.Malformed malformed
                ? malformed.why()
                : "The " + asked + " belongs on the " + channel + " channel.";
        return new QueryHandler.Reply(type, error("BadRequest", why));
    }

    /** The payload of a reply that shows texts in the front end's pager. */
    static JsonArray pages(Collection<String> texts) {
        JsonArray pages = new JsonArray();
        for (String text : texts) {
            JsonObject data = new JsonObject();
            data.addProperty("text/plain", text);
            JsonObject page = new JsonObject();
            page.addProperty("source", "page");
            page.add("data", data);
            page.addProperty("start", 0);
            pages.add(page);
        }
        return pages;
    }

    static JsonArray strings(List<String> lines) {
        JsonArray array = new JsonArray();
        lines.forEach(array::add);
        return array;
    }

    static JsonObject with(JsonObject content, String name, JsonElement value) {
        content.add(name, value);
        return content;
    }
}
