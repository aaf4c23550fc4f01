package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Keeps years, one after the other: at once in the session that computed them, or beside it in a session and thread of its
 * own, where the next year waits until the one before it is kept.
 */
final class YearKeeper implements AutoCloseable {
    private final Session session;
    private final Optional<ExecutorService> thread;
    private Future<?> last = CompletableFuture.completedFuture(true);

    private YearKeeper(Session session, Optional<ExecutorService> thread) {
        this.session = session;
        this.thread = thread;
    }

    static YearKeeper atOnce(Session session) {
        return new YearKeeper(session, Optional.empty());
    }

    static YearKeeper beside(Workspace workspace, CancelToken cancel) {
        ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "retort-scenario-keeper");
            made.setDaemon(true);
            return made;
        });
        return new YearKeeper(new Session(workspace, cancel), Optional.of(thread));
    }

    /**
     * Keeps a year, after those before it.
     *
     * @param work given the session in which to keep it
     * @throws RuntimeException if it failed, or a year before it
     */
    void keep(Consumer<Session> work) {
        if (thread.isEmpty()) {
            work.accept(session);
            return;
        }
        await();
        last = thread.get().submit(() -> work.accept(session));
    }

    /** Returns when all years are kept; throws what one of them threw. */
    void await() {
        try {
            last.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /** Waits for the year that is being kept, whatever becomes of it. */
    @Override
    public void close() {
        thread.ifPresent(t -> {
            UnitPool.end(t);
            session.close();
        });
    }
}
