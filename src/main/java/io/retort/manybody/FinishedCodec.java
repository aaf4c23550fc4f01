package io.retort.manybody;

import io.retort.engine.TaskCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes finished calculations for the checkpoint, and tells of those that it reads. */
final class FinishedCodec implements TaskCodec<Finished> {
    private static final int HEAD = Integer.BYTES + Double.BYTES;

    private final ResultCodec results = new ResultCodec();
    private final Consumer<Finished> restored;

    FinishedCodec(Consumer<Finished> restored) {
        this.restored = restored;
    }

    @Override
    public byte[] encode(Finished value) {
        byte[] result = results.encode(value.result());
        return ByteBuffer.allocate(HEAD + result.length)
                .putInt(value.calculation())
                .putDouble(value.seconds())
                .put(result)
                .array();
    }

    @Override
    public Finished decode(byte[] bytes) throws IOException {
        if (bytes.length < HEAD) {
            throw new IOException("a finished calculation has " + HEAD + " bytes or more, found " + bytes.length);
        }
        ByteBuffer from = ByteBuffer.wrap(bytes);
        Finished finished = new Finished(
                from.getInt(), from.getDouble(), results.decode(Arrays.copyOfRange(bytes, HEAD, bytes.length)));
        restored.accept(finished);
        return finished;
    }
}
