package io.retort.engine;

import java.util.List;
import java.util.Locale;

/**
 * Where a run is.
 *
 * @param rowsIn rows committed so far, whatever became of them
 * @param rowsOut rows that came through
 * @param rejected rows that failed
 * @param duplicates rows that were dropped as duplicates
 * @param stage the stage in which most time was spent so far, or the one that writes; empty when there is none to name
 * @param fraction share of the input that has been read, from 0 to 1, or -1 if not known
 * @param seconds since the start
 * @param residentMb memory that the process holds
 * @param finished whether the run has ended
 * @param alerts alerts that hold now
 * @param rowsBefore those of the rows that an earlier sitting of a resumed run committed
 */
public record Progress(
        long rowsIn,
        long rowsOut,
        long rejected,
        long duplicates,
        String stage,
        double fraction,
        double seconds,
        double residentMb,
        boolean finished,
        List<String> alerts,
        long rowsBefore) {

    /** Copies the alerts. */
    public Progress {
        alerts = List.copyOf(alerts);
    }

    /**
     * Rate so far, of this sitting.
     *
     * @return rows per second
     */
    public double rowsPerSecond() {
        return seconds > 0 ? (rowsIn - rowsBefore) / seconds : 0;
    }

    /**
     * Time that is left, if the rest goes as fast.
     *
     * @return seconds, -1 if not known
     */
    public double secondsLeft() {
        double share = rowsIn == 0 ? fraction : fraction * (rowsIn - rowsBefore) / rowsIn;
        return share > 0.001 && fraction <= 1 ? seconds * (1 - fraction) / share : -1;
    }

    /**
     * The progress in one line.
     *
     * @return for example {@code 12,000 rows (31 %), 4,100 rows/s, 10 s left, 12 rejected, 80 duplicates, 512 MB, mostly
     *     in standardize}
     */
    public String line() {
        StringBuilder line = new StringBuilder(rows());
        line.append(String.format(Locale.ROOT, ", %,.0f rows/s", rowsPerSecond()));
        if (finished) {
            line.append(String.format(Locale.ROOT, ", %.1f s", seconds));
        } else if (secondsLeft() > 0) {
            line.append(", ").append(time(secondsLeft())).append(" left");
        }
        line.append(String.format(
                Locale.ROOT, ", %,d rejected, %,d duplicates, %,.0f MB", rejected, duplicates, residentMb));
        if (!stage.isEmpty() && !finished) {
            line.append(fraction == 1 ? ", in " : ", mostly in ").append(stage);
        }
        if (!alerts.isEmpty()) {
            line.append("; ALERT: ").append(String.join(", ", alerts));
        }
        return line.toString();
    }

    /**
     * How far a run was that did not come to its end.
     *
     * @param how what ended it, such as {@code Stopped}
     * @return for example {@code Stopped after 12,000 rows (31 %) in 3.2 s, 12 rejected, 80 duplicates}
     */
    public String endLine(String how) {
        return String.format(
                Locale.ROOT,
                "%s after %s in %.1f s, %,d rejected, %,d duplicates",
                how,
                rows(),
                seconds,
                rejected,
                duplicates);
    }

    private String rows() {
        String share = fraction >= 0 && !finished ? String.format(Locale.ROOT, " (%.0f %%)", 100 * fraction) : "";
        return String.format(Locale.ROOT, "%,d row%s%s", rowsIn, rowsIn == 1 ? "" : "s", share);
    }

    /** Seconds up to two minutes, then minutes, then hours. */
    private static String time(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
