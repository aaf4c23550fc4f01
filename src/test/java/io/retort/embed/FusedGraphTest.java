package io.retort.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script that writes the encoder's graphs, where Debian's python3-onnx is installed. */
@Timeout(120)
class FusedGraphTest {
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void fuseGraph_fromTheShippedWeights_writesGraphsThatReproduceTheGoldenVectors() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of(PYTHON)) && run(PYTHON, "-c", "import onnx") == 0,
                "python3-onnx is not installed");
        ModelFiles shipped = new ModelFiles.Embedded("molecule-encoder");
        Path weights = Files.write(folder.resolve("weights.onnx"), shipped.read("encoder_fused.onnx"));
        Path script = Path.of(System.getProperty("retort.root", "..")).resolve("benchmarks/training/fuse_graph.py");
        Path made = folder.resolve("made");

        assertThat(run(PYTHON, "-B", script.toString(), weights.toString(), made.toString()))
                .isZero();

        Files.write(made.resolve("tokenizer.json"), shipped.read("tokenizer.json"));
        String descriptor = new String(shipped.read("model.json"), StandardCharsets.UTF_8);
        for (String file : List.of("encoder_fused.onnx", "encoder_fused_fp16.onnx", "encoder_fused_int8.onnx")) {
            descriptor = descriptor.replace(
                    Sha256.of(shipped.read(file)), Sha256.of(Files.readAllBytes(made.resolve(file))));
        }
        Files.writeString(made.resolve("model.json"), descriptor);
        check(made, DtypeChoice.FLOAT32, 1e-5f);
        check(made, DtypeChoice.HALF, 2e-3f);
        try (Embedder embedder = Embedder.open(made.toString(), DeviceChoice.CPU, DtypeChoice.INT8)) {
            float[][] vectors = embedder.embed(TestTexts.goldenSmiles());
            for (int i = 0; i < vectors.length; i++) {
                assertThat(TestTexts.cosine(
                                vectors[i], TestTexts.golden().get(i).vector()))
                        .isGreaterThan(0.999);
            }
        }
    }

    private static void check(Path model, DtypeChoice dtype, float most) {
        try (Embedder embedder = Embedder.open(model.toString(), DeviceChoice.CPU, dtype)) {
            float[][] vectors = embedder.embed(TestTexts.goldenSmiles());
            for (int i = 0; i < vectors.length; i++) {
                assertThat(vectors[i]).containsExactly(TestTexts.golden().get(i).vector(), within(most));
            }
        }
    }
}
