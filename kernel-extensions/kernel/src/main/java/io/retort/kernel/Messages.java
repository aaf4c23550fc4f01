package io.retort.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
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
