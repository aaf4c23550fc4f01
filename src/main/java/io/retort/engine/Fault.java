package io.retort.engine;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed call says of the resource that was called. */
public enum Fault {
    /** The call itself is wrong: to try it again would fail again. */
    PERMANENT,
    /** The resource may well answer the next time. */
    TRANSIENT,
    /** The resource has no memory, disk, connection or thread left: to try again at once would make it worse. */
    EXHAUSTED;

    /** Classes of SQLState: connection, transaction rolled back, insufficient resources, operator intervention. */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "57");

    /** Wrong password or right, no such database, no such schema: what a pool reports as a timeout. */
    private static final Set<String> HOPELESS_CLASSES = Set.of("28", "3D", "3F");

    private static final int MOST_CAUSES = 20;

    /**
     * The kind of a failure, as SQLState and type tell it.
     *
     * @param failure what a call threw
     * @return the kind
     */
    public static Fault of(Throwable failure) {
        boolean poolTimeout = false;
        Fault found = PERMANENT;
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            String state = state(cause);
            if (state != null && state.length() >= 2 && HOPELESS_CLASSES.contains(state.substring(0, 2))) {
                return PERMANENT;
            }
            poolTimeout |= cause instanceof SQLTransientConnectionException;
            Fault one = one(cause, state);
            found = one.compareTo(found) > 0 ? one : found;
            cause = cause.getCause();
        }
        return poolTimeout ? EXHAUSTED : found;
    }

    private static Fault one(Throwable failure, @Nullable String state) {
        if (failure instanceof OutOfMemoryError || state != null && state.startsWith("53")) {
            return EXHAUSTED;
        }
        boolean transientState =
                state != null && state.length() >= 2 && TRANSIENT_CLASSES.contains(state.substring(0, 2));
        boolean transientType = failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof IOException;
        return transientState || transientType ? TRANSIENT : PERMANENT;
    }

    private static @Nullable String state(Throwable failure) {
        if (failure instanceof BatchUpdateException batch && batch.getNextException() != null) {
            return batch.getNextException().getSQLState();
        }
        return failure instanceof SQLException sql ? sql.getSQLState() : null;
    }
}
