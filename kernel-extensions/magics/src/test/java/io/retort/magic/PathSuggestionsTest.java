package io.retort.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathSuggestionsTest {
    @TempDir
    private Path folder;

    @Test
    void of_lastWord_givesFoldersAndAcceptedFiles() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        for (String name : new String[] {"left.jar", "lost.txt", ".lid.jar", "l b.jar", "other.jar"}) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(PathSuggestions.of("add " + folder + "/l", PathSuggestions::isJar))
                .containsExactly(folder + "/left.jar", folder + "/lib/");
        assertThat(PathSuggestions.of(folder + "/.", file -> true)).containsExactly(folder + "/.lid.jar");
    }

    @Test
    void of_folderThatIsNotThere_isEmpty() {
        assertThat(PathSuggestions.of(folder + "/no/thing", file -> true)).isEmpty();
    }
}
