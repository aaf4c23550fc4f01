package io.retort.embed;

/**
 * On what a model runs.
 *
 * @param cuda whether on an NVIDIA GPU, else on the processor
 * @param dtype number format of the graph
 * @param workers threads that run batches at once
 * @param threadsPerBatch threads of the processor that share the work of one batch
 * @param reason why this device, in one sentence
 */
public record DevicePlan(boolean cuda, Dtype dtype, int workers, int threadsPerBatch, String reason) {
    /** Two batches at once, so that one is copied while the other is computed. */
    private static final int GPU_WORKERS = 2;

    /**
     * The device's name.
     *
     * @return {@code cuda} or {@code cpu}
     */
    public String device() {
        return cuda ? "cuda" : "cpu";
    }

    /**
     * Name of the execution provider.
     *
     * @return as ONNX Runtime calls it
     */
    public String provider() {
        return cuda ? "CUDAExecutionProvider" : "CPUExecutionProvider";
    }

    /**
     * On the processor, one batch per thread: a batch that stays in one core's cache beats one that is shared, see
     * docs/embed.md.
     */
    static DevicePlan cpu(EmbeddingModel model, DtypeChoice choice, int threads, String reason) {
        Dtype dtype = choice == DtypeChoice.AUTO ? fallback(model, Dtype.FLOAT32) : asked(choice);
        return new DevicePlan(false, dtype, threads, 1, reason);
    }

    static DevicePlan gpu(EmbeddingModel model, DtypeChoice choice, String reason) {
        Dtype dtype = choice == DtypeChoice.AUTO ? fallback(model, Dtype.HALF) : asked(choice);
        return new DevicePlan(true, dtype, GPU_WORKERS, 1, reason);
    }

    private static Dtype asked(DtypeChoice choice) {
        return Dtype.valueOf(choice.name());
    }

    /** The wanted format, else float32, else whatever there is. */
    private static Dtype fallback(EmbeddingModel model, Dtype wanted) {
        if (model.has(wanted)) {
            return wanted;
        }
        return model.has(Dtype.FLOAT32) ? Dtype.FLOAT32 : model.files().get(0).dtype();
    }
}
