package io.retort.scenario;

import io.retort.core.Settings;
import io.retort.table.MemorySize;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much memory a run may take, and how it is shared between Java and the database. Bytes.
 *
 * @param budgetBytes memory of the whole process
 * @param heapBytes most that Java's heap may take
 * @param databaseBytes what the database may take before it spills to disk
 * @param source where the budget comes from
 */
public record ScenarioResources(long budgetBytes, long heapBytes, long databaseBytes, String source) {
    private static final long LEAST = 256_000_000;

    /** Memory that Java and the database need beside what they account for. */
    private static final long ASIDE = 300_000_000;

    /** Share of the machine's memory. */
    public enum Profile {
        /** 60 percent. */
        SMALL(0.60),
        /** 75 percent. */
        BALANCED(0.75),
        /** 85 percent. */
        LARGE(0.85);

        private final double share;

        Profile(double share) {
            this.share = share;
        }
    }

    /**
     * Shares a budget.
     *
     * @param memory budget of the process, such as {@code 4g}; null for that of the launcher, else the profile's share of
     *     the machine
     * @param profile share of the machine
     * @return the shares: a simulation works in the database, so it gets all but what Java may take
     */
    public static ScenarioResources of(@Nullable String memory, Profile profile) {
        String given = memory != null ? memory : Settings.memory().orElse(null);
        long budget = given != null ? MemorySize.parse("--memory", given) : (long) (machine() * profile.share);
        long heap = Math.min(Runtime.getRuntime().maxMemory(), budget / 4);
        long database = Math.max(LEAST, budget - heap - ASIDE);
        return new ScenarioResources(
                budget,
                Runtime.getRuntime().maxMemory(),
                database,
                given != null ? "given" : Math.round(profile.share * 100) + " % of the machine");
    }

    private static long machine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 2L << 30;
    }

    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("memory_mb", Math.round(budgetBytes / 1e6));
        shown.put("memory_from", source);
        shown.put("heap_mb", Math.round(heapBytes / 1e6));
        shown.put("database_memory_mb", Math.round(databaseBytes / 1e6));
        shown.put("temporary_folder", Settings.temporaryFolder().toString());
        return shown;
    }
}
