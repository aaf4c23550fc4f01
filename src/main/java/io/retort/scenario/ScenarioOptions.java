package io.retort.scenario;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which years and seeds are simulated, and with how much of the machine. Threads and batches do not change a result.
 *
 * @param years first and last year, such as {@code 2025-2029}
 * @param seeds seeds, such as {@code 42}, {@code 1-25} or {@code 1,2,10-12}
 * @param threads threads of the database, 0 for as many as suit the rows, up to one per processor
 * @param parallel runs at the same time, 0 for as many as suit threads and memory
 * @param batchRows employees that one statement takes at most, by taking several seeds together
 */
public record ScenarioOptions(
        @Option(help = "First and last year.", defaultValue = "2025-2029")
        String years,

        @Option(help = "Seeds, such as 42, 1-25 or 1,2,10-12.", defaultValue = "42")
        String seeds,

        @Option(
                help = "Threads of the database; 0 takes one per 100,000 rows of a statement, up to one per processor.",
                defaultValue = "0",
                min = 0,
                max = 1024)
        int threads,

        @Option(
                help = "Runs at the same time; 0 takes as many as suit threads and memory.",
                defaultValue = "0",
                min = 0,
                max = 64)
        int parallel,

        @Option(
                help = "Employees that one statement takes at most, by taking several seeds together.",
                unit = "rows",
                defaultValue = "300000",
                min = 1,
                max = 1e9)
        long batchRows) {

    private static final OptionSet<ScenarioOptions> OPTIONS = OptionSet.of(ScenarioOptions.class);
    private static final Pattern SPAN = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18}))?");
    private static final int MOST_SEEDS = 10_000;
    private static final int MOST_YEARS = 60;
    private static final int EARLIEST = 1950;
    private static final int LATEST = 2200;

    /** Checks years and seeds. */
    public ScenarioOptions {
        span(years);
        parse(seeds);
    }

    /**
     * Five years from 2025 with seed 42.
     *
     * @return the defaults
     */
    public static ScenarioOptions defaults() {
        return OPTIONS.defaults("scenario");
    }

    /**
     * The same for other years.
     *
     * @param first the first
     * @param last the last
     * @return a copy
     */
    public ScenarioOptions withYears(int first, int last) {
        return OPTIONS.with(this, "years", first + "-" + last);
    }

    /**
     * The same with other seeds.
     *
     * @param text such as {@code 1-25}
     * @return a copy
     */
    public ScenarioOptions withSeeds(String text) {
        return OPTIONS.with(this, "seeds", text);
    }

    /**
     * The same with another number of threads.
     *
     * @param count threads of the database
     * @return a copy
     */
    public ScenarioOptions withThreads(int count) {
        return OPTIONS.with(this, "threads", count);
    }

    /**
     * The same with another number of runs at the same time.
     *
     * @param count runs
     * @return a copy
     */
    public ScenarioOptions withParallel(int count) {
        return OPTIONS.with(this, "parallel", count);
    }

    /**
     * The same with other batches.
     *
     * @param rows employees that one statement takes at most
     * @return a copy
     */
    public ScenarioOptions withBatchRows(long rows) {
        return OPTIONS.with(this, "batch-rows", rows);
    }

    int firstYear() {
        return span(years)[0];
    }

    int lastYear() {
        return span(years)[1];
    }

    List<Long> seedList() {
        return parse(seeds);
    }

    private static int[] span(String years) {
        Matcher matcher = SPAN.matcher(years.strip());
        if (matcher.matches() && matcher.group(1).length() <= 4) {
            int first = Integer.parseInt(matcher.group(1));
            String second = matcher.group(2);
            int last = second == null || second.length() > 4 ? first : Integer.parseInt(second);
            if (first >= EARLIEST && last <= LATEST && last >= first && last - first < MOST_YEARS) {
                return new int[] {first, last};
            }
        }
        throw new UsageException("--years got \"" + years + "\"; accepted are up to " + MOST_YEARS + " years from "
                + EARLIEST + " to " + LATEST + ", such as 2025-2029");
    }

    private static List<Long> parse(String seeds) {
        List<Long> all = new ArrayList<>();
        for (String part : seeds.split(",", -1)) {
            Matcher matcher = SPAN.matcher(part.strip());
            if (!matcher.matches()) {
                throw refused(seeds);
            }
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (last < first || last - first >= MOST_SEEDS || all.size() + last - first >= MOST_SEEDS) {
                throw refused(seeds);
            }
            for (long seed = first; seed <= last; seed++) {
                if (all.contains(seed)) {
                    throw new UsageException("--seeds names " + seed + " twice");
                }
                all.add(seed);
            }
        }
        return List.copyOf(all);
    }

    private static UsageException refused(String seeds) {
        return new UsageException("--seeds got \"" + seeds + "\"; accepted are up to " + MOST_SEEDS
                + " whole numbers and spans, such as 42, 1-25 or 1,2,10-12");
    }
}
