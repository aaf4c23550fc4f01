package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedTextTest {
    @TempDir
    Path folder;

    private static List<String> read(byte[] bytes, char delimiter) {
        return read(bytes, delimiter, new TextReader.Way(1, 1));
    }

    private static List<String> read(byte[] bytes, char delimiter, TextReader.Way way) {
        InputSource source = InputSource.open("-", new ByteArrayInputStream(bytes));
        List<String> rows = new ArrayList<>();
        try (RecordReader reader = DelimitedText.open(source, delimiter, way)) {
            for (var row = reader.next(); row != null; row = reader.next()) {
                rows.add(
                        row instanceof Outcome.Failed<?> failed
                                ? failed.issue().code().name()
                                : java.util.Arrays.toString(row.orThrow()));
            }
        }
        return rows;
    }

    private static List<String> csv(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), ',');
    }

    @Test
    void next_quotesAndLineEnds() {
        assertThat(csv("\uFEFFa,b\r\n1,\"x, \"\"y\"\"\"\r\n,\"two\nlines\"\nÅ,é"))
                .containsExactly("[1, x, \"y\"]", "[null, two\nlines]", "[Å, é]");
    }

    @Test
    void next_badRows_areNamedAndTheRestIsRead() {
        assertThat(csv("a,b\n1\n\n1,2,3\n4,5\n6,\"open\n"))
                .containsExactly("MALFORMED_ROW", "EMPTY_INPUT", "MALFORMED_ROW", "[4, 5]", "MALFORMED_ROW");
    }

    @Test
    void next_longLine_isCutAndNamed() {
        String text = "a,b\n" + "x".repeat(LineReader.MAX_BYTES + 10) + ",1\n2,3\n";

        assertThat(csv(text)).containsExactly("TOO_LARGE", "[2, 3]");
    }

    @Test
    void open_headerTwice_isRefused() {
        assertThatThrownBy(() -> csv("id,ID\n1,2\n"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void open_empty_isRefused() {
        assertThatThrownBy(() -> csv("")).isInstanceOf(DataException.class).hasMessageContaining("is empty");
    }

    @Test
    void open_gzipWithoutItsEnding_isUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("a\tb\n1\t2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(bytes.toByteArray(), '\t')).containsExactly("[1, 2]");
    }

    @Test
    void open_missingFolderOrBinary_isASentence() throws IOException {
        assertThatThrownBy(() -> InputSource.open(folder.resolve("no.csv").toString(), InputStream.nullInputStream()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> InputSource.open(folder.toString(), InputStream.nullInputStream()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a folder");
        Path binary = Files.write(folder.resolve("b.csv"), new byte[] {'P', 'K', 3, 4, 0, 0, 1});
        assertThatThrownBy(() -> InputSource.open(binary.toString(), InputStream.nullInputStream())
                        .text())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not a text file");
    }

    /** Quotes, line ends of both kinds, empty lines, broken bytes: whatever comes, blocks change nothing. */
    @Property(tries = 400)
    void next_threadsAndBlocks_changeNothing(
            @ForAll @StringLength(max = 300) @CharRange(from = 'a', to = 'c') @Chars({'"', ',', '\n', '\r', '\u00e9'})
                    String body,
            @ForAll @IntRange(min = 1, max = 40) int blockBytes) {
        byte[] bytes = ("a,b\n" + body).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(bytes, ',', new TextReader.Way(3, blockBytes))).isEqualTo(read(bytes, ','));
    }

    @Test
    void next_openQuoteOverManyLines_blocksChangeNothing() {
        String text = "a,b\n1,2\n3,\"open\n" + "x,y\n".repeat(3000) + "4,\"closed\nhere\"\n5,6\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(read(bytes, ',', new TextReader.Way(2, 100)))
                .isEqualTo(read(bytes, ','))
                .contains("MALFORMED_ROW", "[x, y]", "[4, closed\nhere]", "[5, 6]");
    }

    @Test
    void open_semicolonsInTheHeader_splitThere() {
        assertThat(csv("\"ChEMBL ID\";\"Name\"\n\"CHEMBL25\";\"a,b\"\n")).containsExactly("[CHEMBL25, a,b]");
    }

    @Test
    void open_onlyAHeader_hasNoRows() {
        assertThat(csv("a,b")).isEmpty();
        assertThat(csv("a,b\r\n")).isEmpty();
    }

    @Property(tries = 200)
    void lines_anyText_isReadBack(
            @ForAll @Size(max = 30) List<@StringLength(max = 40) @CharRange(from = ' ', to = 'ÿ') String> lines,
            @ForAll @IntRange(min = 1, max = 7) int piece)
            throws IOException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        List<String> read = new ArrayList<>();
        try (LineReader reader = new LineReader(new Dribble(bytes, piece))) {
            for (String line = reader.next(); line != null; line = reader.next()) {
                read.add(line);
            }
        }

        assertThat(read).isEqualTo(lines.isEmpty() ? List.of("") : lines);
    }

    /** Gives a few bytes at a time, so that lines and characters are split anywhere. */
    private static final class Dribble extends ByteArrayInputStream {
        private final int piece;

        Dribble(byte[] bytes, int piece) {
            super(bytes);
            this.piece = piece;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, piece));
        }
    }
}
