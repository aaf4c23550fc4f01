package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final String HEADER = "{\"msg_id\": \"1\", \"msg_type\": \"execute_request\"}";
    private static final String CONTENT = "{\"code\": \"1+1\"}";

    private final HMACGenerator signatures = signatures();
    private final MessageReader reader = new MessageReader(signatures);

    private static HMACGenerator signatures() {
        try {
            return new HMACGenerator("hmac-sha256", "key");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<byte[]> frames(String header, String content) {
        byte[][] parts = {bytes(header), bytes("{}"), bytes("{}"), bytes(content)};
        List<byte[]> frames = new ArrayList<>(List.of(bytes("client"), bytes("<IDS|MSG>")));
        frames.add(bytes(signatures.calculateSignature(parts)));
        frames.addAll(List.of(parts));
        return frames;
    }

    private Object content(String header, String content) {
        Message<?> message = reader.parse(frames(header, content));
        assertThat(message).isNotNull();
        return message.getContent();
    }

    @Test
    void parse_request_isRead() {
        Message<?> message = reader.parse(frames(HEADER, CONTENT));

        assertThat(message.getIdentities()).containsExactly(bytes("client"));
        assertThat(message.getHeader().getId()).isEqualTo("1");
        assertThat(((ExecuteRequest) message.getContent()).getCode()).isEqualTo("1+1");
    }

    @Test
    void parse_wrongSignature_isIgnored() {
        List<byte[]> frames = frames(HEADER, CONTENT);
        frames.set(6, bytes("{\"code\": \"2\"}"));

        assertThat(reader.parse(frames)).isNull();
    }

    @Test
    void parse_sameMessageAgain_isIgnored() {
        assertThat(reader.parse(frames(HEADER, CONTENT))).isNotNull();
        assertThat(reader.parse(frames(HEADER, CONTENT))).isNull();
    }

    @Test
    void parse_framesMissing_isIgnored() {
        List<byte[]> frames = frames(HEADER, CONTENT);
        for (int count = 0; count < frames.size(); count++) {
            assertThat(reader.parse(frames.subList(0, count))).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{", "{\"msg_type\": \"execute_request\"}", "{\"msg_id\": {}}"})
    void parse_headerWithoutWhatAReplyNeeds_isIgnored(String header) {
        assertThat(reader.parse(frames(header, CONTENT))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{", "{}", "{\"code\": null}", "{\"code\": []}", "{\"code\": {}}"})
    void parse_contentThatDoesNotFit_saysSo(String content) {
        assertThat(content(HEADER, content)).isInstanceOf(MessageReader.Malformed.class);
    }

    @Test
    void parse_deepNesting_doesNotOverflow() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String shallow = "[".repeat(200) + "]".repeat(200);

        assertThat(content(HEADER, deep)).isInstanceOf(MessageReader.Malformed.class);
        // The parser's own limit is 255 levels.
        assertThat(content(HEADER, "{\"code\": \"1\", \"other\": " + deep + "}"))
                .isInstanceOf(MessageReader.Malformed.class);
        assertThat(content(HEADER, "{\"code\": \"1\", \"other\": " + shallow + "}"))
                .isInstanceOf(ExecuteRequest.class);
    }

    @Test
    void refusal_malformedRequest_isAnErrorOfItsReplyType() {
        Message<?> message = reader.parse(frames(HEADER, "{}"));
        QueryHandler.Reply reply = Messages.refusal(message, "control");

        assertThat(reply.type()).isEqualTo(MessageType.EXECUTE_REPLY);
        assertThat(reply.content().get("status").getAsString()).isEqualTo("error");
        assertThat(reply.content().get("evalue").getAsString()).isEqualTo("The execute_request lacks its code.");
    }

    @Test
    void refusal_noRequest_isNone() {
        String header = "{\"msg_id\": \"1\", \"msg_type\": \"execute_reply\"}";

        assertThat(Messages.refusal(reader.parse(frames(header, "{}")), "control"))
                .isNull();
    }

    @Property(tries = 300)
    void parse_anyParts_neverThrows(@ForAll String header, @ForAll String content) {
        reader.parse(frames(header, content));
        Message<?> message = reader.parse(frames(HEADER, content));

        assertThat(message == null || message.getContent() != null).isTrue();
    }
}
