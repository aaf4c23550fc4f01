package io.retort.kernel;

import io.retort.core.RetortException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong in a cell: a user's mistake in one sentence, Java that does not compile with a caret, everything
 * else with its type, causes and the frames above the kernel.
 */
final class ErrorWriter {
    private static final int FRAME_LIMIT = 25;
    private static final int CAUSE_LIMIT = 8;

    private final SnippetPlaces places;

    ErrorWriter(SnippetPlaces places) {
        this.places = places;
    }

    ErrorReport write(Throwable failure, Cell cell) {
        Throwable thrown = failure instanceof JavaFailure java ? java.thrown() : failure;
        JShellException translated = failure instanceof JavaFailure java ? java.translated() : null;
        if (thrown instanceof CompilationFailure compilation) {
            return report("CompilationError", text(thrown), compilation.lines());
        }
        if (isInterrupt(thrown, cell)) {
            String message = thrown instanceof CellInterrupted ? text(thrown) : "the cell was interrupted";
            return report("Interrupted", message, List.of(message));
        }
        if (thrown instanceof IllegalArgumentException || thrown instanceof RetortException) {
            return report(name(thrown), text(thrown), List.of(sentence(thrown, translated)));
        }
        List<String> lines = new ArrayList<>();
        describe(lines, thrown, translated, 0);
        return report(name(thrown), text(thrown), lines);
    }

    /** Our own messages are whole sentences; those of others need their type and the place. */
    private String sentence(Throwable thrown, @Nullable JShellException translated) {
        if (thrown.getClass().getName().startsWith("io.retort.")) {
            return text(thrown);
        }
        String place = "";
        for (StackTraceElement frame : translated == null ? new StackTraceElement[0] : translated.getStackTrace()) {
            if (placeOf(frame) != null) {
                place = " (" + frame(frame) + ")";
                break;
            }
        }
        return name(thrown) + ": " + text(thrown) + place;
    }

    private static boolean isInterrupt(Throwable thrown, Cell cell) {
        if (thrown instanceof CellStopped || thrown instanceof CellInterrupted) {
            return true;
        }
        boolean result = false;
        for (Throwable t = thrown; t != null && !result; t = t.getCause()) {
            result =
                    t instanceof InterruptedException || t instanceof CancellationException || t instanceof CellStopped;
        }
        return result && cell.token().isCancelled();
    }

    private static ErrorReport report(String name, String message, List<String> lines) {
        List<String> styled = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            styled.add(i == 0 ? "\u001b[1;31m" + lines.get(i) + "\u001b[0m" : lines.get(i));
        }
        return new ErrorReport(name, message, styled);
    }

    private void describe(List<String> lines, Throwable thrown, @Nullable JShellException translated, int depth) {
        String label = thrown.getClass().getName() + (text(thrown).isEmpty() ? "" : ": " + text(thrown));
        lines.add((depth == 0 ? "" : "Caused by: ") + label);
        StackTraceElement[] stack = translated == null ? thrown.getStackTrace() : translated.getStackTrace();
        lines.addAll(frames(stack));
        Throwable cause = thrown.getCause();
        if (cause != null && depth < CAUSE_LIMIT) {
            JShellException next = translated instanceof EvalException eval ? eval.getCause() : null;
            describe(lines, cause, next, depth + 1);
        }
    }

    private List<String> frames(StackTraceElement[] stack) {
        int end = stack.length;
        while (end > 0 && isPlumbing(stack[end - 1])) {
            end--;
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(end, FRAME_LIMIT); i++) {
            lines.add("    at " + frame(stack[i]));
        }
        if (end > FRAME_LIMIT) {
            lines.add("    ... " + (end - FRAME_LIMIT) + " more");
        }
        return lines;
    }

    private String frame(StackTraceElement frame) {
        SnippetPlaces.Place place = placeOf(frame);
        if (place == null) {
            return frame.toString();
        }
        int line = place.firstLine() + frame.getLineNumber() - 1;
        String method = frame.getMethodName().isEmpty() ? "" : frame.getMethodName() + ", ";
        return method + "cell " + place.cell() + ", line " + line;
    }

    private SnippetPlaces.@Nullable Place placeOf(StackTraceElement frame) {
        String file = frame.getFileName();
        return file != null && file.startsWith("#") ? places.get(file.substring(1)) : null;
    }

    private static boolean isPlumbing(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("io.retort.kernel.")
                || name.equals("io.retort.magic.MagicAdapter")
                || name.startsWith("org.dflib.jjava.")
                || name.startsWith("java.lang.reflect.")
                || name.startsWith("jdk.internal.reflect.")
                || name.startsWith("java.lang.invoke.")
                || name.equals("java.lang.Thread");
    }

    private static String name(Throwable thrown) {
        String simple = thrown.getClass().getSimpleName();
        return simple.isEmpty() ? thrown.getClass().getName() : simple;
    }

    private static String text(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        return message == null ? "" : message;
    }
}
