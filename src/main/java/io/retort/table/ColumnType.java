package io.retort.table;

/** Types of values that rows hold; each has one Java class and one SQL type. */
public enum ColumnType {
    /** {@link Boolean}. */
    BOOLEAN("BOOLEAN"),
    /** {@link Long}, 64 bits. */
    LONG("BIGINT"),
    /** {@link Double}, 64 bits. */
    DOUBLE("DOUBLE"),
    /** {@link String}. */
    STRING("VARCHAR"),
    /** {@code byte[]}; lower-case hex in text files. */
    BYTES("BLOB");

    private final String sql;

    ColumnType(String sql) {
        this.sql = sql;
    }

    /**
     * The type's name in SQL.
     *
     * @return a DuckDB type name
     */
    public String sql() {
        return sql;
    }

    static ColumnType ofSql(String duckType) {
        return switch (duckType) {
            case "BOOLEAN" -> BOOLEAN;
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER" -> LONG;
            case "FLOAT", "DOUBLE", "HUGEINT", "UBIGINT", "UHUGEINT" -> DOUBLE;
            case "BLOB" -> BYTES;
            default -> duckType.startsWith("DECIMAL") ? DOUBLE : STRING;
        };
    }
}
