package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintFileTest {
    @TempDir
    private Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void open_writtenFile_knowsWhatIsInIt() throws IOException {
        Path file = folder.resolve("a.rfp");
        FingerprintFileWriter.write(file, SeededFingerprints.families(300, 32, 1), "ecfp4");
        FingerprintFile read = FingerprintFile.open(file);
        assertThat(read.kind()).isEqualTo("ecfp4");
        assertThat(read.size()).isEqualTo(300);
        assertThat(read.wordsPerRow()).isEqualTo(32);
        assertThat(names()).containsExactly("a.rfp");
    }

    @Test
    void write_inPortions_sameFileAsAtOnce() throws IOException {
        FingerprintSet all = SeededFingerprints.families(9000, 5, 2);
        FingerprintFileWriter.write(folder.resolve("once"), all, "x");
        try (FingerprintFileWriter writer = FingerprintFileWriter.create(folder.resolve("portions"), 5, "x")) {
            for (int row = 0; row < all.size(); row += 700) {
                int end = Math.min(all.size(), row + 700);
                writer.add(FingerprintSet.of(Arrays.copyOfRange(all.words(), row * 5, end * 5), 5));
            }
            writer.commit(new CancelToken());
        }
        assertThat(folder.resolve("portions")).hasSameBinaryContentAs(folder.resolve("once"));
    }

    @Test
    void write_noRows_isFileWithoutHits() {
        Path file = folder.resolve("none");
        FingerprintFileWriter.write(file, FingerprintSet.of(new long[0], 32), "ecfp4");
        FingerprintFile none = FingerprintFile.open(file);
        assertThat(none.size()).isZero();
        assertThat(SimilaritySearch.over(none).within(new long[32], 0)).isEmpty();
    }

    @Test
    void write_oneRow_isFound() {
        Path file = folder.resolve("one");
        FingerprintSet one = FingerprintSet.of(new long[] {5, 0, 9}, 3);
        FingerprintFileWriter.write(file, one, "own");
        assertThat(SimilaritySearch.over(FingerprintFile.open(file)).top(new long[] {5, 0, 1}, 9))
                .containsExactly(new Hit(0, 0.75));
    }

    @Test
    void close_withoutCommit_leavesFormerFile() throws IOException {
        Path file = folder.resolve("kept");
        FingerprintFileWriter.write(file, SeededFingerprints.families(10, 4, 1), "first");
        try (FingerprintFileWriter writer = FingerprintFileWriter.create(file, 4, "second")) {
            writer.add(SeededFingerprints.families(20, 4, 1));
        }
        assertThat(FingerprintFile.open(file).kind()).isEqualTo("first");
        assertThat(names()).containsExactly("kept");
    }

    @Test
    void commit_cancelled_leavesNothing() throws IOException {
        CancelToken cancel = new CancelToken();
        cancel.cancel("stop");
        try (FingerprintFileWriter writer = FingerprintFileWriter.create(folder.resolve("file"), 4, "x")) {
            writer.add(SeededFingerprints.families(20, 4, 1));
            assertThatThrownBy(() -> writer.commit(cancel)).isInstanceOf(CancellationException.class);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void open_everyTruncation_isRefused() throws IOException {
        Path file = folder.resolve("whole");
        FingerprintFileWriter.write(file, SeededFingerprints.families(70, 2, 1), "x");
        byte[] whole = Files.readAllBytes(file);
        Path cut = folder.resolve("cut");
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> FingerprintFile.open(cut))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(cut.toString());
        }
        Files.write(cut, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> FingerprintFile.open(cut))
                .hasMessageContaining("cut off")
                .hasMessageContaining(String.valueOf(whole.length));
        Files.write(cut, Arrays.copyOf(whole, whole.length + 1));
        assertThatThrownBy(() -> FingerprintFile.open(cut)).hasMessageContaining("damaged");
    }

    @Test
    void open_foreignOrDamaged_saysWhat() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "name\tsmiles\n" + "x".repeat(500));
        assertThatThrownBy(() -> FingerprintFile.open(file)).hasMessageContaining("is not a file of fingerprints");
        assertThatThrownBy(() -> FingerprintFile.open(folder.resolve("absent")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("There is no file");
        FingerprintFileWriter.write(file, SeededFingerprints.families(70, 2, 1), "x");
        byte[] bytes = Files.readAllBytes(file);
        refuses(file, bytes, 8, "version");
        refuses(file, bytes, 20, "check sum");
        refuses(file, bytes, FileLayout.HEADER_BYTES + 1, "out of order");
    }

    private static void refuses(Path file, byte[] bytes, int at, String message) throws IOException {
        byte[] damaged = bytes.clone();
        damaged[at] ^= 0x40;
        Files.write(file, damaged);
        assertThatThrownBy(() -> FingerprintFile.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    @Test
    void create_wrongArguments_areRefused() {
        Path file = folder.resolve("file");
        assertThatThrownBy(() -> FingerprintFileWriter.create(file, 0, "x")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> FingerprintFileWriter.create(file, 4, "x".repeat(221)))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> FingerprintFileWriter.create(folder.resolve("no/such/file"), 4, "x"))
                .isInstanceOf(DataException.class);
        try (FingerprintFileWriter writer = FingerprintFileWriter.create(file, 4, "x")) {
            assertThatThrownBy(() -> writer.add(SeededFingerprints.families(2, 5, 1)))
                    .isInstanceOf(UsageException.class);
        }
    }
}
