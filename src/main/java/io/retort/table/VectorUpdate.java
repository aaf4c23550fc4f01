package io.retort.table;

import io.retort.core.UsageException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * Vectors for the rows of a PostgreSQL table, in a column of type {@code real[]} or of pgvector's {@code vector}. A block
 * of rows is copied into a temporary table and joined by key, in one transaction. Which model made the column stands in
 * {@code retort_embeddings}, beside the table. Immutable; safe for use by many threads.
 */
public final class VectorUpdate {
    private static final String LEDGER = "retort_embeddings";

    private final Database database;
    private final Dialect dialect;
    private final Request request;
    private final TableName table;
    private final List<String> key;
    private final String type;

    /**
     * What to update.
     *
     * @param table {@code NAME} or {@code SCHEMA.NAME}
     * @param text column of the texts
     * @param key columns that identify a row, empty for the table's own key
     * @param column column of the vectors, made as {@code real[]} if there is none
     * @param dimension numbers in a vector
     */
    public record Request(String table, String text, List<String> key, String column, int dimension) {
        public Request {
            key = List.copyOf(key);
        }
    }

    /**
     * Which model made a column.
     *
     * @param name of the model
     * @param fingerprint tells it from all others
     * @param dtype number format that it computed in
     */
    public record Maker(String name, String fingerprint, String dtype) {}

    private VectorUpdate(Database database, Request request, TableName table, List<String> key, String type)
            throws SQLException {
        this.database = database;
        this.dialect = database.dialect();
        this.request = request;
        this.table = table;
        this.key = key;
        this.type = type;
    }

    /**
     * Checks the table, makes the column if there is none, and refuses to mix models.
     *
     * @param database holds the table
     * @param request what to update
     * @param maker the model that will make the vectors
     * @param replace whether vectors that are there are taken away first
     * @return the update
     * @throws SQLException as the database throws; may be called again
     * @throws UsageException if the table does not fit
     */
    public static VectorUpdate open(Database database, Request request, Maker maker, boolean replace)
            throws SQLException {
        Dialect dialect = database.dialect();
        if (!dialect.isPostgres()) {
            throw new UsageException("embed: vectors are updated in place in PostgreSQL only, and " + database.name()
                    + " is another database: read it with readsql into a workspace");
        }
        TableName table = TableName.parse(request.table(), "embed");
        try (Connection connection = database.connection()) {
            if (!table.exists(connection)) {
                throw new UsageException("embed: there is no table " + request.table() + " in " + database.name()
                        + "; check its name (upper and lower case count)");
            }
            List<String> key = request.key().isEmpty() ? table.uniqueKey(connection) : request.key();
            if (key.isEmpty()) {
                throw new UsageException("embed: table " + request.table()
                        + " has no primary key; name a column that identifies a row with --key");
            }
            connection.setAutoCommit(false);
            String type = column(connection, dialect, table, request);
            VectorUpdate update = new VectorUpdate(database, request, table, key, type);
            update.sign(connection, maker, replace);
            connection.commit();
            return update;
        }
    }

