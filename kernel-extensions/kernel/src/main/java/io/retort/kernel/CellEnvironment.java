package io.retort.kernel;

import io.retort.magic.CellScope;
import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;

/**
 * Publishes what magics display as an answer to the cell of the calling thread, after what that cell has printed so far.
 * It never ends with a cell, so threads that outlive their cell can still display.
 */
@SuppressWarnings("NullAway") // the super class asks for sockets, which this class never uses
final class CellEnvironment extends ShellReplyEnvironment {
    private final Publishing publishing;
    private final InputSource input;

    CellEnvironment(Publishing publishing, InputSource input) {
        super(null, null, null, null);
        this.publishing = publishing;
        this.input = input;
    }

    @Override
    public <T extends ContentType<T>> void publish(T content) {
        if (!(CellScope.current() instanceof Cell cell)) {
            publishing.publish(null, content);
        } else if (!cell.silent()) {
            cell.streams().flush();
            publishing.publish(cell.request(), content);
        }
    }

    @Override
    public void writeToStdOut(String text) {
        print(StreamType.OUT, text);
    }

    @Override
    public void writeToStdErr(String text) {
        print(StreamType.ERR, text);
    }

    @Override
    public String readFromStdIn(String prompt, boolean isPassword) {
        if (CellScope.current() instanceof Cell cell && cell.request() != null) {
            cell.streams().flush();
            return input.ask(cell.request(), prompt, isPassword) + "\n";
        }
        throw new IllegalStateException("Input can be read while a cell runs, and not otherwise");
    }

    private static void print(StreamType type, String text) {
        if (CellScope.current() instanceof Cell cell) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            cell.streams().write(type, bytes, 0, bytes.length);
        }
    }
}
