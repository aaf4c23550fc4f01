package io.retort.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallerTest {
    @TempDir
    Path temporary;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, String... args) {
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Main.run(List.of(args), environment, out, new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private Path folder(String name) {
        return temporary.resolve("a prefix").resolve("share/jupyter/kernels").resolve(name);
    }

    @Test
    void install_prefix_writesKernelspec() throws Exception {
        Path prefix = temporary.resolve("a prefix");

        assertThat(run(Map.of(), "install", "--prefix", prefix.toString(), "--heap", "2g"))
                .isZero();

        JsonObject json = JsonParser.parseString(
                        Files.readString(folder("retort").resolve("kernel.json")))
                .getAsJsonObject();
        assertThat(json.get("interrupt_mode").getAsString()).isEqualTo("message");
        assertThat(json.get("display_name").getAsString()).isEqualTo("Retort (Java)");
        assertThat(json.getAsJsonArray("argv").get(1).getAsString())
                .isEqualTo("@" + folder("retort").resolve("java.args"));
        assertThat(Files.readString(folder("retort").resolve("java.args")))
                .contains("-Xmx2g\n", "--add-opens=java.base/java.nio=ALL-UNNAMED\n", "-cp\n\"");
        assertThat(folder("retort").resolve("logo-64x64.png")).exists();
    }

    @Test
    void install_twice_leavesNoPartialFiles() throws Exception {
        String prefix = temporary.resolve("a prefix").toString();
        run(Map.of(), "install", "--prefix", prefix);

        assertThat(run(Map.of("RETORT_JVM_FLAGS", "-Xss8m -Dx=y"), "install", "--prefix", prefix))
                .isZero();

        try (Stream<Path> files = Files.list(folder("retort"))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "kernel.json", "java.args", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg");
        }
        assertThat(Files.readString(folder("retort").resolve("java.args"))).contains("-Xss8m -Dx=y\n");
    }

    @Test
    void install_nameAndDisplayName_areUsed() throws Exception {
        String prefix = temporary.resolve("a prefix").toString();

        run(Map.of(), "install", "--prefix", prefix, "--name", "other", "--display-name", "Other \"kernel\"");

        String json = Files.readString(folder("other").resolve("kernel.json"));
        assertThat(JsonParser.parseString(json)
                        .getAsJsonObject()
                        .get("display_name")
                        .getAsString())
                .isEqualTo("Other \"kernel\"");
    }

    @Test
    void install_user_usesJupytersDataFolder() {
        Map<String, String> environment =
                Map.of("JUPYTER_DATA_DIR", temporary.resolve("data").toString());

        assertThat(run(environment, "install", "--user")).isZero();

        assertThat(temporary.resolve("data/kernels/retort/kernel.json")).exists();
    }

    @Test
    void install_mistakes_areOneSentenceAndCode2() {
        assertThat(run(Map.of(), "install", "--heap", "lots")).isEqualTo(2);
        assertThat(run(Map.of(), "install", "--prefix", "x", "--user")).isEqualTo(2);
        assertThat(run(Map.of(), "install", "--jdk", temporary.toString())).isEqualTo(2);
        assertThat(run(Map.of(), "install", "--sys-prefix")).isEqualTo(2);
        assertThat(run(Map.of(), "instal")).isEqualTo(2);
        assertThat(run(Map.of())).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(6);
    }

    @Test
    void install_prefixThatCannotBeWritten_isOneSentenceAndCode1() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThat(run(Map.of(), "install", "--prefix", file.toString())).isEqualTo(1);

        assertThat(errors.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void run_missingConnectionFile_isOneSentenceAndCode1() {
        assertThat(run(Map.of(), "run", temporary.resolve("none.json").toString()))
                .isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("cannot be read");
    }
}
