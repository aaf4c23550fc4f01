package io.retort.kernel;

import io.retort.core.RetortException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import org.jspecify.annotations.Nullable;

/**
 * Says what went wrong in a cell: a user's mistake in one sentence, Java that does not compile with a caret, everything
 * else with its type, causes and the frames above the kernel.
 */
final class ErrorWriter {
    private static final int FRAME_LIMIT = 12;
    private static final int CELL_FRAME_LIMIT = 5;
    private static final int CAUSE_LIMIT = 8;

    private final SnippetPlaces places;
    private final Set<String> marked = new HashSet<>();

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

    private static ErrorReport report(String name, String message, List<String> given) {
        List<String> styled = new ArrayList<>();
        // A sentence of ours may have lines below it, such as the place in a query.
        List<String> lines = given.stream().flatMap(String::lines).toList();
        for (int i = 0; i < lines.size(); i++) {
            String style = i == 0 ? "\u001b[1;31m" : lines.get(i).startsWith("    --> ") ? "\u001b[1m" : "";
            styled.add(style.isEmpty() ? lines.get(i) : style + lines.get(i) + "\u001b[0m");
        }
        return new ErrorReport(name, message, styled);
    }

    private void describe(List<String> lines, Throwable thrown, @Nullable JShellException translated, int depth) {
        lines.add((depth == 0 ? "" : "Caused by: ") + label(thrown));
        StackTraceElement[] stack = translated == null ? thrown.getStackTrace() : translated.getStackTrace();
        lines.addAll(frames(stack));
        for (Throwable suppressed : thrown.getSuppressed()) {
            lines.add("    Suppressed: " + label(suppressed));
        }
        Throwable cause = thrown.getCause();
        if (cause != null && depth < CAUSE_LIMIT) {
            JShellException next = translated instanceof EvalException eval ? eval.getCause() : null;
            describe(lines, cause, next, depth + 1);
        }
    }

    private static String label(Throwable thrown) {
        return thrown.getClass().getName() + (text(thrown).isEmpty() ? "" : ": " + text(thrown));
    }

    /** The frames above the kernel's: the first ones, and however deep they lie those of cells. */
    private List<String> frames(StackTraceElement[] stack) {
        int end = stack.length;
        while (end > 0 && isPlumbing(stack[end - 1])) {
            end--;
        }
        List<String> lines = new ArrayList<>();
        int folded = 0;
        int ofCells = 0;
        for (int i = 0; i < end; i++) {
            SnippetPlaces.Place place = placeOf(stack[i]);
            if (i >= FRAME_LIMIT && (place == null || ++ofCells > CELL_FRAME_LIMIT)) {
                folded++;
                continue;
            }
            addFolded(lines, folded);
            folded = 0;
            lines.add("    at " + frame(stack[i]));
            int line = place == null ? 0 : lineOf(stack[i], place);
            if (place != null && marked.add(place.source().number() + ":" + line) && ofCells++ == 0) {
                lines.addAll(place.source().around(line));
            }
        }
        addFolded(lines, folded);
        return lines;
    }

    private static void addFolded(List<String> lines, int count) {
        if (count > 0) {
            lines.add("    ... " + count + (count == 1 ? " frame" : " frames"));
        }
    }

    private String frame(StackTraceElement frame) {
        SnippetPlaces.Place place = placeOf(frame);
        if (place == null) {
            return frame.toString();
        }
        String method = frame.getMethodName().isEmpty() ? "" : frame.getMethodName() + ", ";
        return method + "cell " + place.source().number() + ", line " + lineOf(frame, place);
    }

    private static int lineOf(StackTraceElement frame, SnippetPlaces.Place place) {
        return place.firstLine() + frame.getLineNumber() - 1;
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
