package io.retort.kernel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * Gathers what a cell prints into few messages: sent when 32 KB have gathered, after 40 ms, when the stream changes, or
 * when asked. Characters are never cut. Safe for use by many threads.
 */
final class CellStreams {
    private static final int SIZE_LIMIT = 32 * 1024;
    private static final long DELAY_MILLIS = 40;
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Daemon.factory("retort-streams"));

    private final BiConsumer<StreamType, String> sink;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private StreamType current = StreamType.OUT;
    private boolean scheduled;

    CellStreams(BiConsumer<StreamType, String> sink) {
        this.sink = sink;
    }

    synchronized void write(StreamType type, byte[] bytes, int offset, int length) {
        if (type != current) {
            send(true);
            current = type;
        }
        buffer.write(bytes, offset, length);
        if (buffer.size() >= SIZE_LIMIT) {
            send(false);
        } else if (!scheduled) {
            scheduled = true;
            var unused = CLOCK.schedule(this::sendLater, DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void flush() {
        send(true);
    }

    private synchronized void sendLater() {
        scheduled = false;
        send(false);
    }

    private void send(boolean all) {
        byte[] bytes = buffer.toByteArray();
        int end = all ? bytes.length : completeLength(bytes);
        buffer.reset();
        buffer.write(bytes, end, bytes.length - end);
        if (end > 0) {
            sink.accept(current, new String(bytes, 0, end, StandardCharsets.UTF_8));
        }
    }

    /** The length without a UTF-8 sequence whose end has not been written yet. */
    private static int completeLength(byte[] bytes) {
        int start = bytes.length;
        for (int back = 1; back <= Math.min(4, bytes.length); back++) {
            int b = bytes[bytes.length - back] & 0xff;
            if (b >= 0xc0) {
                int needed = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
                start = needed > back ? bytes.length - back : bytes.length;
                break;
            }
            if (b < 0x80) {
                break;
            }
        }
        return start;
    }
}
