package io.retort.manybody;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code datasets/clusters}: every file is read, and its molecules are those that bonds make. */
class ClusterFilesTest {
    private static final Path FOLDER = Path.of(System.getProperty("retort.root", "."), "datasets/clusters");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".xyz")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void read_givenFragments_areThoseOfBonds(Path file) {
        Cluster given = Cluster.read(file);
        Cluster found = Cluster.read(
                file,
                io.retort.core.OptionSet.of(ClusterOptions.class).read("cluster", List.of("--fragments", "bonds")));

        assertThat(found.size()).isEqualTo(given.size()).isBetween(2, 16);
        for (int f = 0; f < given.size(); f++) {
            assertThat(found.fragment(f)).isEqualTo(given.fragment(f));
        }
        assertThat(given.hasPartialCharges()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("files")
    void card_holdsTheHash(Path file) throws IOException, NoSuchAlgorithmException {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        Path card = file.resolveSibling(file.getFileName().toString().replace(".xyz", ".md"));

        assertThat(Files.readString(card, StandardCharsets.UTF_8)).contains(hash);
    }
}
