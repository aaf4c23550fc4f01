package io.retort.table;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table of a database that a run writes to, and beside it the ledger {@code retort_ledger}, which says how far each run
 * has come. Rows and ledger change in one transaction, so whatever happens to the run, the network or the database, the
 * ledger tells which rows are there. Immutable; safe for use by many threads.
 */
public final class TargetTable {
    private static final String LEDGER = "retort_ledger";

    private final Dialect dialect;
    private final Database database;
    private final Request request;
    private final TableName table;
    private final List<Column> columns;
    private final BulkWriter writer;
    private final Ledger ledger;

    /** What becomes of rows that are in the table already. */
    public enum Mode {
        /** There must be none. */
        EMPTY,
        /** They stay. */
        APPEND,
        /** They go when the run starts to write. */
        REPLACE
    }

    /**
     * What to write to.
     *
     * @param table {@code NAME} or {@code SCHEMA.NAME}
     * @param rows columns of the rows
     * @param create whether to make the table if there is none
     * @param mode what becomes of rows that are there
     * @param run name of the run, for the ledger
     * @param entry name of the target in the ledger
     */
    public record Request(String table, List<Column> rows, boolean create, Mode mode, String run, String entry) {}

    private TargetTable(Database database, Request request, List<Column> columns, Ledger ledger) throws SQLException {
        this.ledger = ledger;
        this.database = database;
        this.dialect = database.dialect();
        this.request = request;
        this.table = TableName.parse(request.table(), "writesql");
        this.columns = columns;
        this.writer = BulkWriter.of(
                dialect, table.sql(dialect), columns.stream().map(Column::name).toList());
    }

    /**
     * Checks the table, makes and empties it as asked, and opens the run's account in the ledger; does nothing of it again
     * when the run has an account, as after a resumption.
     *
     * @param database where the table is
     * @param request what to write to
     * @return the table
     * @throws SQLException as the database throws; may be called again
     * @throws UsageException if the table does not fit the request
     */
    public static TargetTable open(Database database, Request request) throws SQLException {
        TableName table = TableName.parse(request.table(), "writesql");
        Dialect dialect = database.dialect();
        try (Connection connection = database.connection()) {
            Ledger ledger = new Ledger(dialect, table.sibling(LEDGER).sql(dialect), request.run(), request.entry());
            ledger.make(connection, table.sibling(LEDGER));
            connection.setAutoCommit(false);
            try {
                boolean known = ledger.isKnown(connection);
                if (!known && !table.exists(connection)) {
                    create(connection, dialect, table, request);
                }
                List<Column> columns = matched(connection, dialect, table, request);
                TargetTable target = new TargetTable(database, request, columns, ledger);
                if (!known) {
                    target.start(connection);
                }
                connection.commit();
                return target;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static void create(Connection connection, Dialect dialect, TableName table, Request request)
            throws SQLException {
        if (!request.create()) {
            throw new UsageException("writesql: there is no table " + request.table()
                    + "; check its name (upper and lower case count), or add --create");
        }
        String columns = request.rows().stream()
                .map(c -> dialect.name(c.name()) + " " + dialect.type(c.type()))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table.sql(dialect) + " (" + columns + ")");
        }
    }

    /** The rows' columns under the names that the table has for them; the row number may be missing there. */
    private static List<Column> matched(Connection connection, Dialect dialect, TableName table, Request request)
            throws SQLException {
        List<String> there = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table.sql(dialect) + " WHERE 1 = 0")) {
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                there.add(none.getMetaData().getColumnName(i));
            }
        }
        List<Column> matched = new ArrayList<>();
        for (Column column : request.rows()) {
            String name = there.stream()
                    .filter(t -> t.equals(column.name()))
                    .findFirst()
                    .or(() -> there.stream()
                            .filter(t -> t.equalsIgnoreCase(column.name()))
                            .findFirst())
                    .orElse("");
            if (name.isEmpty() && !column.name().equals("row")) {
                throw new UsageException("writesql: table " + request.table() + " has no column \"" + column.name()
                        + "\"; choose the columns to write with --columns. " + Names.suggestion(column.name(), there));
            }
            matched.add(new Column(name.isEmpty() ? "row" : name, column.type()));
        }
        boolean unnumbered = there.stream().noneMatch(t -> t.equalsIgnoreCase("row"));
        matched.removeIf(c -> unnumbered && c.name().equals("row"));
        return matched;
    }

    /** The first transaction of a run on this table. */
    private void start(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (request.mode() == Mode.REPLACE) {
                statement.executeUpdate("DELETE FROM " + table.sql(dialect));
            } else if (request.mode() == Mode.EMPTY) {
                String any = "SELECT 1 FROM " + table.sql(dialect) + dialect.first(1);
                try (ResultSet found = statement.executeQuery(any)) {
                    if (found.next()) {
                        throw new UsageException("writesql: table " + request.table()
                                + " holds rows; say what becomes of them with --append or --replace");
                    }
                }
            }
        }
        ledger.add(connection);
    }

    /**
     * The columns that are written.
     *
     * @return names as the table has them, types of the rows, in the order of the values
     */
    public List<Column> columns() {
        return List.copyOf(columns);
    }

    /**
     * Whether a part of a transaction can be taken back.
     *
     * @param connection to the database
     * @return true if it has savepoints
     * @throws SQLException as the database throws
     */
    public boolean hasSavepoints(Connection connection) throws SQLException {
        return connection.getMetaData().supportsSavepoints();
    }

    /**
     * Locks the run's account and reads how far it is. The lock waits for a transaction of this run whose connection was
     * lost and that the database has not ended yet.
     *
     * @param connection in the transaction that will write
     * @return position behind the last row that is there
     * @throws SQLException as the database throws
     */
    public long lock(Connection connection) throws SQLException {
        if (!dialect.transactionStart().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(dialect.transactionStart());
            }
        }
        return ledger.lock(connection);
    }

    /**
     * Notes in the connection's transaction how far the run is.
     *
     * @param connection in the transaction that wrote
     * @param position position behind the last row
     * @throws SQLException as the database throws
     */
    public void advance(Connection connection, long position) throws SQLException {
        ledger.advance(connection, position);
    }

    /**
     * Writes rows in the connection's transaction.
     *
     * @param connection in a transaction
     * @param rows values in the order of {@link #columns}
     * @throws SQLException as the database throws
     */
    public void write(Connection connection, List<@Nullable Object[]> rows) throws SQLException {
        writer.write(connection, rows);
    }

    /**
     * Why the database refused rows.
     *
     * @param e what it threw
     * @return its words on one line; empty if it refused none, but failed in another way
     */
    public String refusal(SQLException e) {
        return dialect.isRefusal(e) ? dialect.refusal(e) : "";
    }

    /**
     * Which row the database refused, where it says so.
     *
     * @param e what it threw
     * @return number of rows before that row, -1 if it did not say; a hint, which may be wrong
     */
    public int rowsBefore(SQLException e) {
        return dialect.rowsBefore(e);
    }

    /**
     * The database.
     *
     * @return the one that holds the table
     */
    public Database database() {
        return database;
    }
}
