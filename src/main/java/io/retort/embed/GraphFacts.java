package io.retort.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.retort.core.ModelException;
import java.util.List;
import java.util.Map;

/**
 * What a graph says of itself.
 *
 * @param inputs its inputs, in the order of {@link EmbeddingModel#KNOWN_INPUTS}
 * @param output the output that holds vectors
 */
record GraphFacts(List<String> inputs, Output output) {
    /** Outputs by which exporters call what we look for, best first. */
    private static final List<String> USUAL_OUTPUTS = List.of(
            "embedding", "sentence_embedding", "text_embeds", "pooler_output", "last_hidden_state", "token_embeddings");

    /**
     * An output.
     *
     * @param name its name
     * @param pooled whether it has one vector for each text, not for each token
     * @param dimension numbers in a vector, -1 if not stated
     */
    record Output(String name, boolean pooled, int dimension) {}

    static GraphFacts of(byte[] graph, String where) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
            try (OrtSession session = OnnxNatives.environment().createSession(graph, options)) {
                return of(session, where);
            }
        } catch (OrtException e) {
            throw OnnxFailure.loading(where, e);
        }
    }

    private static GraphFacts of(OrtSession session, String where) throws OrtException {
        List<String> unknown = session.getInputNames().stream()
                .filter(i -> !EmbeddingModel.KNOWN_INPUTS.contains(i))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ModelException("the graph " + where + " has inputs that Retort cannot fill: " + unknown
                    + "; accepted are " + EmbeddingModel.KNOWN_INPUTS);
        }
        List<String> inputs = EmbeddingModel.KNOWN_INPUTS.stream()
                .filter(session.getInputNames()::contains)
                .toList();
        return new GraphFacts(inputs, output(session.getOutputInfo(), where));
    }

    private static Output output(Map<String, NodeInfo> outputs, String where) {
        String name = USUAL_OUTPUTS.stream()
                .filter(outputs::containsKey)
                // What "pooler_output" holds was trained for another task than similarity.
                .filter(n -> !n.equals("pooler_output") || !outputs.containsKey("last_hidden_state"))
                .findFirst()
                .orElseGet(() -> outputs.keySet().iterator().next());
        return output(name, outputs, where);
    }

    static Output output(String name, Map<String, NodeInfo> outputs, String where) {
        NodeInfo node = outputs.get(name);
        if (node == null || !(node.getInfo() instanceof TensorInfo info)) {
            throw new ModelException("the graph " + where + " has no output \"" + name + "\"; it has "
                    + String.join(", ", outputs.keySet()));
        }
        long[] shape = info.getShape();
        if (shape.length != 2 && shape.length != 3) {
            throw new ModelException("the output \"" + name + "\" of the graph " + where + " has " + shape.length
                    + " axes; accepted are [text, vector] and [text, token, vector]");
        }
        return new Output(name, shape.length == 2, (int) shape[shape.length - 1]);
    }
}
