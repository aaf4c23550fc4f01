package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns texts into vectors: a model, loaded on a device. For tables use {@link EmbeddingJob}. Safe for use by one thread
 * at a time; close it.
 */
public final class Embedder implements AutoCloseable {
    private static final int BATCH_TOKENS = 1024;

    private final LoadedModel loaded;
    private final Tokenizer tokenizer;
    private final OnnxSession session;
    private final BatchRunner runner;

    private Embedder(LoadedModel loaded, Tokenizer tokenizer, OnnxSession session) {
        this.loaded = loaded;
        this.tokenizer = tokenizer;
        this.session = session;
        this.runner = new BatchRunner(session, tokenizer.padding());
    }

    /**
     * Retort's own model of molecules, in float32 on the processor.
     *
     * @return reads SMILES
     */
    public static Embedder ofMolecules() {
        return open(LoadedModel.OWN, DeviceChoice.CPU, DtypeChoice.FLOAT32);
    }

    /**
     * Loads a model.
     *
     * @param model {@code molecule-encoder}, a folder, or an ONNX file beside its tokenizer.json
     * @param device where to compute
     * @param dtype number format to compute in
     * @return owned by the caller
     * @throws io.retort.core.ModelException if the model cannot be used
     * @throws UsageException if a GPU is asked for and cannot be used
     */
    public static Embedder open(String model, DeviceChoice device, DtypeChoice dtype) {
        LoadedModel loaded = LoadedModel.find(model);
        Tokenizer tokenizer = loaded.openTokenizer();
        try {
            return new Embedder(loaded, tokenizer, OnnxSession.open(loaded, device, dtype, 1));
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * The model.
     *
     * @return what it is
     */
    public EmbeddingModel model() {
        return loaded.model();
    }

    /**
     * Where the model runs.
     *
     * @return device, number format and why
     */
    public DevicePlan plan() {
        return session.plan();
    }

    /**
     * Computes vectors.
     *
     * @param texts at most the model's number of tokens long; what is longer is cut
     * @return {@code float[texts][dimension]}, in the order of the texts
     */
    public float[][] embed(List<String> texts) {
        return embed(texts, BATCH_TOKENS);
    }

    /** The same, with batches of so many tokens, padding included. */
    float[][] embed(List<String> texts, int batchTokens) {
        TokenRows tokens = new TokenRows(texts.size());
        texts.forEach(text -> tokenizer.encode(text, tokens));
        int[] order = IntStream.range(0, tokens.rows())
                .boxed()
                .sorted(Comparator.comparingInt(row -> -tokens.length(row)))
                .mapToInt(Integer::intValue)
                .toArray();
        float[][] vectors = new float[texts.size()][model().dimension()];
        for (int from = 0; from < order.length; ) {
            int width = tokens.length(order[from]);
            int to = Math.min(order.length, from + Math.max(1, batchTokens / width));
            try {
                runner.run(
                        tokens,
                        new BatchRunner.Slice(order, from, to, width),
                        new CancelToken(),
                        (row, all, at) -> all.get(at, vectors[row]));
            } catch (BatchRunner.TooLarge e) {
                throw new ResourceException(
                        "not enough memory for " + (to - from) + " texts of " + width + " tokens", e);
            }
            from = to;
        }
        return vectors;
    }

    @Override
    public void close() {
        try (session;
                tokenizer) {
            runner.close();
        }
    }
}
