package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.ResourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassArchiveTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "17.0.15,-XX:SharedArchiveFile=",
        "21,-XX:SharedArchiveFile=",
        "25.0.1,-XX:AOTCache=",
        "26,-XX:AOTCache="
    })
    void flags_followTheJdk(String version, String flag) throws Exception {
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");

        ClassArchive archive = new ClassArchive(folder, folder.resolve("kernel"));

        assertThat(archive.flags().get(0)).isEqualTo(flag + archive.file());
    }

    @Test
    void obstacle_folderOnTheClassPath_isNamed() throws Exception {
        Path jar = Files.createFile(folder.resolve("a.jar"));

        assertThat(ClassArchive.obstacle(List.of(jar))).isEmpty();
        assertThat(ClassArchive.obstacle(List.of(jar, folder))).get().asString().contains(folder.toString());
    }

    @Test
    void make_startThatFails_saysWhyAndLeavesNothing() throws Exception {
        Path arguments = Files.writeString(folder.resolve("java.args"), "-XX:NoSuchFlag=1\n");
        Path jdk = Path.of(System.getProperty("java.home"));

        assertThatThrownBy(() -> new ClassArchive(jdk, folder).make(arguments))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("the kernel works without it");

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(arguments);
        }
    }
}
