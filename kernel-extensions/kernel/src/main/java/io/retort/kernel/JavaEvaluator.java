package io.retort.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/** Compiles and runs Java. One thread at a time, except {@link #stop}. */
final class JavaEvaluator {
    private final JShell shell;
    private final CellExecutionControl control;
    private final SnippetPlaces places = new SnippetPlaces();
    private volatile @Nullable Cell running;

    /**
     * Starts JShell, which takes a second.
     *
     * @param loader where compiled classes go
     * @param imports import declarations; those that do not compile are skipped
     */
    JavaEvaluator(CellClassLoader loader, List<String> imports) {
        control = new CellExecutionControl(loader, this::running);
        shell = JShell.builder().executionEngine(control.provider(), Map.of()).build();
        imports.forEach(shell::eval);
        shell.sourceCodeAnalysis();
    }

    JShell shell() {
        return shell;
    }

    SourceCodeAnalysis analysis() {
        return shell.sourceCodeAnalysis();
    }

    SnippetPlaces places() {
        return places;
    }

    /** Gives up waiting for the running snippet. Any thread may call it. */
    void stop() {
        shell.stop();
    }

    /**
     * Runs part of a cell.
     *
     * @param source the cell
     * @param from first offset
     * @param to offset after the last
     * @param cell whose thread runs the code
     * @return the value of the last snippet, if it is one to show
     */
    @Nullable
    Object eval(SourceText source, int from, int to, Cell cell) {
        running = cell;
        Optional<VarSnippet> variable =
                variable(source.text().substring(from, to).strip());
        if (variable.isPresent()) {
            return value(variable.get());
        }
        List<Snippet> unresolved = new ArrayList<>();
        Object value = null;
        String rest = source.text().substring(from, to);
        while (!rest.isBlank()) {
            CompletionInfo info = analysis().analyzeCompletion(rest);
            String snippet = info.completeness().isComplete() && !info.source().isBlank() ? info.source() : rest;
            String remaining = info.completeness().isComplete()
                    ? Optional.ofNullable(info.remaining()).orElse("")
                    : "";
            int start = to - rest.length();
            int end = to - remaining.length();
            value = evalSnippet(source, start, end, snippet, unresolved);
            if (cell.token().isCancelled()) {
                throw new CellInterrupted("the cell was interrupted");
            }
            rest = remaining;
        }
        complainOfUnresolved(unresolved, cell);
        return value;
    }

    /** The variable of that name, if cells have declared one and it can be read. */
    Optional<VarSnippet> variable(String name) {
        if (!SourceVersion.isIdentifier(name)) {
            return Optional.empty();
        }
        return shell.variables()
                .filter(v -> v.name().equals(name) && shell.status(v) == Snippet.Status.VALID)
                .findFirst();
    }

    /** Reads a variable without compiling anything. */
    @Nullable
    Object value(VarSnippet variable) {
        String unused = shell.varValue(variable);
        return control.lastRead();
    }

    private @Nullable Object evalSnippet(
            SourceText source, int start, int end, String snippet, List<Snippet> unresolved) {
        control.forget();
        Object value = null;
        for (SnippetEvent event : shell.eval(snippet)) {
            int from = firstCharacter(source.text(), start);
            places.put(event.snippet().id(), new SnippetPlaces.Place(source, source.line(from)));
            if (event.causeSnippet() != null) {
                continue;
            }
            throwIfFailed(source, start, event);
            if (event.status() == Snippet.Status.RECOVERABLE_DEFINED
                    || event.status() == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                unresolved.add(event.snippet());
            }
            boolean silenced =
                    source.text().substring(start, end).stripTrailing().endsWith(";");
            value = !silenced && isShown(event.snippet()) ? control.lastValue() : null;
        }
        if (control.lastThrown() instanceof CellInterrupted interrupted) {
            throw interrupted;
        }
        return value;
    }

    private void throwIfFailed(SourceText source, int start, SnippetEvent event) {
        if (event.status() == Snippet.Status.REJECTED) {
            throw rejected(source, start, event.snippet());
        }
        JShellException exception = event.exception();
        if (exception instanceof UnresolvedReferenceException reference) {
            String message = "cannot run before this is declared: " + missing(reference.getSnippet());
            throw new CompilationFailure(message, List.of(message));
        }
        if (exception != null) {
            Throwable thrown = control.lastThrown();
            throw new JavaFailure(thrown == null ? exception : thrown, exception);
        }
    }

    private CompilationFailure rejected(SourceText source, int start, Snippet snippet) {
        List<String> lines = new ArrayList<>();
        String first = "";
        for (Diag diag : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
            String message = diag.getMessage(java.util.Locale.ROOT);
            first = first.isEmpty() ? message.lines().findFirst().orElse("") : first;
            int from = start + (int) diag.getStartPosition();
            int to = start + (int) diag.getEndPosition();
            lines.addAll(source.pointAt(from, Math.max(from + 1, to), message));
        }
        return first.isEmpty()
                ? new CompilationFailure("this is not Java", source.pointAt(start, start + 1, "this is not Java"))
                : new CompilationFailure(first, lines);
    }

    private void complainOfUnresolved(List<Snippet> unresolved, Cell cell) {
        for (Snippet snippet : unresolved) {
            if (!(snippet instanceof DeclarationSnippet declaration)) {
                continue;
            }
            Snippet.Status status = shell.status(snippet);
            if (status == Snippet.Status.RECOVERABLE_NOT_DEFINED) {
                String missing = missing(declaration);
                String message = missing.isEmpty() ? uncompilable(declaration) : "cannot find: " + missing;
                throw new CompilationFailure(
                        message, List.of(message, "    " + snippet.source().strip()));
            }
            if (status == Snippet.Status.RECOVERABLE_DEFINED) {
                cell.note(declaration.name() + " cannot run before this is declared: " + missing(declaration));
            }
        }
    }

    /**
     * Gives up a snippet that lacks nothing and yet is no class, such as one with a text of more than 65,535 bytes. Both
     * JShell and javac's reused constant pool would fail over it again with every later snippet; a change of the class
     * path makes JShell take a fresh javac.
     */
    private String uncompilable(DeclarationSnippet snippet) {
        String message = shell.diagnostics(snippet)
                .filter(Diag::isError)
                .map(d -> d.getMessage(java.util.Locale.ROOT))
                .findFirst()
                .orElse("the compiler cannot make a class of this; it may be too large");
        shell.drop(snippet);
        shell.addToClasspath(System.getProperty("java.home"));
        return message;
    }

    private String missing(DeclarationSnippet snippet) {
        return shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    }

    private Cell running() {
        Cell cell = running;
        if (cell == null) {
            throw new IllegalStateException("no cell is running");
        }
        return cell;
    }

    private static int firstCharacter(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isShown(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> true;
            default -> false;
        };
    }
}
