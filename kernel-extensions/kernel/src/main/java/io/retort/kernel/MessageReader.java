package io.retort.kernel;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.RequestType;
import org.dflib.jjava.jupyter.messages.adapters.HistoryRequestAdapter;
import org.dflib.jjava.jupyter.messages.request.CompleteRequest;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.dflib.jjava.jupyter.messages.request.InspectRequest;
import org.dflib.jjava.jupyter.messages.request.IsCompleteRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zeromq.ZMQ;

/**
 * Reads messages off a socket, each as a whole, so that a malformed one cannot take the frames of the next with it. Used
 * by one thread.
 */
final class MessageReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(MessageReader.class);
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAMES_FROM_DELIMITER = 6;
    private static final int REMEMBERED_SIGNATURES = 16_384;
    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(HistoryRequest.class, HistoryRequestAdapter.INSTANCE)
            .create();
    private static final TypeToken<Map<String, Object>> METADATA = new TypeToken<>() {};

    private final HMACGenerator signatures;
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_SIGNATURES;
        }
    });

    MessageReader(HMACGenerator signatures) {
        this.signatures = signatures;
    }

    /**
     * Content that does not fit the message's type.
     *
     * @param why a sentence
     */
    record Malformed(String why) {}

    /**
     * Reads the next message, waiting for it.
     *
     * @param socket where it comes in
     * @return the message, whose content is {@link Malformed} if it does not fit; null if nothing can be answered,
     *     because the frames, the signature or the header are wrong
     */
    @Nullable
    Message<?> read(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            byte[] frame = socket.recv();
            frames.add(frame == null ? new byte[0] : frame);
        } while (socket.hasReceiveMore());
        return parse(frames);
    }

    @Nullable
    Message<?> parse(List<byte[]> frames) {
        try {
            return message(frames);
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.warn("A message was ignored", e);
            return null;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the content is of the header's type, or says why it is not
    private Message<?> message(List<byte[]> frames) {
        int at = 0;
        while (at < frames.size() && !Arrays.equals(DELIMITER, frames.get(at))) {
            at++;
        }
        if (frames.size() < at + FRAMES_FROM_DELIMITER) {
            throw new IllegalArgumentException("The frames are not those of a message");
        }
        List<byte[]> parts = frames.subList(at + 2, at + FRAMES_FROM_DELIMITER);
        checkSignature(frames.get(at + 1), parts);
        Header<?> header = header(json(parts.get(0)).getAsJsonObject());
        return new Message(
                List.copyOf(frames.subList(0, at)),
                header,
                null,
                metadata(parts.get(2)),
                content(header.getType(), parts.get(3)),
                List.copyOf(frames.subList(at + FRAMES_FROM_DELIMITER, frames.size())));
    }

    /** A signature counts once: a message that was overheard and is sent again has no effect. */
    private void checkSignature(byte[] received, List<byte[]> parts) {
        String signature = signatures.calculateSignature(parts.toArray(new byte[0][]));
        if (!MessageDigest.isEqual(signature.getBytes(StandardCharsets.US_ASCII), received)) {
            throw new SecurityException("The signature is wrong");
        }
        if (!signature.isEmpty() && !seen.add(signature)) {
            throw new SecurityException("The message came before");
        }
    }

    private static Header<?> header(JsonObject header) {
        return new Header<>(
                header.get("msg_id").getAsString(),
                text(header, "username"),
                text(header, "session"),
                new KernelTimestamp(text(header, "date")),
                MessageType.getType(header.get("msg_type").getAsString()),
                text(header, "version"));
    }

    private static String text(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private static @Nullable Map<String, Object> metadata(byte[] part) {
        try {
            return GSON.fromJson(json(part), METADATA);
        } catch (RuntimeException e) {
            return null; // nothing here needs them
        }
    }

    private static Object content(MessageType<?> type, byte[] part) {
        try {
            JsonObject json = json(part).getAsJsonObject();
            if (!isRead(type)) {
                return json;
            }
            Object content = GSON.fromJson(json, type.getContentType());
            return lacksWhatIsAsked(content) ? new Malformed("The " + type + " lacks its code.") : content;
        } catch (RuntimeException | StackOverflowError e) {
            return new Malformed("The content of the " + type + " is not what such a message holds.");
        }
    }

    /** Requests, answers to questions and messages of comms; what only kernels send is none of them. */
    private static boolean isRead(MessageType<?> type) {
        return RequestType.class.isAssignableFrom(type.getContentType())
                || type == MessageType.INPUT_REPLY
                || type == MessageType.COMM_OPEN_COMMAND
                || type == MessageType.COMM_MSG_COMMAND
                || type == MessageType.COMM_CLOSE_COMMAND;
    }

    private static boolean lacksWhatIsAsked(Object content) {
        return content instanceof ExecuteRequest execute && execute.getCode() == null
                || content instanceof CompleteRequest complete && complete.getCode() == null
                || content instanceof InspectRequest inspect && inspect.getCode() == null
                || content instanceof IsCompleteRequest complete && complete.getCode() == null;
    }

    private static JsonElement json(byte[] part) {
        return JsonParser.parseString(new String(part, StandardCharsets.UTF_8));
    }
}
