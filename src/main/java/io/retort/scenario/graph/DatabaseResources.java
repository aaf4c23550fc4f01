package io.retort.scenario.graph;

import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.table.MemorySize;
import io.retort.table.Workspace;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a database may take of the machine. The share is that of the whole process; what Java's heap may grow to is taken
 * off, down to half of the share.
 *
 * @param profile {@code small}, {@code balanced}, {@code large}, or a size
 * @param memoryBytes memory of the database, past which it spills to its temp folder
 * @param threads threads of the database, shared by all connections
 */
public record DatabaseResources(String profile, long memoryBytes, int threads) {
    private static final List<String> PROFILES = List.of("small", "balanced", "large");

    /** Checks the figures. */
    public DatabaseResources {
        if (memoryBytes < 1_000_000 || threads < 1) {
            throw new UsageException("resources: at least 1 MB and 1 thread are needed, got " + memoryBytes
                    + " bytes and " + threads + " threads");
        }
    }

    /**
     * Resources of this machine, or of the container that the process runs in.
     *
     * @param profile {@code small} takes 60 % of the memory, {@code balanced} 75 %, {@code large} 85 %; a size such as
     *     {@code 4g} is taken as it is
     * @return the resources, with one thread per processor
     * @throws UsageException if it is neither
     */
    public static DatabaseResources of(String profile) {
        Runtime runtime = Runtime.getRuntime();
        return of(profile, machineBytes(), runtime.maxMemory(), runtime.availableProcessors());
    }

    static DatabaseResources of(String profile, long machineBytes, long heapBytes, int threads) {
        double share = switch (profile) {
            case "small" -> 0.60;
            case "balanced" -> 0.75;
            case "large" -> 0.85;
            default -> 0;
        };
        if (share == 0) {
            return new DatabaseResources(profile, size(profile), threads);
        }
        long budget = (long) (share * machineBytes);
        return new DatabaseResources(profile, Math.max(budget / 2, budget - heapBytes), threads);
    }

    private static long size(String text) {
        if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
            return MemorySize.parse("--memory", text);
        }
        throw new UsageException(
                "--memory got \"" + text + "\"; " + Names.suggestion(text, PROFILES) + ", or a size such as 4g");
    }

    private static long machineBytes() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getTotalMemorySize();
    }

    /**
     * Sets them in a database.
     *
     * @param workspace database
     */
    public void apply(Workspace workspace) {
        workspace.execute("SET memory_limit = '" + memoryBytes / 1_000_000 + "MB'; SET threads = " + threads);
    }

    /**
     * What holds in a database, as it says itself.
     *
     * @param memory most memory before it spills
     * @param threads its threads
     * @param tempFolder where it spills to
     * @param tempLimit most that it may spill
     */
    public record Effective(String memory, int threads, String tempFolder, String tempLimit) {
        /**
         * The values for a reader.
         *
         * @return one line
         */
        public String line() {
            return String.format(
                    Locale.ROOT, "memory %s, %d threads, spills to %s (%s)", memory, threads, tempFolder, tempLimit);
        }
    }

    /**
     * Asks a database what holds.
     *
     * @param workspace database
     * @return its settings
     */
    public static Effective effective(Workspace workspace) {
        return workspace.query(
                "SELECT current_setting('memory_limit'), current_setting('threads'),"
                        + " current_setting('temp_directory'), current_setting('max_temp_directory_size')",
                result -> {
                    result.next();
                    return new Effective(
                            text(result.getString(1)),
                            result.getInt(2),
                            text(result.getString(3)),
                            text(result.getString(4)));
                });
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
