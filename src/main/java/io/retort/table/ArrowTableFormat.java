package io.retort.table;

import io.retort.core.CancelToken;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;

/** Arrow files (Feather version 2) and, with the ending {@code .arrows}, Arrow streams; buffers are not compressed. */
public class ArrowTableFormat implements TableFormat {
    @Override
    public List<String> endings() {
        return List.of(".arrow", ".feather");
    }

    @Override
    public boolean isText() {
        return false;
    }

    @Override
    public void write(Table table, Workspace workspace, OutputStream out, CancelToken cancel) throws IOException {
        ArrowTransfer.out(workspace, table.query(), cancel, reader -> {
            try (WritableByteChannel channel = Channels.newChannel(new Open(out));
                    ArrowWriter writer = writer(reader.getVectorSchemaRoot(), channel)) {
                writer.start();
                while (reader.loadNextBatch()) {
                    cancel.throwIfCancelled();
                    writer.writeBatch();
                }
                writer.end();
            }
            return 0;
        });
    }

    ArrowWriter writer(VectorSchemaRoot root, WritableByteChannel channel) {
        return new ArrowFileWriter(root, new DictionaryProvider.MapDictionaryProvider(), channel);
    }

    /** Arrow streams. */
    public static final class Stream extends ArrowTableFormat {
        @Override
        public List<String> endings() {
            return List.of(".arrows");
        }

        @Override
        ArrowWriter writer(VectorSchemaRoot root, WritableByteChannel channel) {
            return new ArrowStreamWriter(root, new DictionaryProvider.MapDictionaryProvider(), channel);
        }
    }

    /** Stays open when Arrow's writer closes it. */
    private static final class Open extends FilterOutputStream {
        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
