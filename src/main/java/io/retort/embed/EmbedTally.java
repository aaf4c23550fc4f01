package io.retort.embed;

import io.retort.core.Issue;
import java.util.Map;
import java.util.TreeMap;

/** Counts what has been written. Safe for use by many threads. */
final class EmbedTally {
    private final Map<String, Long> issues = new TreeMap<>();
    private long rows;
    private long embedded;
    private long kept;
    private long repeated;
    private long tokens;
    private int commits;

    synchronized void add(Window window, RowPages.Written written) {
        rows += window.page().size();
        embedded += written.made().length;
        for (int i = 0; i < window.page().size(); i++) {
            kept += window.page().kept()[i] ? 1 : 0;
        }
        for (int row : written.made()) {
            if (window.isRepeated(row)) {
                repeated++;
            } else {
                tokens += window.tokens().length(row);
            }
        }
        for (Issue issue : written.issues()) {
            issues.merge(issue.code().name(), 1L, Long::sum);
        }
    }

    synchronized void committed() {
        commits++;
    }

    synchronized long rows() {
        return rows;
    }

    synchronized long embedded() {
        return embedded;
    }

    synchronized long kept() {
        return kept;
    }

    /** Rows that got the vector of a row before them, whose text is the same. */
    synchronized long repeated() {
        return repeated;
    }

    synchronized long rejected() {
        return rows - embedded - kept;
    }

    /** Tokens that were computed, padding left out. */
    synchronized long tokens() {
        return tokens;
    }

    synchronized int commits() {
        return commits;
    }

    synchronized Map<String, Long> issues() {
        return Map.copyOf(issues);
    }
}
