package io.retort.kernel;

import io.retort.magic.CellScope;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/** What {@code System.out} or {@code System.err} is in a kernel: each thread prints to its cell. */
final class PrintRouter extends OutputStream {
    private final StreamType type;
    private final Publishing publishing;
    private final OutputStream console;

    private PrintRouter(StreamType type, Publishing publishing, OutputStream console) {
        this.type = type;
        this.publishing = publishing;
        this.console = console;
    }

    /** Replaces both streams of the process for good. */
    static void install(Publishing publishing) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.setOut(new PrintStream(new PrintRouter(StreamType.OUT, publishing, out), false, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new PrintRouter(StreamType.ERR, publishing, err), false, StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (CellScope.current() instanceof Cell cell) {
            publishing.awaitCapacity();
            cell.streams().write(type, bytes, offset, length);
        } else {
            console.write(bytes, offset, length);
        }
    }

    @Override
    public void flush() {
        // The cell's streams decide when a message is worth sending.
    }
}
