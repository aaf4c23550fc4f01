package io.retort.table;

import io.retort.core.CancelToken;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Cancels a statement of a database when a run is cancelled, again and again until the statement's work has ended. */
final class StatementCancel {
    private static final long AGAIN_MILLIS = 100;

    private StatementCancel() {}

    /** Watches the token until the registration is closed. */
    static CancelToken.Registration on(CancelToken cancel, Statement statement) {
        CountDownLatch done = new CountDownLatch(1);
        CancelToken.Registration registration = cancel.onCancel(() -> start(done, statement));
        return () -> {
            done.countDown();
            registration.close();
        };
    }

    /** In a thread of its own: to cancel may take a connection, and whoever cancels must not wait for it. */
    private static void start(CountDownLatch done, Statement statement) {
        Thread canceller = new Thread(
                () -> {
                    try {
                        do {
                            statement.cancel();
                        } while (!done.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS));
                    } catch (SQLException e) {
                        // The statement was closed or its connection is gone: its work has ended.
                        assert done.getCount() >= 0 : e;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "retort-cancel-statement");
        canceller.setDaemon(true);
        canceller.start();
    }
}
