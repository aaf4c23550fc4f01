package io.retort.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks, while a run goes on, whether its alerts hold. Used by one thread. */
final class AlertWatch {
    /** The rate is that of so many seconds; a run that is shorter is looked at when it ends. */
    static final double WINDOW_SECONDS = 5;

    private final List<Watched> watched = new ArrayList<>();
    private final Deque<double[]> window = new ArrayDeque<>();

    AlertWatch(List<String> conditions) {
        conditions.forEach(condition -> watched.add(new Watched(Alert.parse(condition))));
    }

    /**
     * An alert that came true.
     *
     * @param condition what was to be told
     * @param value the worst value
     * @param fromS when it came true, in seconds since the start
     * @param untilS when it ceased to be true, or the run ended
     */
    public record Told(String condition, double value, double fromS, double untilS) {
        /** In words. */
        public String line() {
            return String.format(
                    Locale.ROOT, "alert: %s was %s from %.1f to %.1f s", condition, Alert.number(value), fromS, untilS);
        }
    }

    private static final class Watched {
        private final Alert alert;
        private final List<Told> before = new ArrayList<>();
        private @Nullable Told now;

        Watched(Alert alert) {
            this.alert = alert;
        }

        /** Returns whether it has just come true. */
        boolean look(@Nullable Double value, double seconds) {
            Told told = now;
            if (value == null) {
                return false;
            }
            if (!alert.holds(value)) {
                if (told != null) {
                    before.add(told);
                    now = null;
                }
                return false;
            }
            double from = told == null ? seconds : told.fromS();
            double worst = told == null
                    ? value
                    : alert.above() ? Math.max(value, told.value()) : Math.min(value, told.value());
            now = new Told(alert.condition(), worst, from, seconds);
            return told == null;
        }
    }

    boolean isEmpty() {
        return watched.isEmpty();
    }

    /**
     * Looks once.
     *
     * @param values what was measured; rates are added here
     * @param rowsIn rows committed
     * @param seconds since the start
     * @param ended whether the run has ended
     * @return the alerts that have just come true
     */
    List<Told> look(Map<RunMetric, Double> values, long rowsIn, double seconds, boolean ended) {
        Map<RunMetric, Double> all = new EnumMap<>(RunMetric.class);
        all.putAll(values);
        all.put(RunMetric.SECONDS, seconds);
        Double rate = rate(rowsIn, seconds, ended);
        if (rate != null) {
            all.put(RunMetric.ROWS_PER_S, rate);
        }
        List<Told> fresh = new ArrayList<>();
        for (Watched one : watched) {
            if (one.look(all.get(one.alert.metric()), seconds) && one.now != null) {
                fresh.add(one.now);
            }
        }
        return fresh;
    }

    private @Nullable Double rate(long rowsIn, double seconds, boolean ended) {
        window.add(new double[] {seconds, rowsIn});
        while (window.size() > 2 && seconds - second(window)[0] >= WINDOW_SECONDS) {
            window.removeFirst();
        }
        if (seconds < WINDOW_SECONDS) {
            return ended && seconds > 0 ? rowsIn / seconds : null;
        }
        double[] first = window.getFirst();
        double passed = seconds - first[0];
        return passed < WINDOW_SECONDS / 2 ? null : (rowsIn - first[1]) / passed;
    }

    private static double[] second(Deque<double[]> window) {
        var iterator = window.iterator();
        iterator.next();
        return iterator.next();
    }

    /** Alerts that hold now. */
    List<String> holding() {
        List<String> lines = new ArrayList<>();
        for (Watched one : watched) {
            Told told = one.now;
            if (told != null) {
                lines.add(told.condition() + " (" + Alert.number(told.value()) + ")");
            }
        }
        return lines;
    }

    /** All that came true, in the order of the conditions. */
    List<Told> told() {
        List<Told> all = new ArrayList<>();
        for (Watched one : watched) {
            all.addAll(one.before);
            if (one.now != null) {
                all.add(one.now);
            }
        }
        return all;
    }
}
