package io.retort.scenario.census;

import io.retort.core.UsageException;
import java.time.LocalDate;

/**
 * What census to draw.
 *
 * @param employees number of rows, 1 to 100,000,000
 * @param seed the same seed gives the same census; a smaller one is the begin of a larger one
 * @param day the day that the census shows; nobody is hired after it
 */
public record CensusOptions(long employees, long seed, LocalDate day) {
    /** The day of a census when none is given: the end of the year before the first that is simulated by default. */
    public static final LocalDate DEFAULT_DAY = LocalDate.of(2024, 12, 31);

    private static final long MOST = 100_000_000;

    /** Checks the number. */
    public CensusOptions {
        if (employees < 1 || employees > MOST) {
            throw new UsageException("census: --employees got " + employees + "; accepted are 1 to " + MOST);
        }
    }

    /**
     * A census of the default day.
     *
     * @param employees number of rows
     * @param seed the seed
     * @return the options
     */
    public static CensusOptions of(long employees, long seed) {
        return new CensusOptions(employees, seed, DEFAULT_DAY);
    }
}
