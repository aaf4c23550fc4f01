package io.retort.cli;

import java.io.PrintStream;

/** A line that is written over; on something that is not a terminal a line every ten seconds. */
final class StatusLine {
    private static final double QUIET_SECONDS = 10;

    private final PrintStream err;
    private final boolean wanted;
    private final boolean terminal = System.console() != null;
    private double lastSeconds;
    private int width;

    StatusLine(PrintStream err, boolean wanted) {
        this.err = err;
        this.wanted = wanted;
    }

    void show(String line, double seconds) {
        if (!wanted) {
            return;
        }
        if (terminal) {
            err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            err.flush();
            width = line.length();
        } else if (seconds - lastSeconds >= QUIET_SECONDS) {
            lastSeconds = seconds;
            err.println(line);
        }
    }

    void clear() {
        if (width > 0) {
            err.print("\r" + " ".repeat(width) + "\r");
            err.flush();
            width = 0;
        }
    }
}
