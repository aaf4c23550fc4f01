package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.retort.core.DataException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackingTest {
    private static byte[] packed(Packing packing, byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.pack(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(byte[] bytes) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader reader =
                new LineReader(InputSource.open("-", new Slow(bytes)).text())) {
            for (String line = reader.next(); line != null; line = reader.next()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource(Packing.class)
    void unpack_membersOneAfterTheOther_areOneText(Packing packing) throws IOException {
        byte[] bytes =
                joined(packed(packing, utf8("one\ntw")), packed(packing, utf8("o\n")), packed(packing, utf8("")));

        assertThat(lines(bytes)).containsExactly("one", "two");
    }

    @Test
    void unpack_skippableFrameFirst_isPassedOver() throws IOException {
        byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9};

        assertThat(lines(joined(skippable, Zstd.compress(utf8("text\n"))))).containsExactly("text");
    }

    @ParameterizedTest
    @EnumSource(
            value = Packing.class,
            names = {"GZIP", "ZSTD"})
    void unpack_cutOffOrDamaged_isASentence(Packing packing) throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        String text = java.util.HexFormat.of().formatHex(noise);
        byte[] whole = packed(packing, utf8(text));
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 1000, 1200, (byte) 0x55);

        for (byte[] bytes : List.of(Arrays.copyOf(whole, whole.length - 5), damaged)) {
            assertThatThrownBy(() -> {
                        try {
                            lines(bytes);
                        } catch (IOException e) {
                            throw InputSource.broken("file", e);
                        }
                    })
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("get it again");
        }
    }

    @Test
    void text_utf16_isRefused() {
        byte[] bytes = "smiles\n".getBytes(StandardCharsets.UTF_16);

        assertThatThrownBy(() -> lines(bytes)).isInstanceOf(DataException.class).hasMessageContaining("UTF-16");
    }

    /** Latin-1, Windows-1252, a character cut in the middle, and all of UTF-8 as it is. */
    @Test
    void decode_bytesThatAreNotUtf8_loseNothing() throws IOException {
        byte[] latin = "caf\u00e9 \u00b5M\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] windows = {'5', (byte) 0x80, (byte) 0x81, '\n'};
        byte[] broken = {'a', (byte) 0xe2, (byte) 0x82, 'b', (byte) 0xc3, (byte) 0xa9, '\n'};

        assertThat(lines(joined(latin, windows, broken, utf8("é € 😀 \uFFFD\n"))))
                .containsExactly("caf\u00e9 \u00b5M", "5\u20ac\u0081", "a\u00e2\u201ab\u00e9", "é € 😀 \uFFFD");
    }

    /** Says that nothing is available, as a pipe does. */
    private static final class Slow extends InputStream {
        private final ByteArrayInputStream bytes;

        Slow(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, Math.min(length, 3));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
