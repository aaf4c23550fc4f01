package io.retort.engine;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Binary form of what a worker made of a row, without what belongs to the row itself: its number, and the cells that are
 * as they were read. Those come from the row at hand, so that the same content at another place gets its own.
 */
final class RowCodec {
    /** Raised when the form changes; part of every key. */
    static final int VERSION = 1;

    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int DUPLICATE = 2;

    private final Plan plan;

    RowCodec(Plan plan) {
        this.plan = plan;
    }

    /** Writes all that a pure stage can know of a row: its cells as read, but not where it stands. */
    boolean writeInput(Row row, ByteWriter to) {
        for (int i = 0; i < row.sourceWidth(); i++) {
            if (i != plan.numberColumn() && !writeCell(row.source(i), to)) {
                return false;
            }
        }
        return true;
    }

    /** Writes an end; false if it is not one that the next run must get as well, or has cells of an unknown type. */
    boolean write(Row row, Batch.RowEnd end, ByteWriter to) {
        Issue failure = end.issue();
        boolean passed = end.row() != null;
        to.putByte(passed ? PASSED : failure != null ? FAILED : DUPLICATE);
        to.putInt(end.step());
        to.putInt(end.keys().size());
        end.keys().forEach(to::putText);
        to.putInt(end.remarks().size());
        for (Batch.Remark remark : end.remarks()) {
            to.putInt(remark.step());
            if (!writeIssue(row, remark.issue(), to)) {
                return false;
            }
        }
        if (failure != null) {
            return writeIssue(row, failure, to);
        }
        return !passed || writeCells(row, to);
    }

    private boolean writeIssue(Row row, Issue issue, ByteWriter to) {
        if (issue.code() == IssueCode.STAGE_FAILURE
                || issue.code() == IssueCode.OUT_OF_MEMORY
                || issue.code() == IssueCode.TIMED_OUT) {
            return false;
        }
        to.putText(issue.code().name());
        to.putText(issue.message());
        // The text of the whole row holds its number, so it is taken from the row at hand again.
        boolean own = issue.input().equals(row.inputText(plan.inputColumn()));
        to.putByte(own ? 1 : 0);
        if (!own) {
            to.putText(issue.input());
        }
        return true;
    }

    private boolean writeCells(Row row, ByteWriter to) {
        for (int i = 0; i < plan.schema().size(); i++) {
            Object value = row.cell(i);
            // By identity: a stage that puts an equal value in the place of what was read is taken at its word.
            boolean asRead = i < row.sourceWidth() && value == row.source(i);
            to.putByte(asRead ? 1 : 0);
            if (!asRead && !writeCell(value, to)) {
                return false;
            }
        }
        return true;
    }

    private static boolean writeCell(@Nullable Object value, ByteWriter to) {
        if (value == null) {
            to.putByte('0');
        } else if (value instanceof String text) {
            to.putByte('S');
            to.putText(text);
        } else if (value instanceof Long number) {
            to.putByte('L');
            to.putLong(number);
        } else if (value instanceof Double number) {
            to.putByte('D');
            to.putLong(Double.doubleToRawLongBits(number));
        } else if (value instanceof Integer number) {
            to.putByte('I');
            to.putInt(number);
        } else if (value instanceof Float number) {
            to.putByte('F');
            to.putInt(Float.floatToRawIntBits(number));
        } else if (value instanceof Boolean flag) {
            to.putByte(flag ? 'T' : 'N');
        } else if (value instanceof byte[] bytes) {
            to.putByte('B');
            to.putBytes(bytes);
        } else {
            return false;
        }
        return true;
    }

    /** Reads an end for the row at hand; null if these bytes hold none. */
    Batch.@Nullable RowEnd read(Row row, ByteBuffer from) {
        try {
            int kind = from.get();
            int step = from.getInt();
            List<String> keys = new ArrayList<>(1);
            for (int left = from.getInt(); left > 0; left--) {
                keys.add(text(from));
            }
            List<Batch.Remark> remarks = new ArrayList<>(0);
            for (int left = from.getInt(); left > 0; left--) {
                int at = from.getInt();
                remarks.add(new Batch.Remark(at, issue(row, at, from)));
            }
            Issue failure = kind == FAILED ? issue(row, step, from) : null;
            if (kind == PASSED) {
                readCells(row, from);
            }
            return new Batch.RowEnd(row.place(), kind == PASSED ? row : null, step, failure, remarks, keys);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return null;
        }
    }

    private Issue issue(Row row, int step, ByteBuffer from) {
        IssueCode code = IssueCode.valueOf(text(from));
        String message = text(from);
        String input = from.get() == 1 ? row.inputText(plan.inputColumn()) : text(from);
        return Issue.of(code, message, input)
                .at(row.place(), plan.steps().get(step).name());
    }

    private void readCells(Row row, ByteBuffer from) {
        row.reset(plan.schema().size());
        for (int i = 0; i < plan.schema().size(); i++) {
            if (from.get() == 0) {
                row.set(i, cell(from));
            }
        }
    }

    private static @Nullable Object cell(ByteBuffer from) {
        return switch (from.get()) {
            case '0' -> null;
            case 'S' -> text(from);
            case 'L' -> from.getLong();
            case 'D' -> Double.longBitsToDouble(from.getLong());
            case 'I' -> from.getInt();
            case 'F' -> Float.intBitsToFloat(from.getInt());
            case 'T' -> Boolean.TRUE;
            case 'N' -> Boolean.FALSE;
            case 'B' -> bytes(from, from.getInt());
            default -> throw new IllegalArgumentException("no such type of cell");
        };
    }

    private static String text(ByteBuffer from) {
        int length = from.getInt();
        if (length >= 0) {
            return new String(bytes(from, length), StandardCharsets.UTF_8);
        }
        char[] text = new char[-1 - length];
        for (int i = 0; i < text.length; i++) {
            text[i] = from.getChar();
        }
        return new String(text);
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
