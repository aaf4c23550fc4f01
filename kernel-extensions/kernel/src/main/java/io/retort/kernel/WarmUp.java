package io.retort.kernel;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import jdk.jshell.JShell;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/**
 * Compiles small pieces of Java in a shell of its own while nobody waits for the kernel, so that the just-in-time compiler
 * has seen javac by the time somebody does. Nothing that it compiles is loaded or run. It steps aside as soon as a
 * request comes, and ends after some seconds of work.
 */
final class WarmUp {
    private static final long FIRST_QUIET_MILLIS = 1000;
    private static final long QUIET_MILLIS = 300;
    private static final long BUDGET_MILLIS = 5000;
    private static final int ROUNDS = 100;
    private static final long SMALL_HEAP_BYTES = 512L << 20;
    private static final List<String> SNIPPETS = List.of(
            "1 + 1",
            "var names = java.util.List.of(\"a\", \"b\")",
            "for (int i = 0; i < 3; i++) { System.out.println(i * 2.0); }",
            "names.stream().map(n -> n + \"c\").toList()");

    private final LongSupplier quietMillis;
    private volatile boolean over;

    /**
     * Creates a warm-up.
     *
     * @param quietMillis milliseconds since the last request was done with; 0 while one is being answered
     */
    WarmUp(LongSupplier quietMillis) {
        this.quietMillis = quietMillis;
    }

    /** Ends it for good: who interrupts a cell wants the processor to rest. */
    void end() {
        over = true;
    }

    /** Warms up, and returns when it is done. */
    void run() throws InterruptedException {
        if (Runtime.getRuntime().maxMemory() < SMALL_HEAP_BYTES) {
            return;
        }
        awaitQuiet(FIRST_QUIET_MILLIS);
        if (over) {
            return;
        }
        long spentNanos = 0;
        long last = System.nanoTime();
        try (JShell shell =
                JShell.builder().executionEngine(new Discarding(), Map.of()).build()) {
            for (int round = 0; !over && round < ROUNDS && spentNanos / 1_000_000 < BUDGET_MILLIS; round++) {
                for (String snippet : SNIPPETS) {
                    awaitQuiet(QUIET_MILLIS);
                    if (over) {
                        return;
                    }
                    last = System.nanoTime();
                    shell.sourceCodeAnalysis().analyzeCompletion(snippet);
                    shell.eval(snippet);
                    spentNanos += System.nanoTime() - last;
                }
            }
        }
    }

    private void awaitQuiet(long millis) throws InterruptedException {
        long quiet = quietMillis.getAsLong();
        while (quiet < millis && !over) {
            Thread.sleep(millis - quiet);
            quiet = quietMillis.getAsLong();
        }
    }

    /** Takes compiled classes and forgets them. */
    private static final class Discarding implements ExecutionControlProvider {
        @Override
        public String name() {
            return "retort-warm-up";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return new DirectExecutionControl(new Weaving()) {
                @Override
                public String invoke(String className, String methodName) {
                    return "";
                }

                @Override
                public String varValue(String className, String varName) {
                    return "";
                }
            };
        }
    }

    private static final class Weaving implements LoaderDelegate {
        @Override
        public void load(ExecutionControl.ClassBytecodes[] classes) {
            for (ExecutionControl.ClassBytecodes one : classes) {
                byte[] unused = StopCheckWeaver.weave(one.bytecodes());
            }
        }

        @Override
        public void classesRedefined(ExecutionControl.ClassBytecodes[] classes) {
            load(classes);
        }

        @Override
        public void addToClasspath(String path) {
            // Nothing is loaded.
        }

        @Override
        public Class<?> findClass(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
        }
    }
}
