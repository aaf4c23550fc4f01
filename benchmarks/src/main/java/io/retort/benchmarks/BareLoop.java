package io.retort.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.ModelException;
import io.retort.embed.EmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ONNX Runtime alone: tokens ready, rows sorted by length, one session, vectors thrown away. On a processor in batches of
 * 1,024 tokens, with all threads at each batch or with a batch for each thread.
 */
final class BareLoop implements AutoCloseable {
    private static final int PROCESSOR_TOKENS = 1024;
    private static final int CARD_TOKENS = 131_072;
    private static final int MOST_TOKENS = 192;
    private static final int WARM_UP_EVERY = 20;
    private static final Map<String, String> FILES = Map.of(
            "float32", "encoder_fused.onnx", "half", "encoder_fused_fp16.onnx", "int8", "encoder_fused_int8.onnx");

    private final List<long[]> tokens;
    private final int threads;
    private final boolean cuda;

    private BareLoop(List<long[]> tokens, int threads, boolean cuda) {
        this.tokens = tokens;
        this.threads = threads;
        this.cuda = cuda;
    }

    static BareLoop open(List<String> rows, int threads, boolean cuda) throws IOException {
        Tokens reader = Tokens.open();
        List<long[]> tokens = new ArrayList<>(rows.stream().map(reader::of).toList());
        tokens.sort(Comparator.comparingInt(t -> -t.length));
        return new BareLoop(tokens, threads, cuda);
    }

    static byte[] file(String name) throws IOException {
        try (InputStream in = EmbeddingModel.class.getResourceAsStream("molecule-encoder/" + name)) {
            if (in == null) {
                throw new IOException("the library lacks " + name);
            }
            return in.readAllBytes();
        }
    }

    /** Tokens of SMILES by a regular expression, as the tokenizer's file has it. */
    record Tokens(Pattern pattern, Map<String, Long> vocabulary) {
        static Tokens open() throws IOException {
            JsonNode json = new ObjectMapper().readTree(file("tokenizer.json"));
            Map<String, Long> vocabulary = new HashMap<>();
            json.path("model")
                    .path("vocab")
                    .properties()
                    .forEach(e -> vocabulary.put(e.getKey(), e.getValue().asLong()));
            return new Tokens(
                    Pattern.compile(json.path("pre_tokenizer")
                            .path("pattern")
                            .path("Regex")
                            .asText()),
                    vocabulary);
        }

        long[] of(String smiles) {
            List<Long> found = new ArrayList<>(List.of(2L));
            Matcher matcher = pattern.matcher(smiles);
            while (found.size() < MOST_TOKENS - 1 && matcher.find()) {
                found.add(vocabulary.getOrDefault(matcher.group(), 1L));
            }
            found.add(3L);
            return found.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** How threads share the work. */
    enum Way {
        /** All threads at one batch; on a GPU the only way. */
        SHARED,
        /** A batch for each thread. */
        EACH;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static List<Way> ways(boolean cuda) {
        return cuda ? List.of(Way.SHARED) : List.of(Way.SHARED, Way.EACH);
    }

    double rowsPerSecond(String dtype, Way way) throws IOException {
        try {
            if (cuda) {
                return measured(dtype, 1, 1);
            }
            return way == Way.SHARED ? measured(dtype, 1, threads) : measured(dtype, threads, 1);
        } catch (OrtException e) {
            throw new ModelException("the bare loop failed: " + e.getMessage(), e);
        }
    }

    private double measured(String dtype, int loops, int threadsPerBatch) throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threadsPerBatch);
            // The same products as Retort's: without it int8 is quicker and wrong where there is no VNNI.
            options.addConfigEntry("session.x64quantprecision", "1");
            if (cuda) {
                options.addCUDA(0);
            }
            try (OrtSession session = environment.createSession(file(FILES.getOrDefault(dtype, "")), options)) {
                int most = cuda ? CARD_TOKENS : PROCESSOR_TOKENS;
                // Memory is found and code is made in a first, smaller pass.
                pass(session, loops, most, WARM_UP_EVERY);
                long start = System.nanoTime();
                pass(session, loops, most, 1);
                return tokens.size() * 1e9 / (System.nanoTime() - start);
            }
        }
    }

    private void pass(OrtSession session, int loops, int most, int every) {
        List<int[]> batches = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < tokens.size(); ) {
            int to = Math.min(tokens.size(), from + Math.max(1, most / tokens.get(from).length));
            if (number++ % every == 0) {
                batches.add(new int[] {from, to});
            }
            from = to;
        }
        java.util.concurrent.atomic.AtomicInteger next = new java.util.concurrent.atomic.AtomicInteger();
        List<Thread> threadsOf = new ArrayList<>();
        for (int i = 0; i < loops; i++) {
            Thread thread = new Thread(() -> {
                for (int b = next.getAndIncrement(); b < batches.size(); b = next.getAndIncrement()) {
                    run(session, batches.get(b)[0], batches.get(b)[1]);
                }
            });
            thread.start();
            threadsOf.add(thread);
        }
        for (Thread thread : threadsOf) {
            boolean ended = false;
            while (!ended) {
                try {
                    thread.join();
                    ended = true;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ModelException("the bare loop was interrupted", e);
                }
            }
        }
    }

    private void run(OrtSession session, int from, int to) {
        int width = tokens.get(from).length;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        LongBuffer ids = longs((to - from) * width);
        LongBuffer mask = longs((to - from) * width);
        for (int i = from; i < to; i++) {
            for (int t = 0; t < width; t++) {
                boolean real = t < tokens.get(i).length;
                ids.put(real ? tokens.get(i)[t] : 0);
                mask.put(real ? 1 : 0);
            }
        }
        long[] shape = {to - from, width};
        try (OnnxTensor first = OnnxTensor.createTensor(environment, ids.flip(), shape);
                OnnxTensor second = OnnxTensor.createTensor(environment, mask.flip(), shape);
                OrtSession.Result result = session.run(Map.of("input_ids", first, "attention_mask", second))) {
            if (result.size() != 1) {
                throw new ModelException("the encoder has one output");
            }
        } catch (OrtException e) {
            throw new ModelException("the bare loop failed: " + e.getMessage(), e);
        }
    }

    private static LongBuffer longs(int count) {
        return ByteBuffer.allocateDirect(count * Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    @Override
    public void close() {
        tokens.clear();
    }
}
