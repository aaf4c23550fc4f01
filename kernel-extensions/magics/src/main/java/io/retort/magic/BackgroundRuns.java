package io.retort.magic;

import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunControl;
import io.retort.engine.RunHandle;
import io.retort.engine.RunOptions;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The runs that cells have left to go on in the background. Safe for use by many threads. */
final class BackgroundRuns {
    private static final List<RunHandle> STARTED = new CopyOnWriteArrayList<>();

    private BackgroundRuns() {}

    /** Starts a run whose progress is shown where the cell is, also after the cell has ended. */
    static RunHandle start(Pipeline pipeline, RunOptions options, MagicCall call) {
        LiveDisplay live = call.live();
        ProgressView.Follower follower = new ProgressView.Follower(live::update);
        // A token of its own: the cell's is cancelled with whatever the reader interrupts next.
        RunControl control = new RunControl(new io.retort.core.CancelToken(), follower, InputStream.nullInputStream());
        RunHandle handle = pipeline.start(Session.workspace(), options, control);
        STARTED.add(handle);
        live.update(new PlainText("Run " + handle.name() + " goes on in the background: %progress, %cancel "
                + handle.name() + ", %runs."));
        var unused = handle.future().whenComplete((report, failure) -> {
            if (report != null) {
                live.update(new RunView(report));
            } else {
                boolean stopped = handle.state() == RunHandle.State.STOPPED;
                String why = stopped || failure == null ? "." : ": " + failure.getMessage();
                live.update(new PlainText("Run " + handle.name() + (stopped ? " was stopped" : " failed") + why));
            }
            live.close();
        });
        return handle;
    }

    static List<RunHandle> all() {
        return List.copyOf(STARTED);
    }

    static List<RunHandle> running() {
        return STARTED.stream()
                .filter(handle -> handle.state() == RunHandle.State.RUNNING)
                .toList();
    }

    /** The run of a name, or of its first letters. */
    static RunHandle of(String command, String name) {
        List<RunHandle> found = STARTED.stream()
                .filter(handle -> handle.name().startsWith(name))
                .toList();
        if (found.size() != 1) {
            List<String> names = STARTED.stream().map(RunHandle::name).toList();
            throw new UsageException(command + ": "
                    + (found.isEmpty() ? "no run of this session is called " : "several runs begin with ") + "\"" + name
                    + "\""
                    + (names.isEmpty()
                            ? "; start one with %%pipeline --background"
                            : "; " + Names.suggestion(name, names)));
        }
        return found.get(0);
    }

    /** Stops what still goes on and waits for it, a few seconds at most. */
    static void stopAll(long seconds) {
        List<RunHandle> running = running();
        running.forEach(RunHandle::cancel);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (RunHandle handle : running) {
            await(handle, until - System.nanoTime());
        }
    }

    /** Waits for the end of a run, however it ends; returns false if the time is over first. */
    static boolean await(RunHandle handle, long nanos) {
        try {
            var unused = handle.future().get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
    }
}
