package io.retort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.cli.DoctorFinding.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DoctorCommandTest {
    private record Ran(int code, String out) {}

    private static Ran doctor(String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("doctor"), java.util.Arrays.stream(options))
                .toArray(String[]::new);
        int code = Main.run(new Main.Console(InputStream.nullInputStream(), stream, stream), arguments);
        return new Ran(code, out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void execute_json_isOneObjectOfChecks() throws IOException {
        Ran ran = doctor("--json");
        JsonNode whole = new ObjectMapper().readTree(ran.out());

        assertThat(whole.get("retort").asText()).isEqualTo("0.1.0");
        assertThat(whole.get("ok").asBoolean()).isEqualTo(ran.code() == 0);
        assertThat(whole.get("checks").findValuesAsText("name"))
                .contains("java", "compiler", "heap", "temporary", "duckdb", "arrow", "cdk", "stages", "fonts", "plot")
                .contains("onnx", "cuda", "psi4", "xtb", "mopac")
                .doesNotHaveDuplicates();
        assertThat(Set.of("ok", "note", "bad")).containsAll(whole.get("checks").findValuesAsText("state"));
    }

    @Test
    void execute_whatThisBuildNeeds_isOk() {
        assertThat(doctor("--tabs").out().lines().toList())
                .anyMatch(line -> line.startsWith("duckdb\tok\t"))
                .anyMatch(line -> line.startsWith("arrow\tok\t"))
                .anyMatch(line -> line.startsWith("cdk\tok\t"))
                .allMatch(line -> line.split("\t", -1).length == 4);
    }

    @Test
    void execute_text_hasAStateAndANameFirst() {
        assertThat(doctor().out()).containsPattern("(?m)^ok    duckdb     v");
    }

    @Test
    void run_attemptThatThrows_isBadAndSaysHowToMend() {
        DoctorCheck check = new DoctorCheck("thing", "do this", () -> {
            throw new UnsatisfiedLinkError("no\nthing");
        });

        assertThat(check.run()).isEqualTo(new DoctorFinding("thing", State.BAD, "no thing", "do this"));
    }

    @Test
    void temporary_folder_hasRoom(@TempDir Path folder) throws IOException {
        assertThat(DoctorRuntime.temporary(folder).detail()).contains(folder.toString(), "GB free");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void onnx_missingClass_isANote() throws ReflectiveOperationException {
        assertThat(DoctorLibraries.onnx("not.there.Runtime").state()).isEqualTo(State.NOTE);
    }

    @Test
    void ask_programs_answersOrIsEmpty() throws Exception {
        assertThat(DoctorProgram.ask("no-such-program-here")).isEmpty();
        assertThat(DoctorProgram.ask("sh", "-c", "cat; echo said")).hasValue(new DoctorProgram.Said(true, "said\n"));
        assertThat(DoctorProgram.ask("sh", "-c", "exit 3")).hasValue(new DoctorProgram.Said(false, ""));

        assertThat(DoctorProgram.ask("sh", "-c", "echo left > doctor-left-this.txt"))
                .isPresent();
        assertThat(Path.of("doctor-left-this.txt")).doesNotExist();
    }

    @Test
    void gpus_table_isASentence() {
        assertThat(DoctorMachine.gpus("NVIDIA A, 16 GiB, 550.1\nNVIDIA B, 8 GiB, 550.1\n"))
                .isEqualTo("NVIDIA A (16 GiB), NVIDIA B (8 GiB), driver 550.1");
    }

    @Test
    void version_text_isFound() {
        assertThat(List.of(DoctorMachine.version(" * xtb version 6.5.1 (579679a)"), DoctorMachine.version("?")))
                .containsExactly("version 6.5.1", "found, version unknown");
    }
}
