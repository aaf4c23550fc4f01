package io.retort.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.retort.core.ModelException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of users: folders in Hugging Face's layout, ONNX files, URLs; and what is said of those that cannot be used. */
@Timeout(60)
class OtherModelsTest {
    private static final float SAME = 1e-5f;

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void write() {
        model = TinyGraph.write(folder.resolve("tiny"));
    }

    private Embedder open(Path path) {
        return Embedder.open(path.toString(), DeviceChoice.CPU, DtypeChoice.AUTO);
    }

    /** Nothing but pooling, no step that normalizes. */
    private void sentenceTransformer(String pooling) throws IOException {
        Files.createDirectories(model.resolve("1_Pooling"));
        Files.writeString(model.resolve("modules.json"), "[{\"type\": \"sentence_transformers.models.Pooling\"}]");
        Files.writeString(
                model.resolve("1_Pooling/config.json"),
                "{\"word_embedding_dimension\": 3, \"" + pooling + "\": true, \"pooling_mode_max_tokens\": false}");
    }

    /** Tokens of "a b" are 2 4 5 3, of "a" 2 4 3, so that the second row of a batch is padded. */
    @ParameterizedTest
    @CsvSource({"pooling_mode_mean_tokens, 3, 9.6666667", "pooling_mode_cls_token, 2, 4", "pooling_mode_lasttoken, 3, 9"
    })
    void embed_poolingOfTheFolder_isDoneWithoutThePadding(String pooling, float first, float second)
            throws IOException {
        sentenceTransformer(pooling);
        try (Embedder embedder = open(model)) {
            float[] vector = embedder.embed(List.of("a b", "a"))[1];
            assertThat(vector).containsExactly(new float[] {first, second, 1}, within(SAME));
        }
    }

    @Test
    void embed_noWordOnPooling_isTheMeanWithLengthOne() {
        try (Embedder embedder = open(model)) {
            float[] vector = embedder.embed(List.of("a"))[0];
            double length = Math.sqrt(3 * 3 + 29.0 / 3 * 29 / 3 + 1);
            assertThat(vector)
                    .containsExactly(
                            new float[] {(float) (3 / length), (float) (29 / 3.0 / length), (float) (1 / length)},
                            within(SAME));
            assertThat(embedder.model().inputs()).containsExactly("input_ids", "attention_mask", "token_type_ids");
        }
    }

    @Test
    void embed_maxSequenceLength_cutsTheText() throws IOException {
        sentenceTransformer("pooling_mode_lasttoken");
        Files.writeString(model.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 4}");
        try (Embedder embedder = open(model)) {
            assertThat(embedder.model().maxTokens()).isEqualTo(4);
            assertThat(embedder.embed(List.of("a b c d e"))).isDeepEqualTo(embedder.embed(List.of("a b")));
        }
    }

    @Test
    void open_onnxFileInItsFolder_isTheSameModel() throws IOException {
        Files.createDirectories(model.resolve("onnx"));
        Files.move(model.resolve("model.onnx"), model.resolve("onnx/model.onnx"));
        try (Embedder embedder = open(model.resolve("onnx/model.onnx"))) {
            assertThat(embedder.model().name()).isEqualTo("tiny");
            assertThat(embedder.embed(List.of("a"))[0]).hasSize(3);
        }
    }

