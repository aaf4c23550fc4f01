package io.retort.magic;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * An output that changes in place: shown once, then updated at most four times a second through
 * {@code update_display_data}. It needs no script or widget, so the last state is what a saved or exported notebook
 * shows. Safe for use by many threads; an update never blocks on the network for longer than queueing takes.
 */
public final class LiveDisplay implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        // In the outermost group, so that the interrupt of the cell that came first does not reach it.
        Thread thread = new Thread(outermostGroup(), task, "retort-live-display", 0, false);
        thread.setDaemon(true);
        return thread;
    });

    private final BaseKernel kernel;
    private final CellScope cell = CellScope.current();
    private final String id = UUID.randomUUID().toString();
    private @Nullable Object pending;
    private boolean shown;
    private boolean scheduled;
    private boolean closed;
    private long lastNanos;

    private LiveDisplay(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Starts a display; nothing is shown before the first update.
     *
     * @param kernel the host
     * @return the display, tied to the cell of the calling thread
     */
    public static LiveDisplay of(BaseKernel kernel) {
        return new LiveDisplay(kernel);
    }

    /**
     * Shows a state. States that come faster than the display may change are dropped, except the last.
     *
     * @param state anything that the renderer knows; it is rendered later, so it must not change any more
     */
    public synchronized void update(Object state) {
        if (closed) {
            return;
        }
        pending = state;
        long waitNanos = shown ? lastNanos + PERIOD.toNanos() - System.nanoTime() : 0;
        if (waitNanos <= 0) {
            show();
        } else if (!scheduled) {
            scheduled = true;
            var unused = CLOCK.schedule(this::showLater, waitNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Shows the last state at once; later updates are ignored. */
    @Override
    public synchronized void close() {
        show();
        closed = true;
    }

    private static ThreadGroup outermostGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private synchronized void showLater() {
        scheduled = false;
        show();
    }

    @SuppressWarnings("try") // the binding works by being open
    private void show() {
        Object state = pending;
        if (state == null) {
            return;
        }
        pending = null;
        DisplayData data = new DisplayData(
                state instanceof DisplayData given
                        ? given
                        : kernel.getRenderer().render(state));
        data.setDisplayId(id);
        try (CellScope.Binding binding = cell.bind()) {
            if (shown) {
                kernel.getIO().display.updateDisplay(data);
            } else {
                kernel.display(data);
            }
        }
        shown = true;
        lastNanos = System.nanoTime();
    }
}
