package io.retort.table;

import io.retort.core.DataException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;

/**
 * Arrow files (which are Feather files of version 2) and Arrow streams, told apart by their first bytes. DuckDB takes
 * the batches one after the other, so types and values are those of a table. Buffers may be compressed.
 */
public final class ArrowFormat implements FileFormat {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FEATHER_1 = "FEA1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] STREAM = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff};

    @Override
    public String name() {
        return "arrow";
    }

    @Override
    public List<String> endings() {
        return List.of(".arrow", ".arrows", ".feather", ".ipc");
    }

    @Override
    public RecordReader open(InputSource source, Context context) {
        InputSource file = source.repeatable();
        return new FileRows(file, () -> {
            try {
                return rows(file, context.workspace());
            } catch (IOException e) {
                throw new DataException(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private static RecordReader rows(InputSource source, Workspace workspace) throws IOException {
        Path file = source.file();
        try (InputStream in = source.reopen().bytes()) {
            byte[] first = in.readNBytes(MAGIC.length);
            if (Arrays.equals(first, MAGIC)) {
                requireEnd(file);
                BufferAllocator allocator = workspace.allocator().newChildAllocator("read", 0, Long.MAX_VALUE);
                ArrowReader reader = new ArrowFileReader(FileChannel.open(file), allocator, ArrowCompression.FACTORY);
                return ArrowRows.open(workspace, reader, allocator, () -> -1);
            }
            if (Arrays.equals(Arrays.copyOf(first, 4), FEATHER_1)) {
                throw new DataException("it is a Feather file of version 1; write it as version 2 (Arrow)");
            }
            if (!Arrays.equals(Arrays.copyOf(first, 4), STREAM)) {
                throw new DataException("it is neither an Arrow file nor an Arrow stream");
            }
        }
        BufferAllocator allocator = workspace.allocator().newChildAllocator("read", 0, Long.MAX_VALUE);
        InputSource again = source.reopen();
        BufferedInputStream bytes = new BufferedInputStream(again.bytes());
        return ArrowRows.open(
                workspace,
                new ArrowStreamReader(bytes, allocator, ArrowCompression.FACTORY),
                allocator,
                again::fraction);
    }

    /** A file that was cut off lacks the mark at its end. */
    private static void requireEnd(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(MAGIC.length);
            channel.read(last, Math.max(0, channel.size() - MAGIC.length));
            if (!Arrays.equals(last.array(), MAGIC)) {
                throw new DataException("it was cut off: the mark at the end of an Arrow file is missing");
            }
        }
    }
}
