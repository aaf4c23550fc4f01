package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.junit.jupiter.api.Test;

class CellStreamsTest {
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final CellStreams streams = new CellStreams((type, text) -> sent.add(type + ":" + text));

    private void write(StreamType type, byte[] bytes) {
        streams.write(type, bytes, 0, bytes.length);
    }

    @Test
    void write_fewBytes_areGathered() {
        write(StreamType.OUT, "a".getBytes(StandardCharsets.UTF_8));
        write(StreamType.OUT, "b".getBytes(StandardCharsets.UTF_8));
        streams.flush();

        assertThat(sent).containsExactly("OUT:ab");
    }

    @Test
    void write_otherStream_keepsTheOrder() {
        write(StreamType.OUT, "a".getBytes(StandardCharsets.UTF_8));
        write(StreamType.ERR, "b".getBytes(StandardCharsets.UTF_8));
        write(StreamType.OUT, "c".getBytes(StandardCharsets.UTF_8));
        streams.flush();

        assertThat(sent).containsExactly("OUT:a", "ERR:b", "OUT:c");
    }

    @Test
    void write_characterAcrossTheLimit_isNotCut() {
        byte[] text = ("x".repeat(32 * 1024 - 2) + "😀 end").getBytes(StandardCharsets.UTF_8);
        streams.write(StreamType.OUT, text, 0, 32 * 1024);
        streams.write(StreamType.OUT, text, 32 * 1024, text.length - 32 * 1024);
        streams.flush();

        assertThat(String.join("", sent)).doesNotContain("\uFFFD").endsWith("OUT:😀 end");
    }
}
