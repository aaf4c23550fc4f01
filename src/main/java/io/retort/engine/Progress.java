package io.retort.engine;

import java.util.Locale;

/**
 * Where a run is.
 *
 * @param rowsIn rows committed so far, whatever became of them
 * @param rowsOut rows that came through
 * @param rejected rows that failed
 * @param duplicates rows that were dropped as duplicates
 * @param fraction share of the input that has been read, from 0 to 1, or -1 if not known
 * @param seconds since the start
 * @param residentMb memory that the process holds
 * @param finished whether the run has ended
 */
public record Progress(
        long rowsIn,
        long rowsOut,
        long rejected,
        long duplicates,
        double fraction,
        double seconds,
        double residentMb,
        boolean finished) {

    /**
     * Rate so far.
     *
     * @return rows per second
     */
    public double rowsPerSecond() {
        return seconds > 0 ? rowsIn / seconds : 0;
    }

    /**
     * Time that is left, if the rest goes as fast.
     *
     * @return seconds, -1 if not known
     */
    public double secondsLeft() {
        return fraction > 0.001 && fraction <= 1 ? seconds * (1 - fraction) / fraction : -1;
    }

    /**
     * The progress in one line.
     *
     * @return for example {@code 12,000 rows (31 %), 4,100 rows/s, 12 rejected, 80 duplicates, 10 s left}
     */
    public String line() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%,d rows", rowsIn));
        if (fraction >= 0 && !finished) {
            line.append(String.format(Locale.ROOT, " (%.0f %%)", 100 * fraction));
        }
        line.append(String.format(
                Locale.ROOT, ", %,.0f rows/s, %,d rejected, %,d duplicates", rowsPerSecond(), rejected, duplicates));
        if (finished) {
            line.append(String.format(Locale.ROOT, ", %.1f s", seconds));
        } else if (secondsLeft() >= 0) {
            line.append(String.format(Locale.ROOT, ", %.0f s left", secondsLeft()));
        }
        return line.append(String.format(Locale.ROOT, ", %.0f MB", residentMb)).toString();
    }
}
