package io.retort.magic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A process and all that it started. A process whose parent has ended is nobody's descendant any more; on Linux it is
 * found by a variable that it inherits.
 */
final class ProcessTree {
    private static final String MARK = "RETORT_PROGRAM_ID";
    private static final int ROUND_LIMIT = 5;

    private final Process root;
    private final String mark;

    private ProcessTree(Process root, String mark) {
        this.root = root;
        this.mark = mark;
    }

    /**
     * Starts a process.
     *
     * @param builder what to start; its environment gets one more variable
     * @return the tree
     * @throws IOException if it cannot be started
     */
    static ProcessTree start(ProcessBuilder builder) throws IOException {
        String mark = UUID.randomUUID().toString();
        Map<String, String> environment = builder.environment();
        environment.put(MARK, mark);
        return new ProcessTree(builder.start(), mark);
    }

    Process root() {
        return root;
    }

    /** Ends all of it. What starts meanwhile is found in the next round. */
    void kill() {
        List<ProcessHandle> alive = alive();
        for (int round = 0; round < ROUND_LIMIT && !alive.isEmpty(); round++) {
            alive.forEach(ProcessHandle::destroyForcibly);
            alive = alive();
        }
    }

    private List<ProcessHandle> alive() {
        Stream<ProcessHandle> family = Stream.concat(root.toHandle().descendants(), Stream.of(root.toHandle()));
        Stream<ProcessHandle> marked = ProcessHandle.allProcesses().filter(this::isMarked);
        return Stream.concat(family, marked)
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    private boolean isMarked(ProcessHandle process) {
        Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
        try {
            return new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
        } catch (IOException e) {
            return false; // gone, somebody else's, or a system without /proc
        }
    }
}
