package io.retort.scenario;

import io.retort.scenario.census.CensusSource;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.function.Function;

/**
 * Where a census comes from, as a relation of SQL.
 *
 * @param label what messages call it
 * @param queries gives a query of its rows in their order
 * @param firstLine line of the first row where rows are lines of a file, else 0
 */
record CensusRelation(String label, Function<Workspace, String> queries, int firstLine) {
    private static final String COLUMNS = "CAST(employee_id AS VARCHAR) AS employee_id,"
            + " TRY_CAST(birth_date AS DATE) AS birth_date, TRY_CAST(hire_date AS DATE) AS hire_date,"
            + " TRY_CAST(round(TRY_CAST(annual_compensation AS DOUBLE) * 100) AS BIGINT) AS pay,"
            + " TRY_CAST(level AS TINYINT) AS level, coalesce(CAST(department AS VARCHAR), '') AS department,"
            + " CASE WHEN coalesce(CAST(deferral_rate AS VARCHAR), '') = '' THEN 0"
            + " ELSE TRY_CAST(round(TRY_CAST(deferral_rate AS DOUBLE) * 10000) AS INTEGER) END AS deferral_bp";
    private static final String EMPLOYED = " WHERE lower(CAST(status AS VARCHAR)) = 'active'";

    static CensusRelation of(CensusSource source) {
        return new CensusRelation(source.file().toString(), source::query, source.firstLine());
    }

    static CensusRelation of(Table table) {
        return new CensusRelation("census", workspace -> table.query(), 0);
    }

    /** Those who are employed; what cannot be read is missing. */
    static String readable(String query) {
        return "SELECT " + COLUMNS + " FROM (" + query + ")" + EMPLOYED;
    }

    /** The same with the number of each row. */
    static String numbered(String query) {
        return "SELECT census_row, " + COLUMNS + " FROM (SELECT row_number() OVER () AS census_row, * FROM (" + query
                + "))" + EMPLOYED;
    }

    String place(long row) {
        return label + (firstLine > 0 ? ": line " + (row + firstLine - 1) : ": row " + row);
    }
}
