package io.retort.table;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * How a database writes SQL, where databases differ.
 *
 * @param product name of the database, in lower case
 * @param quote what identifiers are quoted with, empty if they cannot be
 */
record Dialect(String product, String quote) {
    private static final Set<String> FETCH_FIRST = Set.of("oracle", "db2", "apache derby", "microsoft sql server");

    /** SQLStates: a value, a constraint, a view's check option, and what a trigger of PostgreSQL raises. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "44", "P0001");

    private static final Pattern COPY_LINE = Pattern.compile("COPY [^\\n]*, line (\\d{1,9})");
    private static final int REFUSED_LENGTH = 500;

    static Dialect of(DatabaseMetaData metaData) throws SQLException {
        return new Dialect(
                metaData.getDatabaseProductName().toLowerCase(Locale.ROOT),
                metaData.getIdentifierQuoteString().strip());
    }

    /**
     * Values always come as text: what a column holds must not look different once a statement has run five times.
     */
    static void tunePostgres(Properties properties) {
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("ApplicationName", "retort");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
    }

    /** What a new connection is told: times with a zone are written in UTC wherever the program runs. */
    static String postgresStart() {
        return "SET TIME ZONE 'UTC'";
    }

    /** What a transaction that writes starts with, empty for nothing: a refusal must show at once, not at the commit. */
    String transactionStart() {
        return isPostgres() ? "SET CONSTRAINTS ALL IMMEDIATE" : "";
    }

    boolean isPostgres() {
        return product.equals("postgresql");
    }

    private boolean isDuck() {
        return product.equals("duckdb");
    }

    /** Quotes an identifier. */
    String name(String name) {
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    /** Ends a query after some rows. */
    String first(long rows) {
        return FETCH_FIRST.contains(product) ? " FETCH FIRST " + rows + " ROWS ONLY" : " LIMIT " + rows;
    }

    /** Whether rows can be compared as a whole, which lets the database use an index on several columns. */
    boolean comparesRows() {
        return !FETCH_FIRST.contains(product);
    }

    /** A parameter that stands for a key's value, which {@link #isPostgres PostgreSQL} takes as text. */
    String parameter(String type) {
        if (!isPostgres()) {
            return "?";
        }
        String plain = switch (type) {
            case "serial" -> "int4";
            case "bigserial" -> "int8";
            case "smallserial" -> "int2";
            default -> type;
        };
        return "CAST(? AS " + plain + ")";
    }

    /** Type of a new column. */
    String type(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case LONG -> "BIGINT";
            case DOUBLE -> isPostgres() || product.equals("h2") ? "DOUBLE PRECISION" : "DOUBLE";
            case STRING -> isPostgres() ? "TEXT" : isDuck() ? "VARCHAR" : "VARCHAR(4000)";
            case BYTES -> isPostgres() ? "BYTEA" : "BLOB";
        };
    }

    /** Whether the database refused a row for what it holds, and would take others. */
    boolean isRefusal(SQLException e) {
        for (SQLException one = e; one != null; one = one.getNextException()) {
            String state = one.getSQLState();
            if (state != null && REFUSALS.stream().anyMatch(state::startsWith)) {
                return true;
            }
            String said = String.valueOf(one.getMessage());
            if (isDuck()
                    && said.matches("(?s)^(java.sql.SQLException: )?"
                            + "(Constraint|Conversion|Invalid Input|Out of Range|Invalid type) Error.*")) {
                return true;
            }
        }
        return false;
    }

    /** What the database says of a row that it refused, on one line. */
    String refusal(SQLException e) {
        SQLException last = e;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        String said = String.valueOf(last.getMessage())
                .replaceFirst("^ERROR: ", "")
                .replaceAll("(?s)\\n\\s*(Where|Location|LINE \\d+): .*", "")
                .replaceAll("\\s+", " ")
                .strip();
        return said.length() <= REFUSED_LENGTH ? said : said.substring(0, REFUSED_LENGTH) + "…";
    }

    /** Rows before the one that was refused, as PostgreSQL's context tells ({@code COPY t, line 7}); -1 if it does not. */
    int rowsBefore(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException own ? own.getServerErrorMessage() : null;
        Matcher line = COPY_LINE.matcher(server == null ? "" : String.valueOf(server.getWhere()));
        return line.find() ? Integer.parseInt(line.group(1)) - 1 : -1;
    }
}
