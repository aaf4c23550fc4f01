package io.retort.kernel;

import io.retort.kernel.magic.JavaSession;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;

/**
 * JShell as magics use it: never on the thread of the cell, because an interrupt there would close the files that the
 * compiler reads for good.
 */
final class KernelJava implements JavaSession {
    private final Supplier<JavaEvaluator> evaluator;
    private final CellClassLoader loader;
    private final Set<Path> added = new LinkedHashSet<>();
    private final AtomicLong expressions = new AtomicLong();

    KernelJava(Supplier<JavaEvaluator> evaluator, CellClassLoader loader) {
        this.evaluator = evaluator;
        this.loader = loader;
    }

    @Override
    public List<Path> ownClassPath() {
        return ClassPathEntries.own();
    }

    @Override
    public synchronized List<Path> addedClassPath() {
        return List.copyOf(added);
    }

    @Override
    public synchronized List<Path> addToClassPath(List<Path> entries) {
        List<Path> own = ownClassPath();
        List<Path> fresh = entries.stream()
                .map(entry -> entry.toAbsolutePath().normalize())
                .filter(entry -> !added.contains(entry) && !own.contains(entry))
                .distinct()
                .toList();
        if (!fresh.isEmpty()) {
            String path = fresh.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
            apart(() -> {
                evaluator.get().shell().addToClasspath(path);
                return true;
            });
            added.addAll(fresh);
        }
        return fresh;
    }

    @Override
    public <T> CompletableFuture<T> start(String name, Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Daemon.start(name, () -> {
            try {
                done.complete(work.call());
            } catch (Throwable e) { // the one who waits learns of it
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    /** The value of an expression. A variable is read; anything else is compiled, and runs on the calling thread. */
    @Nullable
    Object value(String expression) throws Exception {
        JavaEvaluator java = evaluator.get();
        Optional<VarSnippet> variable = java.variable(expression);
        if (variable.isPresent()) {
            return java.value(variable.get());
        }
        String name = "retortValue" + expressions.incrementAndGet();
        String head = "static Object " + name + "() throws Throwable { return (";
        CodeRange range = new CodeRange(head.length(), head.length() + expression.length());
        try {
            Method method = compile(head + expression + "); }", name, range);
            method.setAccessible(true); // JShell's classes are not public
            return method.invoke(null);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    @Override
    public Method compile(String source, String name, CodeRange code) {
        return apart(() -> {
            JShell shell = evaluator.get().shell();
            SnippetEvent event = shell.eval(source).get(0);
            try {
                if (event.status() != Snippet.Status.VALID) {
                    throw failure(event.snippet(), source, code);
                }
                return loader.newestMethod(name);
            } finally {
                if (event.status() != Snippet.Status.REJECTED) {
                    shell.drop(event.snippet());
                }
            }
        });
    }

    private CompilationFailure failure(Snippet snippet, String source, CodeRange code) {
        SourceText user = new SourceText(0, source.substring(code.start(), code.end()));
        JShell shell = evaluator.get().shell();
        Diag error =
                shell.diagnostics(snippet).filter(Diag::isError).findFirst().orElse(null);
        if (error == null && snippet instanceof DeclarationSnippet declaration) {
            String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
            return new CompilationFailure("cannot find: " + missing, List.of("cannot find: " + missing));
        }
        String message = error == null ? "this is not Java" : error.getMessage(Locale.ROOT);
        int from = error == null ? 0 : (int) error.getStartPosition() - code.start();
        int to = error == null ? 0 : (int) error.getEndPosition() - code.start();
        String first = message.lines().findFirst().orElse("");
        return new CompilationFailure(first, user.pointAt(from, Math.max(from + 1, to), message));
    }

    private <T> T apart(Callable<T> work) {
        try {
            return start("retort-compiler", work).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
