package io.retort.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream, ended by LF or CRLF. Text is UTF-8; a byte that is not is read as Windows-1252. A line of more than {@value #MAX_BYTES} bytes is cut there and {@link #wasCut} says so, so that no input can fill the memory.
 */
public final class LineReader implements AutoCloseable {
    /** Longest line that is kept whole. */
    public static final int MAX_BYTES = 4 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[256];
    private boolean cut;
    private boolean first;

    /**
     * Reads from a stream.
     *
     * @param in closed with this reader
     */
    public LineReader(InputStream in) {
        this(in, true);
    }

    /** Reads from the start of a text, where a byte order mark is dropped, or from a place within it. */
    LineReader(InputStream in, boolean first) {
        this.in = in;
        this.first = first;
    }

    /**
     * Reads a line.
     *
     * @return the line without its end, or null at the end of the stream
     * @throws IOException as the stream throws
     */
    public @Nullable String next() throws IOException {
        int length = 0;
        cut = false;
        boolean any = false;
        while (true) {
            if (position == limit && !fill()) {
                return any ? text(length) : null;
            }
            any = true;
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            length = keep(start, position, length);
            if (position < limit) {
                position++;
                return text(length);
            }
        }
    }

    /**
     * Reads the next line that starts with a character, and makes no text of those before it.
     *
     * @param initial an ASCII character
     * @return the line without its end, or null when there is none up to the end of the stream
     * @throws IOException as the stream throws
     */
    public @Nullable String next(char initial) throws IOException {
        while (true) {
            if (position == limit && !fill()) {
                return null;
            }
            if (buffer[position] == initial) {
                return next();
            }
            first = false;
            skipLine();
        }
    }

    private void skipLine() throws IOException {
        while (position < limit || fill()) {
            if (buffer[position++] == '\n') {
                return;
            }
        }
    }

    private boolean fill() throws IOException {
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        position = 0;
        return limit > 0;
    }

    private int keep(int from, int to, int length) {
        int room = Math.min(to - from, MAX_BYTES - length);
        cut |= room < to - from;
        if (length + room > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_BYTES, Math.max(line.length * 2, length + room)));
        }
        System.arraycopy(buffer, from, line, length, room);
        return length + room;
    }

    private String text(int length) {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        int start = 0;
        if (first) {
            first = false;
            boolean mark = end >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf;
            start = mark ? 3 : 0;
        }
        return TextDecoding.decode(line, start, end);
    }

    /**
     * Whether the last line was longer than {@value #MAX_BYTES} bytes.
     *
     * @return true if its end is missing
     */
    public boolean wasCut() {
        return cut;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
