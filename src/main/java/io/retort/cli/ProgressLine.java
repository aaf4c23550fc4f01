package io.retort.cli;

import io.retort.engine.Progress;
import io.retort.engine.ProgressListener;
import java.io.PrintStream;

/** Progress as one line that is written over; on something that is not a terminal a line every ten seconds. */
final class ProgressLine implements ProgressListener {
    private static final double QUIET_SECONDS = 10;

    private final PrintStream err;
    private final boolean wanted;
    private final boolean terminal = System.console() != null;
    private double lastSeconds;
    private int width;

    ProgressLine(PrintStream err, boolean wanted) {
        this.err = err;
        this.wanted = wanted;
    }

    @Override
    public void update(Progress progress) {
        if (!wanted || progress.finished()) {
            return;
        }
        if (terminal) {
            String line = progress.line();
            err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            err.flush();
            width = line.length();
        } else if (progress.seconds() - lastSeconds >= QUIET_SECONDS) {
            lastSeconds = progress.seconds();
            err.println(progress.line());
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
