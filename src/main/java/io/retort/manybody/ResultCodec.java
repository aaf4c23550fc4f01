package io.retort.manybody;

import io.retort.engine.TaskCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Results as bytes: energy, then length and figures of gradient and Hessian, -1 for none. Doubles bit by bit. */
final class ResultCodec implements TaskCodec<CalculationResult> {
    private static final int LEAST = Double.BYTES + 2 * Integer.BYTES;

    @Override
    public byte[] encode(CalculationResult value) {
        ByteBuffer bytes =
                ByteBuffer.allocate(LEAST + Double.BYTES * (length(value.gradient()) + length(value.hessian())));
        bytes.putDouble(value.energyHartree());
        put(bytes, value.gradient());
        put(bytes, value.hessian());
        return bytes.array();
    }

    private static int length(double @Nullable [] figures) {
        return figures == null ? 0 : figures.length;
    }

    private static void put(ByteBuffer bytes, double @Nullable [] figures) {
        if (figures == null) {
            bytes.putInt(-1);
            return;
        }
        bytes.putInt(figures.length);
        for (double figure : figures) {
            bytes.putDouble(figure);
        }
    }

    @Override
    public CalculationResult decode(byte[] bytes) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        if (bytes.length < LEAST) {
            throw new IOException("a result has " + LEAST + " bytes or more, found " + bytes.length);
        }
        return new CalculationResult(from.getDouble(), figures(from), figures(from));
    }

    private static double @Nullable [] figures(ByteBuffer from) throws IOException {
        int length = from.getInt();
        if (length < -1 || length * (long) Double.BYTES > from.remaining()) {
            throw new IOException("a result is cut off");
        }
        if (length < 0) {
            return null;
        }
        double[] figures = new double[length];
        for (int i = 0; i < length; i++) {
            figures[i] = from.getDouble();
        }
        return figures;
    }
}