    /** Type of the column, which is made if there is none. */
    private static String column(Connection connection, Dialect dialect, TableName table, Request request)
            throws SQLException {
        String sql = "SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a WHERE a.attrelid = ?::regclass"
                + " AND a.attname = ? AND NOT a.attisdropped";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.sql(dialect));
            statement.setString(2, request.column());
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    return checked(found.getString(1), request);
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE " + table.sql(dialect) + " ADD COLUMN " + dialect.name(request.column()) + " real[]");
        }
        return "real[]";
    }

    private static String checked(String type, Request request) {
        boolean sized = type.matches("vector\\(\\d+\\)") && !type.equals("vector(" + request.dimension() + ")");
        if (sized || !type.matches("real\\[\\]|double precision\\[\\]|vector(\\(\\d+\\))?")) {
            throw new UsageException("embed: column \"" + request.column() + "\" of table " + request.table() + " is "
                    + type + "; accepted are real[] and vector(" + request.dimension()
                    + "): choose another column with --into");
        }
        return type;
    }

    private void sign(Connection connection, Maker maker, boolean replace) throws SQLException {
        String ledger = table.sibling(LEDGER).sql(dialect);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS " + ledger + " (table_name text, column_name text, model text,"
                            + " fingerprint text, dtype text, dimension integer, PRIMARY KEY (table_name, column_name))");
            if (replace) {
                statement.execute("UPDATE " + table.sql(dialect) + " SET " + vectorName() + " = NULL WHERE "
                        + vectorName() + " IS NOT NULL");
                statement.execute("DELETE FROM " + ledger + " WHERE table_name = " + Sql.text(table.name())
                        + " AND column_name = " + Sql.text(request.column()));
            }
        }
        String known = maker(connection, ledger);
        if (known.isEmpty() && hasVectors(connection)) {
            throw new UsageException("embed: column \"" + request.column() + "\" of table " + request.table()
                    + " holds vectors, and nothing says which model made them: choose another column with --into, or"
                    + " make them anew with --replace");
        }
        if (!known.isEmpty() && !known.equals(maker.fingerprint())) {
            throw new UsageException("embed: column \"" + request.column() + "\" of table " + request.table()
                    + " holds vectors of another model or number format (" + known.substring(0, 12) + ") than "
                    + maker.name() + " in " + maker.dtype() + ", which cannot be compared: choose another column with"
                    + " --into, or make all anew with --replace");
        }
        if (known.isEmpty()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("INSERT INTO " + ledger + " VALUES (?, ?, ?, ?, ?, ?)")) {
                statement.setString(1, table.name());
                statement.setString(2, request.column());
                statement.setString(3, maker.name());
                statement.setString(4, maker.fingerprint());
                statement.setString(5, maker.dtype());
                statement.setInt(6, request.dimension());
                statement.executeUpdate();
            }
        }
    }

    private String maker(Connection connection, String ledger) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT fingerprint FROM " + ledger + " WHERE table_name = ? AND column_name = ?")) {
            statement.setString(1, table.name());
            statement.setString(2, request.column());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getString(1) : "";
            }
        }
    }

    private boolean hasVectors(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT 1 FROM " + table.sql(dialect) + " WHERE " + vectorName() + " IS NOT NULL LIMIT 1")) {
            return found.next();
        }
    }

    private String vectorName() {
        return dialect.name(request.column());
    }

    /**
     * How many rows lack a vector.
     *
     * @return 0 or more
     * @throws SQLException as the database throws
     */
    public long missing() throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT count(*) FROM " + table.sql(dialect) + " WHERE " + vectorName() + " IS NULL")) {
            return found.next() ? found.getLong(1) : 0;
        }
    }

    /**
     * Reads the rows that lack a vector, page by page.
     *
     * @param pageRows rows in a page
     * @return pages of one column, the text
     * @throws SQLException as the database throws
     */
    public KeysetReader missing(int pageRows) throws SQLException {
        String query = "SELECT * FROM " + table.sql(dialect) + " WHERE " + vectorName() + " IS NULL";
        return KeysetReader.open(
                database, new KeysetReader.Request(null, query, List.of(request.text()), key, pageRows));
    }

    /**
     * Writes rows of a block as text.
     *
     * @param key values of the key's columns, as {@link KeysetReader.Page} gives them
     * @param vectors holds the vector
     * @param offset number of the vector in it
     * @param to gets a line
     */
    public void append(List<Object> key, ByteBuffer vectors, int offset, StringBuilder to) {
        for (Object part : key) {
            escape(to, String.valueOf(part));
            to.append('\t');
        }
        FloatBuffer numbers = vectors.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
        boolean array = type.endsWith("[]");
        to.append(array ? '{' : '[');
        for (int d = 0; d < request.dimension(); d++) {
            to.append(d == 0 ? "" : ",").append(numbers.get(offset * request.dimension() + d));
        }
        to.append(array ? '}' : ']').append('\n');
    }

    private static void escape(StringBuilder to, String text) {
        to.append(text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r"));
    }

    /**
     * Gives rows their vectors, in one transaction. May be called again with the same lines.
     *
     * @param lines as {@link #append} wrote them
     * @throws SQLException as the database throws
     */
    public void write(CharSequence lines) throws SQLException {
        String names = IntStream.range(0, key.size()).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
        String keys = IntStream.range(0, key.size())
                .mapToObj(i -> dialect.name(key.get(i)) + " AS k" + i)
                .collect(Collectors.joining(", "));
        String equal = IntStream.range(0, key.size())
                .mapToObj(i -> "t." + dialect.name(key.get(i)) + " = s.k" + i)
                .collect(Collectors.joining(" AND "));
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TEMPORARY TABLE retort_vectors ON COMMIT DROP AS SELECT " + keys + ", "
                        + vectorName() + " AS v FROM " + table.sql(dialect) + " WHERE false");
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "COPY retort_vectors (" + names + ", v) FROM STDIN",
                                new StringReader(lines.toString()));
                statement.executeUpdate("UPDATE " + table.sql(dialect) + " t SET " + vectorName()
                        + " = s.v FROM retort_vectors s WHERE " + equal);
                connection.commit();
            } catch (IOException e) {
                throw new SQLException("the connection broke while vectors were copied", "08006", e);
            } catch (SQLException | RuntimeException e) {
                undo(connection, e);
                throw e;
            }
        }
    }

    private static void undo(Connection connection, Exception why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
