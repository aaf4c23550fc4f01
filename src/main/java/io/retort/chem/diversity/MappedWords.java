package io.retort.chem.diversity;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;

/** Words of a file that is mapped into memory in segments, since one buffer holds 2 GB at most. */
final class MappedWords implements WordStore {
    /** Words of a segment: 1 GB. */
    static final int SEGMENT = 1 << 27;

    private final LongBuffer[] segments;
    private final int segmentWords;

    private MappedWords(LongBuffer[] segments, int segmentWords) {
        this.segments = segments;
        this.segmentWords = segmentWords;
    }

    /**
     * Maps a section of a file to be read.
     *
     * @param channel may be closed afterwards
     * @param at first byte
     * @param words length
     * @param segmentWords words of a segment
     */
    static MappedWords map(FileChannel channel, long at, long words, int segmentWords) throws IOException {
        LongBuffer[] segments = new LongBuffer[Math.toIntExact((words + segmentWords - 1) / segmentWords)];
        for (int i = 0; i < segments.length; i++) {
            long first = (long) i * segmentWords;
            long length = Math.min(segmentWords, words - first);
            segments[i] = channel.map(FileChannel.MapMode.READ_ONLY, at + first * Long.BYTES, length * Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer();
        }
        return new MappedWords(segments, segmentWords);
    }

    @Override
    public void show(long from, int length, Window window) {
        int done = 0;
        while (done < length) {
            int segment = (int) ((from + done) / segmentWords);
            int at = (int) ((from + done) % segmentWords);
            int part = Math.min(length - done, segments[segment].limit() - at);
            segments[segment].get(at, window.room, done, part);
            done += part;
        }
        window.set(window.room, 0);
    }
}
