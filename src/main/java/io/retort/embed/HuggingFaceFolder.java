package io.retort.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.retort.core.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a model in a folder of Hugging Face's layout is: {@code tokenizer.json} and {@code config.json}, an ONNX
 * file beside them or in {@code onnx/}, and where the model is one of Sentence Transformers also {@code modules.json},
 * {@code 1_Pooling/config.json} and {@code sentence_bert_config.json}. What the files do not say is asked of the graph.
 */
final class HuggingFaceFolder {
    private static final int USUAL_TOKENS = 512;
    private static final List<String> USUAL_FILES = List.of("model.onnx", "encoder.onnx");

    private final Path folder;
    private final ModelFiles.Folder files;

    private HuggingFaceFolder(Path folder) {
        this.folder = folder;
        this.files = new ModelFiles.Folder(folder);
    }

    /**
     * Reads a folder.
     *
     * @param place holds an ONNX file, or is the {@code onnx} folder of a model
     * @param graph the ONNX file; found if null
     */
    static LoadedModel read(Path place, @Nullable Path graph) {
        Path above = place.toAbsolutePath().getParent();
        boolean inner = !Files.exists(place.resolve("tokenizer.json"))
                && above != null
                && Files.exists(above.resolve("tokenizer.json"));
        Path folder = inner && above != null ? above : place.toAbsolutePath();
        HuggingFaceFolder found = new HuggingFaceFolder(folder);
        String file = folder.relativize((graph == null ? found.onlyGraph() : graph).toAbsolutePath())
                .toString();
        return new LoadedModel(found.model(file), found.files);
    }

    private Path onlyGraph() {
        for (Path place : List.of(folder, folder.resolve("onnx"))) {
            for (String usual : USUAL_FILES) {
                if (Files.isRegularFile(place.resolve(usual))) {
                    return place.resolve(usual);
                }
            }
            List<Path> graphs = graphs(place);
            if (graphs.size() == 1) {
                return graphs.get(0);
            }
            if (graphs.size() > 1) {
                throw new ModelException(folder + " holds several ONNX files; name one of them with --model: "
                        + String.join(", ", graphs.stream().map(Path::toString).toList()));
            }
        }
        throw new ModelException(folder + " holds no ONNX file; export the model to ONNX as model.onnx, for example"
                + " with the optimum library");
    }

    private static List<Path> graphs(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(place)) {
            return entries.filter(p -> p.toString().endsWith(".onnx")).sorted().toList();
        } catch (IOException e) {
            throw new ModelException(place + " cannot be read: " + e, e);
        }
    }

    private EmbeddingModel model(String file) {
        if (!files.has("tokenizer.json")) {
            throw LoadedModel.missingTokenizer(files.where("tokenizer.json"));
        }
        byte[] graph = files.read(file);
        GraphFacts facts = GraphFacts.of(graph, files.where(file));
        JsonNode config = optional("config.json");
        JsonNode pooling = optional("1_Pooling/config.json");
        GraphFacts.Output output = facts.output();
        int dimension = output.dimension() > 0
                ? output.dimension()
                : firstInt(pooling, config, "word_embedding_dimension", "hidden_size", "dim", "n_embd");
        if (dimension <= 0) {
            throw new ModelException("the graph " + files.where(file) + " does not say how long its vectors are; give"
                    + " hidden_size in " + files.where("config.json"));
        }
        Dtype dtype = file.contains("int8") || file.contains("quint8") || file.contains("quantized")
                ? Dtype.INT8
                : file.contains("fp16") || file.contains("float16") ? Dtype.HALF : Dtype.FLOAT32;
        return new EmbeddingModel(
                String.valueOf(folder.getFileName()),
                List.of(new EmbeddingModel.GraphFile(dtype, file, Sha256.of(graph))),
                new EmbeddingModel.HashedFile("tokenizer.json", Sha256.of(files.read("tokenizer.json"))),
                facts.inputs(),
                output.name(),
                output.pooled() ? Pooling.GRAPH : pooling(pooling),
                dimension,
                maxTokens(config),
                normalized(),
                config.path("license").asText("not stated"),
                folder.toString());
    }

    private JsonNode optional(String file) {
        return files.has(file) ? LoadedModel.json(files.read(file), files.where(file)) : MissingNode.getInstance();
    }

    private static int firstInt(JsonNode pooling, JsonNode config, String... names) {
        for (String name : names) {
            for (JsonNode node : List.of(pooling, config)) {
                if (node.path(name).isInt()) {
                    return node.path(name).asInt();
                }
            }
        }
        return 0;
    }

    private Pooling pooling(JsonNode config) {
        if (config.isMissingNode()) {
            return Pooling.MEAN;
        }
        List<Pooling> wanted = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        config.properties().forEach(entry -> {
            if (entry.getKey().startsWith("pooling_mode_") && entry.getValue().asBoolean()) {
                switch (entry.getKey()) {
                    case "pooling_mode_mean_tokens" -> wanted.add(Pooling.MEAN);
                    case "pooling_mode_cls_token" -> wanted.add(Pooling.CLS);
                    case "pooling_mode_lasttoken" -> wanted.add(Pooling.LAST);
                    default -> unknown.add(entry.getKey());
                }
            }
        });
        if (wanted.size() + unknown.size() != 1 || !unknown.isEmpty()) {
            throw new ModelException(files.where("1_Pooling/config.json") + " asks for the pooling " + wanted + unknown
                    + "; accepted is one of pooling_mode_mean_tokens, pooling_mode_cls_token and"
                    + " pooling_mode_lasttoken");
        }
        return wanted.get(0);
    }

    /** Most tokens, as Sentence Transformers or the tokenizer says, and never more than the graph has places for. */
    private int maxTokens(JsonNode config) {
        int places = config.path("max_position_embeddings").asInt(Integer.MAX_VALUE);
        int told = optional("sentence_bert_config.json").path("max_seq_length").asInt(0);
        if (told <= 0) {
            told = optional("tokenizer.json")
                    .path("truncation")
                    .path("max_length")
                    .asInt(0);
        }
        if (told <= 0) {
            // Tokenizers without a limit hold a number of thirty digits here.
            double stated =
                    optional("tokenizer_config.json").path("model_max_length").asDouble(0);
            told = stated > 0 && stated < 1e6 ? (int) stated : 0;
        }
        return told > 0 ? Math.min(told, places) : Math.min(USUAL_TOKENS, places);
    }

    /** Sentence Transformers lists its steps; without a list there is no word on it, and length 1 suits cosines. */
    private boolean normalized() {
        JsonNode modules = optional("modules.json");
        if (modules.isMissingNode()) {
            return true;
        }
        for (JsonNode module : modules) {
            if (module.path("type").asText().endsWith(".Normalize")) {
                return true;
            }
        }
        return false;
    }
}
