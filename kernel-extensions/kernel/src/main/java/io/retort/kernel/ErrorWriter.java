package io.retort.kernel;

import io.retort.core.RetortException;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
    static final int CAUSE_LIMIT = 20;

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
        boolean ofMagic = translated == null && thrown instanceof IllegalArgumentException;
        if (ofMagic || thrown instanceof UsageException || thrown instanceof RetortException) {
            return report(name(thrown), text(thrown), List.of(sentence(thrown)));
        }
        List<String> lines = new ArrayList<>();
        describe(lines, thrown, translated);
        return report(name(thrown), text(thrown), lines);
    }

    /** Our own messages are whole sentences; those of others need their type. */
    private static String sentence(Throwable thrown) {
        boolean ours = thrown.getClass().getName().startsWith("io.retort.");
        return ours ? text(thrown) : name(thrown) + ": " + text(thrown);
    }

    private static boolean isInterrupt(Throwable thrown, Cell cell) {
        if (thrown instanceof CellStopped || thrown instanceof CellInterrupted) {
            return true;
        }
        return cell.token().isCancelled() && chain(thrown).stream().anyMatch(ErrorWriter::isStop);
    }

    private static boolean isStop(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown instanceof CancellationException
                || thrown instanceof CellStopped;
    }

    /** A throwable and its causes, each once: causes may form a ring. */
    static List<Throwable> chain(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable next = thrown; next != null && seen.add(next); next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }

    private static ErrorReport report(String name, String message, List<String> given) {
        List<String> styled = new ArrayList<>();
        // A sentence of ours may have lines below it, such as the place in a query.
        List<String> lines = given.stream().flatMap(String::lines).toList();
        for (int i = 0; i < lines.size(); i++) {
            // Bold and no color: red on the red ground of dark themes cannot be read.
            boolean bold = i == 0 || lines.get(i).startsWith("    --> ");
            styled.add(bold ? "\u001b[1m" + lines.get(i) + "\u001b[0m" : lines.get(i));
        }
        return new ErrorReport(name, message, styled);
    }

    private void describe(List<String> lines, Throwable thrown, @Nullable JShellException translated) {
        List<Throwable> chain = chain(thrown);
        JShellException copy = translated;
        for (int i = 0; i < Math.min(chain.size(), CAUSE_LIMIT); i++) {
            Throwable link = chain.get(i);
            lines.add((i == 0 ? "" : "Caused by: ") + label(link));
            lines.addAll(frames(copy == null ? link.getStackTrace() : copy.getStackTrace()));
            for (Throwable suppressed : link.getSuppressed()) {
                lines.add("    Suppressed: " + label(suppressed));
            }
            copy = copy instanceof EvalException eval ? eval.getCause() : null;
        }
        Throwable again = chain.get(chain.size() - 1).getCause();
        if (chain.size() > CAUSE_LIMIT) {
            lines.add("... " + (chain.size() - CAUSE_LIMIT) + " more causes");
        } else if (again != null) {
            lines.add("Caused by: " + again.getClass().getName() + ", which is named above");
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
            boolean early = i < FRAME_LIMIT && (i == 0 || !isPlumbing(stack[i]));
            if (place == null ? !early : i >= FRAME_LIMIT && ofCells >= CELL_FRAME_LIMIT) {
                folded++;
                continue;
            }
            addFolded(lines, folded);
            folded = 0;
            lines.add("    at " + frame(stack[i]));
            if (place != null && ofCells++ == 0) {
                int line = lineOf(stack[i], place);
                if (marked.add(place.source().number() + ":" + line)) {
                    lines.addAll(place.source().around(line));
                }
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
