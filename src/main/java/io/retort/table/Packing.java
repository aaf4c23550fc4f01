package io.retort.table;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.retort.core.ResourceException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a text file is packed: told by the first bytes when it is read, by the ending when it is written. */
enum Packing {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private static final int BUFFER = 1 << 16;
    /** Fast, and smaller than gzip's default. */
    private static final int ZSTD_LEVEL = 3;

    private final String ending;

    Packing(String ending) {
        this.ending = ending;
    }

    /** Ending of file names, empty for plain files. */
    String ending() {
        return ending;
    }

    /** Packing of a file with this name. */
    static Packing ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(GZIP.ending) ? GZIP : lower.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /** The name without the ending that tells how it is packed. */
    static String plainName(String name) {
        return name.substring(0, name.length() - ofName(name).ending.length());
    }

    /** Looks at the first bytes, which stay. */
    static Packing ofBytes(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] first = in.readNBytes(4);
        in.reset();
        if (first.length >= 2 && first[0] == 0x1f && first[1] == (byte) 0x8b) {
            return GZIP;
        }
        if (first.length < 4) {
            return NONE;
        }
        int magic = first[0] & 0xff | (first[1] & 0xff) << 8 | (first[2] & 0xff) << 16 | first[3] << 24;
        boolean skippable = (magic & 0xFFFFFFF0) == 0x184D2A50;
        return magic == 0xFD2FB528 || skippable ? ZSTD : NONE;
    }

    /** The unpacked bytes; several members or frames one after the other are one text. */
    InputStream unpack(BufferedInputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(new Peeking(in), BUFFER);
            case ZSTD -> {
                try {
                    yield new ZstdInputStream(in);
                } catch (LinkageError e) {
                    throw unavailable(e);
                }
            }
        };
    }

    /** A stream that packs what is written to it. */
    OutputStream pack(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new GZIPOutputStream(out, BUFFER);
            case ZSTD -> {
                try {
                    // Without a checksum damage would go unseen.
                    yield new ZstdOutputStream(out, ZSTD_LEVEL).setChecksum(true);
                } catch (LinkageError e) {
                    throw unavailable(e);
                }
            }
        };
    }

    private static ResourceException unavailable(LinkageError e) {
        return new ResourceException(
                "The library for .zst files cannot be loaded on this machine (" + e.getMessage()
                        + "); use .gz or plain files",
                e);
    }

    /**
     * Says that more is available whenever the stream has not ended: Java's reader of gzip takes a member for the last
     * one when nothing is available, which a pipe says while its other end thinks.
     */
    private static final class Peeking extends FilterInputStream {
        Peeking(BufferedInputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            in.mark(1);
            int next = in.read();
            in.reset();
            return next < 0 ? 0 : Math.max(1, in.available());
        }
    }
}
