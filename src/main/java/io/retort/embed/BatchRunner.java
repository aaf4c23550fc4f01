package io.retort.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.retort.core.CancelToken;
import io.retort.core.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Runs batches on a session, with buffers outside of the heap that it uses again and again: ONNX Runtime reads tokens from
 * them and writes vectors into them without a copy. For one thread.
 */
final class BatchRunner implements EmbedWorker.Engine {
    /** On a GPU one run in so many gives memory back that it does not need. */
    private static final int SHRINK_EVERY = 256;

    private final OrtEnvironment environment = OnnxNatives.environment();
    private final OnnxSession session;
    private final int padding;
    private final int dimension;
    private final Map<String, ByteBuffer> inputs = new LinkedHashMap<>();
    private final OrtSession.RunOptions runOptions;
    private ByteBuffer output = ByteBuffer.allocateDirect(0);
    private int runs;

    BatchRunner(OnnxSession session, int padding) {
        this.session = session;
        this.padding = padding;
        this.dimension = session.model().dimension();
        for (String input : session.model().inputs()) {
            inputs.put(input, ByteBuffer.allocateDirect(0));
        }
        try {
            runOptions = new OrtSession.RunOptions();
        } catch (OrtException e) {
            throw new ModelException("ONNX Runtime cannot start a run", e);
        }
    }

    /** The rows of a batch lack memory, on the device or here; fewer may go. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge(Throwable cause) {
            super(OnnxFailure.said(cause), cause);
        }

        String said() {
            return String.valueOf(getMessage());
        }
    }

    /** Takes a vector. */
    interface Sink {
        /**
         * Copies.
         *
         * @param row number of the row among the batch's tokens
         * @param vectors holds the vector
         * @param offset where it starts
         */
        void accept(int row, FloatBuffer vectors, int offset);
    }

    /**
     * Computes the vectors of some rows.
     *
     * @param tokens of many rows
     * @param slice which of them
     */
    @Override
    public void run(TokenRows tokens, Slice slice, CancelToken cancel, Sink sink) throws TooLarge {
        int rows = slice.to() - slice.from();
        int width = slice.width();
        try (CancelToken.Registration ignored = cancel.onCancel(this::terminate)) {
            fill(tokens, slice);
            Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
            try {
                long[] shape = {rows, width};
                for (Map.Entry<String, ByteBuffer> input : inputs.entrySet()) {
                    tensors.put(input.getKey(), tensor(input.getKey(), input.getValue(), shape));
                }
                run(tensors, tokens, slice, sink);
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        } catch (OutOfMemoryError e) {
            throw new TooLarge(e);
        } catch (OrtException e) {
            cancel.throwIfCancelled();
            if (OnnxFailure.isOutOfMemory(e)) {
                throw new TooLarge(e);
            }
            throw new ModelException(
                    "model " + session.model().name() + " failed on a batch of " + rows + " rows and " + width
                            + " tokens: " + OnnxFailure.said(e),
                    e);
        }
    }

    /**
     * Rows of a batch.
     *
     * @param order numbers of rows
     * @param from first place in the order
     * @param to behind the last
     * @param width tokens of the longest
     */
    record Slice(int[] order, int from, int to, int width) {}

    private void terminate() {
        try {
            runOptions.setTerminate(true);
        } catch (OrtException e) {
            // Then the batch under way is waited for.
            assert e != null;
        }
    }

    private void fill(TokenRows tokens, Slice slice) {
        int rows = slice.to() - slice.from();
        long cells = (long) rows * slice.width();
        for (Map.Entry<String, ByteBuffer> input : inputs.entrySet()) {
            boolean wide = session.isWide(input.getKey());
            input.setValue(room(input.getValue(), cells * (wide ? Long.BYTES : Integer.BYTES)));
            ByteBuffer buffer = input.getValue();
            buffer.clear();
            for (int i = slice.from(); i < slice.to(); i++) {
                int row = slice.order()[i];
                int length = tokens.length(row);
                for (int t = 0; t < slice.width(); t++) {
                    int value = value(input.getKey(), t < length ? tokens.token(row, t) : padding, t < length);
                    if (wide) {
                        buffer.putLong(value);
                    } else {
                        buffer.putInt(value);
                    }
                }
            }
            buffer.flip();
        }
    }

    private static int value(String input, int token, boolean real) {
        return switch (input) {
            case "input_ids" -> token;
            case "attention_mask" -> real ? 1 : 0;
            default -> 0;
        };
    }

    /** A buffer with room for so many bytes, and half as many again so that it does not change often. */
    private static ByteBuffer room(ByteBuffer buffer, long bytes) {
        if (buffer.capacity() >= bytes) {
            return buffer;
        }
        long most = Math.min(Integer.MAX_VALUE - 8L, bytes + bytes / 2);
        return ByteBuffer.allocateDirect((int) Math.max(bytes, most)).order(ByteOrder.nativeOrder());
    }

    private OnnxTensor tensor(String name, ByteBuffer buffer, long[] shape) throws OrtException {
        return session.isWide(name)
                ? OnnxTensor.createTensor(environment, buffer.asLongBuffer(), shape)
                : OnnxTensor.createTensor(environment, buffer.asIntBuffer(), shape);
    }

    private void run(Map<String, OnnxTensor> tensors, TokenRows tokens, Slice slice, Sink sink) throws OrtException {
        int rows = slice.to() - slice.from();
        shrinkNowAndThen();
        long[] shape = session.pooled() ? new long[] {rows, dimension} : new long[] {rows, slice.width(), dimension};
        long floats = (long) rows * dimension * (session.pooled() ? 1 : slice.width());
        output = room(output, floats * Float.BYTES);
        output.clear().limit((int) (floats * Float.BYTES));
        FloatBuffer vectors = output.order(ByteOrder.nativeOrder()).asFloatBuffer();
        String name = session.model().output();
        try (OnnxTensor target = OnnxTensor.createTensor(environment, vectors, shape);
                OrtSession.Result result = session.session().run(tensors, Set.of(), Map.of(name, target), runOptions)) {
            if (!session.pooled()) {
                TokenPooling.pool(session.model().pooling(), vectors, tokens, slice, dimension);
            }
            int step = session.pooled() ? dimension : slice.width() * dimension;
            for (int i = 0; i < rows; i++) {
                if (session.model().normalized()) {
                    TokenPooling.normalize(vectors, i * step, dimension);
                }
                sink.accept(slice.order()[slice.from() + i], vectors, i * step);
            }
        }
    }

    private void shrinkNowAndThen() throws OrtException {
        if (session.plan().cuda()) {
            boolean shrink = ++runs % SHRINK_EVERY == 0;
            runOptions.addRunConfigEntry("memory.enable_memory_arena_shrinkage", shrink ? "gpu:0" : "");
        }
    }

    @Override
    public boolean usesCaller() {
        return !session.plan().cuda() && session.plan().threadsPerBatch() == 1;
    }

    @Override
    public void close() {
        runOptions.close();
    }
}
