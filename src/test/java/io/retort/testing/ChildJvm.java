package io.retort.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A Java process of a test's own, with the test's class path, which says a line and waits to be killed. */
public final class ChildJvm implements AutoCloseable {
    private static final String MIDDLE = "middle";
    private static final long END_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Starts a process.
     *
     * @param main the class whose {@code main} is run
     * @param arguments what it is given
     * @return the process; close it
     */
    public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        return new ChildJvm(new ProcessBuilder(command(main.getName(), arguments))
                .redirectErrorStream(true)
                .start());
    }

    /** The command line that runs a class as this process would, in a small heap. */
    public static List<String> command(String main, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The flags of this process: without some of them Arrow does not run on newer JDKs.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx512m",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** In the child: says that it is where it is to be killed, and waits for that. */
    public static void waitToBeKilled() {
        System.out.println(MIDDLE);
        System.out.flush();
        try {
            boolean unused = new CountDownLatch(1).await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the child is where it is to be killed. */
    public void awaitMiddle() throws IOException, InterruptedException {
        String unused = awaitLine(MIDDLE);
    }

    /** Waits for a line that begins so, whatever a virtual machine or a library says before it, and returns it. */
    public String awaitLine(String prefix) throws IOException, InterruptedException {
        String line = output.readLine();
        while (line != null) {
            if (line.startsWith(prefix)) {
                return line;
            }
            said.add(line);
            line = output.readLine();
        }
        boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        throw new AssertionError("the child " + (ended ? "ended with " + process.exitValue() : "closed its output")
                + " before it said \"" + prefix + "\"; it said: " + String.join(" | ", said));
    }

    public long pid() {
        return process.pid();
    }

    /** Kills the child without a warning, and waits for its end. */
    @Override
    public void close() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the child cannot be killed; it said: " + String.join(" | ", said));
        }
    }
}
