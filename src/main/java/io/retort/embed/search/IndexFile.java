package io.retort.embed.search;

import io.retort.core.DataException;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** The file of a graph: a header that says which vectors it links, the links, and a check sum of all before it. */
final class IndexFile {
    private static final long MAGIC = 0x5245544F52545658L;
    private static final int VERSION = 1;

    private IndexFile() {}

    /**
     * Which vectors a graph links, and how well.
     *
     * @param fingerprint of the model, empty if it is not known
     * @param table name of their table
     * @param column their column
     * @param vectors rows with a vector
     * @param dimension numbers in a vector
     * @param digest tells the vectors and their places from others
     * @param quality as measured when the graph was built
     */
    record Header(
            String fingerprint,
            String table,
            String column,
            int vectors,
            int dimension,
            long digest,
            VectorIndex.Quality quality) {}

    /** A header and where the links begin. */
    record Read(Header header, ByteBuffer links) {}

    static void write(Path file, Header header, VectorGraph graph) {
        Path parent = file.toAbsolutePath().getParent();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        CRC32C sum = new CRC32C();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (OutputStream plain = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16);
                    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(plain, sum))) {
                out.writeLong(MAGIC);
                out.writeInt(VERSION);
                out.writeUTF(header.fingerprint());
                out.writeUTF(header.table());
                out.writeUTF(header.column());
                out.writeInt(header.vectors());
                out.writeInt(header.dimension());
                out.writeLong(header.digest());
                out.writeInt(header.quality().beam());
                out.writeDouble(header.quality().recall());
                out.writeInt(header.quality().sample());
                out.writeDouble(header.quality().buildSeconds());
                graph.save(out);
                out.writeLong(sum.getValue());
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new DataException("the index " + file + " cannot be written: " + e, e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws DataException if it is no index, damaged, or of another version
     */
    static Read read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < Long.BYTES + Integer.BYTES || size > Integer.MAX_VALUE) {
                throw damaged(file);
            }
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            check(file, bytes);
            ByteBuffer body = bytes.duplicate().limit((int) size - Long.BYTES);
            Header header = header(file, body);
            return new Read(header, body.slice());
        } catch (IOException e) {
            throw new DataException("the index " + file + " cannot be read: " + e, e);
        }
    }

    private static void check(Path file, ByteBuffer bytes) {
        int end = bytes.limit() - Long.BYTES;
        if (bytes.getLong(0) != MAGIC) {
            throw damaged(file);
        }
        CRC32C sum = new CRC32C();
        sum.update(bytes.duplicate().limit(end));
        if (sum.getValue() != bytes.getLong(end)) {
            throw damaged(file);
        }
    }

    private static Header header(Path file, ByteBuffer body) throws IOException {
        DataInputStream in = new DataInputStream(new BufferStream(body));
        in.readLong();
        int version = in.readInt();
        if (version != VERSION) {
            throw new DataException("the index " + file + " has version " + version + ", this Retort reads version "
                    + VERSION + "; delete it, and it is built anew");
        }
        String fingerprint = in.readUTF();
        String table = in.readUTF();
        String column = in.readUTF();
        int vectors = in.readInt();
        int dimension = in.readInt();
        long digest = in.readLong();
        int beam = in.readInt();
        double recall = in.readDouble();
        int sample = in.readInt();
        double seconds = in.readDouble();
        return new Header(
                fingerprint,
                table,
                column,
                vectors,
                dimension,
                digest,
                new VectorIndex.Quality(recall, sample, beam, seconds));
    }

    private static DataException damaged(Path file) {
        return new DataException(file + " is no index of vectors, or is damaged; delete it, and it is built anew");
    }

    /** Reads a buffer, whose position moves on. */
    private static final class BufferStream extends InputStream {
        private final ByteBuffer bytes;

        BufferStream(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int count = Math.min(length, bytes.remaining());
            bytes.get(into, from, count);
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