    @Test
    void open_whatIsNoModel_saysWhatToDo() throws IOException {
        assertThatThrownBy(() -> open(folder.resolve("absent")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("there is no model")
                .hasMessageContaining("molecule-encoder");
        Files.writeString(model.resolve("model.onnx"), "not a graph");
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.onnx cannot be loaded by ONNX Runtime")
                .hasMessageContaining("again");
        Files.delete(model.resolve("model.onnx"));
        assertThatThrownBy(() -> open(model)).hasMessageContaining("holds no ONNX file");
        Files.delete(model.resolve("tokenizer.json"));
        TinyGraph.write(folder.resolve("other"));
        Files.copy(folder.resolve("other/model.onnx"), model.resolve("model.onnx"));
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("has no tokenizer")
                .hasMessageContaining("tokenizer.json");
    }

    @Test
    void open_tokenizerThatIsNone_saysSo() throws IOException {
        Files.writeString(model.resolve("tokenizer.json"), "{\"model\": 1}");
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cannot be used as a tokenizer");
    }

    private Path described(int dimension, String pooling) throws IOException {
        Files.writeString(model.resolve("model.json"), """
                {"name": "tiny", "files": [{"dtype": "float32", "file": "model.onnx", "sha256": "%s"}],
                 "tokenizer": {"file": "tokenizer.json", "sha256": "%s"},
                 "inputs": ["input_ids", "attention_mask", "token_type_ids"], "output": "last_hidden_state",
                 "pooling": "%s", "dimension": %d, "max_tokens": 8, "normalized": false, "licence": "CC0",
                 "source": "a test"}
                """.formatted(
                        Sha256.of(Files.readAllBytes(model.resolve("model.onnx"))),
                        Sha256.of(Files.readAllBytes(model.resolve("tokenizer.json"))),
                        pooling,
                        dimension));
        return model;
    }

    @Test
    void open_descriptorThatDoesNotFit_saysWhatToCorrect() throws IOException {
        described(4, "mean");
        assertThatThrownBy(() -> open(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("makes vectors of dimension 3, but model tiny declares 4");
        described(3, "graph");
        assertThatThrownBy(() -> open(model))
                .hasMessageContaining("a vector a token")
                .hasMessageContaining("pooling");
        described(3, "mean");
        assertThatThrownBy(() -> Embedder.open(model.toString(), DeviceChoice.CPU, DtypeChoice.INT8))
                .hasMessageContaining("model tiny has no int8 graph; it has float32");
        Files.writeString(model.resolve("tokenizer.json"), "\n", java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> open(model))
                .hasMessageContaining("tokenizer.json is not the file that its model.json describes");
        Files.writeString(model.resolve("model.json"), "{\"name\": \"tiny\"}");
        assertThatThrownBy(() -> open(model)).hasMessageContaining("model.json does not describe a model");
    }

    @Test
    void open_gpuThatIsNotThere_saysWhyAndWhatElse() {
        org.junit.jupiter.api.Assumptions.assumeTrue(GpuCard.find().isEmpty(), "this machine has a GPU");
        assertThatThrownBy(() -> Embedder.open("molecule-encoder", DeviceChoice.CUDA, DtypeChoice.AUTO))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--device cuda: this machine has no NVIDIA GPU")
                .hasMessageContaining("--device cpu");
    }

    @Test
    void cuda_whatLibrariesSay_becomesAdvice() {
        String missing = OnnxFailure.cuda(new ai.onnxruntime.OrtException(
                "Failed to load library libonnxruntime_providers_cuda.so with error: libcublasLt.so.12: cannot open shared"
                        + " object file: No such file or directory"));
        assertThat(missing).contains("libcublasLt.so.12").contains("CUDA 12").contains("RETORT_CUDA");
        assertThat(OnnxFailure.cuda(new ai.onnxruntime.OrtException(
                        "CUDA driver version is insufficient for CUDA runtime version")))
                .contains("driver");
        assertThat(GpuCard.parse("NVIDIA H200, 143771")).contains(new GpuCard("NVIDIA H200", 143771L << 20));
    }

    @Test
    void fetch_modelByUrl_isCheckedAndKept() throws IOException {
        Path site = described(3, "mean");
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] bytes = Files.readAllBytes(
                    site.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.sendResponseHeaders(200, bytes.length);
            try (exchange) {
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/model.json");
            String hash = Sha256.of(Files.readAllBytes(site.resolve("model.json")));
            Path cache = folder.resolve("cache");
            assertThatThrownBy(() -> ModelDownload.fetch(address, "0".repeat(64), cache))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("holds something else than expected");
            assertThat(cache).doesNotExist();

            Path fetched = ModelDownload.fetch(address, hash, cache);
            int requests = asked.get();
            try (Embedder embedder = open(fetched)) {
                assertThat(embedder.embed(List.of("a"))[0][0]).isEqualTo(3);
            }
            assertThat(ModelDownload.fetch(address, hash, cache)).isEqualTo(fetched);
            assertThat(asked).hasValue(requests);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void find_urlWithoutHash_isRefused() {
        assertThatThrownBy(() -> LoadedModel.find("https://example.org/model.json", null))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--sha256");
    }
}
