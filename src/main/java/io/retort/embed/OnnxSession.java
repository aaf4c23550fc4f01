package io.retort.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.retort.core.ModelException;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A model's graph, loaded on a device. Any number of threads may run batches on it at once, each with a {@link BatchRunner}
 * of its own: they share the weights.
 */
final class OnnxSession implements AutoCloseable {
    private static final double GPU_MEMORY_SHARE = 0.8;

    private final EmbeddingModel model;
    private final DevicePlan plan;
    private final OrtSession session;
    private final boolean pooled;
    private final Set<String> wideInputs;

    private OnnxSession(EmbeddingModel model, DevicePlan plan, OrtSession session, String where) throws OrtException {
        this.model = model;
        this.plan = plan;
        this.session = session;
        GraphFacts.Output output = GraphFacts.output(model.output(), session.getOutputInfo(), where);
        this.pooled = output.pooled();
        this.wideInputs = new java.util.HashSet<>();
        check(output, where);
    }

    private void check(GraphFacts.Output output, String where) throws OrtException {
        if (output.dimension() > 0 && output.dimension() != model.dimension()) {
            throw new ModelException("the graph " + where + " makes vectors of dimension " + output.dimension()
                    + ", but model " + model.name() + " declares " + model.dimension()
                    + "; correct \"dimension\" in model.json, or fetch the graph that belongs to it");
        }
        if (pooled != (model.pooling() == Pooling.GRAPH)) {
            throw new ModelException(
                    "the graph " + where + " makes " + (pooled ? "one vector a text" : "a vector a token")
                            + ", which does not go with the pooling "
                            + model.pooling().name().toLowerCase(java.util.Locale.ROOT)
                            + " of model " + model.name() + "; correct \"pooling\" in model.json");
        }
        if (!session.getInputNames().equals(Set.copyOf(model.inputs()))) {
            throw new ModelException("the graph " + where + " has the inputs " + session.getInputNames()
                    + ", but model " + model.name() + " declares " + model.inputs() + "; correct model.json");
        }
        for (NodeInfo input : session.getInputInfo().values()) {
            if (input.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.INT64) {
                wideInputs.add(input.getName());
            }
        }
    }

    /** Loads a model as asked, on the device that fits. */
    static OnnxSession open(LoadedModel loaded, DeviceChoice device, DtypeChoice dtype, int threads) {
        EmbeddingModel model = loaded.model();
        if (device == DeviceChoice.CPU) {
            return onCpu(loaded, DevicePlan.cpu(model, dtype, threads, "the CPU was asked for"));
        }
        Optional<GpuCard> card = GpuCard.find();
        String obstacle = obstacle(card);
        if (obstacle.isEmpty()) {
            DevicePlan plan = DevicePlan.gpu(
                    model, dtype, "there is " + card.map(GpuCard::name).orElse("a GPU") + " and CUDA works");
            try {
                return open(loaded, plan, card.map(GpuCard::memoryBytes).orElse(0L));
            } catch (OrtException e) {
                obstacle = OnnxFailure.cuda(e);
            }
        }
        if (device == DeviceChoice.CUDA) {
            throw new UsageException("--device cuda: " + obstacle + "; or choose --device cpu");
        }
        return onCpu(loaded, DevicePlan.cpu(model, dtype, threads, obstacle));
    }

    /** Why the GPU cannot be used, empty if nothing is known against it. */
    private static String obstacle(Optional<GpuCard> card) {
        if (card.isEmpty()) {
            return "this machine has no NVIDIA GPU that this process may use";
        }
        if (!OnnxNatives.hasCuda()) {
            return "this build of Retort has the ONNX Runtime for CPUs: build it with the Maven profile gpu (-Pgpu)";
        }
        return Settings.cudaFolder().map(OnnxNatives::loadCuda).orElse("");
    }

    private static OnnxSession onCpu(LoadedModel loaded, DevicePlan plan) {
        try {
            return open(loaded, plan, 0);
        } catch (OrtException e) {
            throw OnnxFailure.loading(
                    loaded.files().where(loaded.model().graph(plan.dtype()).file()), e);
        }
    }

    private static OnnxSession open(LoadedModel loaded, DevicePlan plan, long gpuBytes) throws OrtException {
        OrtEnvironment environment = OnnxNatives.environment();
        EmbeddingModel.GraphFile graph = loaded.model().graph(plan.dtype());
        String where = loaded.files().where(graph.file());
        try (OrtSession.SessionOptions options = options(plan, gpuBytes)) {
            OrtSession session = session(environment, loaded, graph, options);
            try {
                return new OnnxSession(loaded.model(), plan, session, where);
            } catch (RuntimeException | OrtException e) {
                session.close();
                throw e;
            }
        }
    }

    private static OrtSession session(
            OrtEnvironment environment,
            LoadedModel loaded,
            EmbeddingModel.GraphFile graph,
            OrtSession.SessionOptions options)
            throws OrtException {
        byte[] bytes = loaded.files().read(graph.file(), graph.sha256());
        if (loaded.files() instanceof ModelFiles.Folder folder) {
            // By its path, so that weights in files beside it are found.
            Path file = folder.path().resolve(graph.file());
            return environment.createSession(file.toString(), options);
        }
        return environment.createSession(bytes, options);
    }

    private static OrtSession.SessionOptions options(DevicePlan plan, long gpuBytes) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        try {
            options.setIntraOpNumThreads(plan.threadsPerBatch());
            options.setInterOpNumThreads(1);
            // What goes wrong is thrown; warnings of graphs are not for the reader of a notebook.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            // Patterns are kept for each shape, and every batch has another: they would only fill memory.
            options.setMemoryPatternOptimization(false);
            // Numbers too small to be normal cost many times the work and change nothing that is stored.
            options.addConfigEntry("session.set_denormal_as_zero", "1");
            // Without instructions for 8-bit products (VNNI), sums of two products would be cut off at 16 bits.
            options.addConfigEntry("session.x64quantprecision", "1");
            if (plan.cuda()) {
                try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
                    cuda.add("arena_extend_strategy", "kSameAsRequested");
                    if (gpuBytes > 0) {
                        cuda.add("gpu_mem_limit", Long.toString((long) (gpuBytes * GPU_MEMORY_SHARE)));
                    }
                    options.addCUDA(cuda);
                }
            }
            return options;
        } catch (OrtException | RuntimeException e) {
            options.close();
            throw e;
        }
    }

    EmbeddingModel model() {
        return model;
    }

    DevicePlan plan() {
        return plan;
    }

    boolean pooled() {
        return pooled;
    }

    /** Whether an input takes 64-bit numbers, else 32. */
    boolean isWide(String input) {
        return wideInputs.contains(input);
    }

    OrtSession session() {
        return session;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime cannot let go of model " + model.name(), e);
        }
    }
}
