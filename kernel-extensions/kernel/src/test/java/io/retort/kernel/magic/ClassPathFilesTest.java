package io.retort.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFilesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void fill() {
        FolderRepository repository = new FolderRepository(folder);
        repository.put("g", "one", "1");
        repository.put("g", "two", "1");
    }

    @Test
    void find_pattern_givesJarsSorted() {
        assertThat(ClassPathFiles.find("%jars", List.of(folder + "/g/**/*.jar")))
                .extracting(p -> p.getFileName().toString())
                .containsExactly("one-1.jar", "two-1.jar");
    }

    @Test
    void find_patternWithoutMatch_isRefused() {
        assertThatThrownBy(() -> ClassPathFiles.find("%jars", List.of(folder + "/*.jar")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("no jar or folder matches");
    }

    @Test
    void find_mistypedName_namesTheNearest() {
        assertThatThrownBy(() -> ClassPathFiles.find("%jars", List.of(folder + "/g/one/1/one-2.jar")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("did you mean \"one-1.jar\"?");
    }

    @Test
    void find_fileThatIsNoJar_isRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("a.jar"), "no jar");
        assertThatThrownBy(() -> ClassPathFiles.find("%jars", List.of(text.toString())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not a jar");
    }

    @Test
    void find_folder_isAccepted() {
        assertThat(ClassPathFiles.find("%jars", List.of(folder.toString()))).containsExactly(folder);
    }
}
