package io.retort.engine;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What alerts can watch in a run. */
enum RunMetric {
    /** Rows per second over the last seconds. */
    ROWS_PER_S,
    /** Rows that failed. */
    REJECTED,
    /** Share of the rows that failed, from 0 to 1. */
    REJECTED_SHARE,
    /** Share of the rows that were dropped as duplicates, from 0 to 1. */
    DUPLICATES_SHARE,
    /** Memory that the process holds, in 10^6 bytes. */
    RSS_MB,
    /** Share of the Java heap in use, from 0 to 1. */
    HEAP_SHARE,
    /** Room in the folder for temporary data, in 10^6 bytes. */
    DISK_FREE_MB,
    /** Seconds since the start. */
    SECONDS;

    /** As it is written in a condition. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunMetric read(String condition, String word) {
        List<String> words =
                Arrays.stream(values()).map(RunMetric::word).sorted().toList();
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("--alert \"" + condition + "\": unknown measure \"" + word
                        + "\"; " + Names.suggestion(word, words)));
    }
}
