package io.retort.embed;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.retort.core.ModelException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an embedding model is: its files, and how its graph is fed and read. Stored as {@code model.json} beside the files.
 * Immutable.
 *
 * @param name what users call it
 * @param files the graph, in one or more number formats
 * @param tokenizer the tokenizer, in the format of Hugging Face's {@code tokenizer.json}
 * @param inputs inputs of the graph, out of {@code input_ids}, {@code attention_mask} and {@code token_type_ids}
 * @param output the graph's output that holds the vectors
 * @param pooling how token vectors become one
 * @param dimension numbers in a vector
 * @param maxTokens most tokens of a text, marks at its ends included
 * @param normalized whether vectors have length 1
 * @param licence of the weights
 * @param source where the model comes from
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record EmbeddingModel(
        @JsonProperty(value = "name", required = true) String name,
        @JsonProperty(value = "files", required = true) List<GraphFile> files,
        @JsonProperty(value = "tokenizer", required = true) HashedFile tokenizer,
        @JsonProperty(value = "inputs", required = true) List<String> inputs,
        @JsonProperty(value = "output", required = true) String output,
        @JsonProperty(value = "pooling", required = true) Pooling pooling,
        @JsonProperty(value = "dimension", required = true) int dimension,
        @JsonProperty(value = "max_tokens", required = true) int maxTokens,
        @JsonProperty(value = "normalized", required = true) boolean normalized,
        @JsonProperty(value = "licence", required = true) String licence,
        @JsonProperty(value = "source", required = true) String source) {

    /** The inputs that a graph may have. */
    static final List<String> KNOWN_INPUTS = List.of("input_ids", "attention_mask", "token_type_ids");

    /** Checks the numbers and that nothing is missing. */
    public EmbeddingModel {
        files = List.copyOf(files);
        inputs = List.copyOf(inputs);
        if (files.isEmpty()) {
            throw new ModelException("model " + name + " names no graph file; list at least one under \"files\"");
        }
        if (dimension < 1) {
            throw new ModelException("model " + name + " has dimension " + dimension + "; it must be 1 or more");
        }
        if (maxTokens < 3) {
            throw new ModelException("model " + name + " takes " + maxTokens + " tokens; it must be 3 or more");
        }
        if (!inputs.contains("input_ids") || !KNOWN_INPUTS.containsAll(inputs)) {
            throw new ModelException("model " + name + " has the inputs " + inputs
                    + "; accepted are input_ids and, as the graph has them, attention_mask and token_type_ids");
        }
    }

    /**
     * A file whose contents are known.
     *
     * @param file name in the model's folder
     * @param sha256 of its contents, in lower-case hexadecimal digits
     */
    public record HashedFile(
            @JsonProperty(value = "file", required = true) String file,
            @JsonProperty(value = "sha256", required = true) String sha256) {}

    /**
     * The graph in one number format.
     *
     * @param dtype the format
     * @param file an ONNX file in the model's folder
     * @param sha256 of its contents, in lower-case hexadecimal digits
     */
    public record GraphFile(
            @JsonProperty(value = "dtype", required = true) Dtype dtype,
            @JsonProperty(value = "file", required = true) String file,
            @JsonProperty(value = "sha256", required = true) String sha256) {}

    /** Whether there is a graph in this format. */
    boolean has(Dtype dtype) {
        return files.stream().anyMatch(f -> f.dtype() == dtype);
    }

    /** The graph in a format that it must have. */
    GraphFile graph(Dtype dtype) {
        return files.stream()
                .filter(f -> f.dtype() == dtype)
                .findFirst()
                .orElseThrow(() -> new ModelException("model " + name + " has no " + dtype + " graph; it has "
                        + files.stream().map(f -> f.dtype().toString()).collect(Collectors.joining(", "))
                        + ": choose one of them with --dtype, or leave --dtype out"));
    }

    /**
     * What tells vectors of this model in this format from all others: a hash over graph, tokenizer and what is done to
     * the graph's output.
     *
     * @param dtype a format that the model has
     * @return 64 hexadecimal digits
     */
    public String fingerprint(Dtype dtype) {
        return Sha256.of(String.join(
                "\n",
                graph(dtype).sha256(),
                tokenizer.sha256(),
                pooling.name(),
                Integer.toString(dimension),
                Integer.toString(maxTokens),
                Boolean.toString(normalized)));
    }
}
