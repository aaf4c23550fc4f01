package io.retort.table;

import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a database's result: what it becomes and how it is read. Numbers that a {@code double} cannot hold digit by
 * digit become text, and so does what no type of ours stands for: times, identifiers, JSON, lists.
 *
 * @param column name and type of the values
 * @param databaseType name of the type in the database
 */
record SqlColumn(Column column, String databaseType) {
    /** Decimal digits that come through a double and a 64-bit number unchanged. */
    private static final int DOUBLE_DIGITS = 15;

    private static final int LONG_DIGITS = 18;

    static SqlColumn of(ResultSetMetaData data, int position) throws SQLException {
        String type = data.getColumnTypeName(position);
        return new SqlColumn(new Column(data.getColumnLabel(position), type(data, position, type)), type);
    }

    private static ColumnType type(ResultSetMetaData data, int position, String name) throws SQLException {
        return switch (data.getColumnType(position)) {
            case Types.BOOLEAN -> ColumnType.BOOLEAN;
            case Types.BIT -> isTruth(name, data.getPrecision(position)) ? ColumnType.BOOLEAN : ColumnType.STRING;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> ColumnType.LONG;
            case Types.BIGINT ->
                name.toLowerCase(Locale.ROOT).contains("unsigned") ? ColumnType.STRING : ColumnType.LONG;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> name.equals("money") ? ColumnType.STRING : ColumnType.DOUBLE;
            case Types.NUMERIC, Types.DECIMAL -> decimal(data.getPrecision(position), data.getScale(position));
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnType.BYTES;
            default -> ColumnType.STRING;
        };
    }

    private static boolean isTruth(String name, int precision) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("bool") || lower.equals("bit") && precision <= 1;
    }

    private static ColumnType decimal(int precision, int scale) {
        if (precision > 0 && scale == 0 && precision <= LONG_DIGITS) {
            return ColumnType.LONG;
        }
        return precision > 0 && precision <= DOUBLE_DIGITS ? ColumnType.DOUBLE : ColumnType.STRING;
    }

    /** The value of this column in the result's row. */
    @Nullable
    Object read(ResultSet result, int position) throws SQLException {
        switch (column.type()) {
            case BOOLEAN -> {
                boolean value = result.getBoolean(position);
                return result.wasNull() ? null : value;
            }
            case LONG -> {
                long value = result.getLong(position);
                return result.wasNull() ? null : value;
            }
            case DOUBLE -> {
                // A float widens as it is, not by its shortest text.
                Object value = result.getObject(position);
                return value instanceof Number number ? (Object) number.doubleValue() : null;
            }
            case BYTES -> {
                Object value = result.getObject(position);
                return value instanceof Blob blob ? blob.getBytes(1, (int) blob.length()) : value;
            }
            default -> {
                return result.getString(position);
            }
        }
    }
}
