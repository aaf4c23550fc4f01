package io.retort.scenario.census;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads a census from a file, set-based: all rows are looked at by the database at once, good ones become a table, and
 * what is wrong with the others another. Row numbers count from 1 below the header.
 */
public final class CensusReader {
    private static final int FIRST = 20;
    private static final String STAGE = "retort_census_rows";
    private static final String BROKEN = "retort_census_broken";

    private final Workspace workspace;
    private final CensusSource source;
    private final CensusFile file;
    private final CancelToken cancel;

    private CensusReader(Workspace workspace, CensusSource source, CancelToken cancel) {
        this.workspace = workspace;
        this.source = source;
        this.file = new CensusFile(source);
        this.cancel = cancel;
    }

    /**
     * Reads a file into a table, and what it rejects into {@code <table>_rejects}, replacing tables of these names.
     *
     * @param workspace database
     * @param table name of the table
     * @param source the file and how to read it
     * @param cancel ends the work
     * @return how many rows were accepted, and what is wrong with the others
     * @throws DataException if the file cannot be read or lacks a column
     */
    public static CensusReport read(Workspace workspace, String table, CensusSource source, CancelToken cancel) {
        CensusReader reader = new CensusReader(workspace, source, cancel);
        try {
            return reader.read(table);
        } finally {
            workspace.execute("DROP TABLE IF EXISTS " + STAGE + "; DROP TABLE IF EXISTS " + BROKEN);
        }
    }

    private CensusReport read(String table) {
        Map<CensusColumn, String> columns = new EnumMap<>(CensusColumn.class);
        file.columns(workspace).forEach((column, found) -> columns.put(column, found.name()));
        stage(columns);
        String rejects = table + "_rejects";
        reject(columns, rejects);
        workspace.execute(
                "CREATE OR REPLACE TABLE " + Sql.name(table) + " AS SELECT v_employee_id AS employee_id,"
                        + " v_hire_date AS hire_date, v_birth_date AS birth_date,"
                        + " v_annual_compensation AS annual_compensation, CAST(v_level AS TINYINT) AS level,"
                        + " v_department AS department, v_status AS status, v_deferral_rate AS deferral_rate FROM "
                        + STAGE + " WHERE row NOT IN (SELECT row FROM " + Sql.name(rejects) + ") ORDER BY row",
                cancel);
        return report(table, rejects);
    }

    /** All rows with their numbers, texts and values; lines that are no rows go to a table of their own. */
    private void stage(Map<CensusColumn, String> columns) {
        List<String> texts = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (CensusColumn column : CensusColumn.values()) {
            String name = columns.get(column);
            texts.add((name == null ? "NULL::VARCHAR" : "CAST(" + Sql.name(name) + " AS VARCHAR)") + " AS t_"
                    + column.text());
            values.add(CensusRules.value(column, source.dateFormat()) + " AS v_" + column.text());
        }
        String number = source.isParquet() ? "file_row_number + 1" : "row_number() OVER ()";
        String rows = "SELECT *, " + String.join(", ", values) + " FROM (SELECT " + number + " AS row, "
                + String.join(", ", texts) + " FROM " + file.rowsButBroken() + ")";
        // One statement list, since what the reader refuses is kept for its connection only.
        String broken = source.isParquet()
                ? "CREATE OR REPLACE TABLE " + BROKEN + " (row BIGINT, text VARCHAR, said VARCHAR)"
                : "CREATE OR REPLACE TABLE " + BROKEN + " AS SELECT line - 1 AS row, any_value(csv_line) AS text,"
                        + " any_value(error_message) AS said FROM census_errors GROUP BY line";
        workspace.execute(
                "CREATE OR REPLACE TABLE " + STAGE + " AS " + rows + "; " + broken + "; " + shift() + firstRows(),
                cancel);
    }

    /** Rows behind a line that is no row count it too. */
    private static String shift() {
        return "UPDATE " + STAGE
                + " SET row = row + (SELECT count(*) FROM (SELECT row - row_number() OVER (ORDER BY row)"
                + " AS before FROM " + BROKEN + ") AS b WHERE b.before < " + STAGE + ".row)"
                + " WHERE EXISTS (SELECT 1 FROM " + BROKEN + "); ";
    }

    /** The first row of each id that is in several rows. */
    private static String firstRows() {
        return "ALTER TABLE " + STAGE + " ADD COLUMN first_row BIGINT; UPDATE " + STAGE + " SET first_row = twice.first"
                + " FROM (SELECT v_employee_id AS id, min(row) AS first FROM " + STAGE
                + " GROUP BY 1 HAVING count(*) > 1) AS twice WHERE twice.id = v_employee_id";
    }

    private void reject(Map<CensusColumn, String> columns, String rejects) {
        String checks = new CensusRules(source.day())
                .all().stream()
                        .map(r -> "SELECT row, "
                                + Sql.text(columns.getOrDefault(
                                        r.column(), r.column().text()))
                                + " AS column_name, t_" + r.column().text() + " AS value, "
                                + Sql.text(r.problem()) + " AS problem, " + Sql.text(r.accepted())
                                + " AS accepted FROM " + STAGE + " WHERE " + r.broken())
                        .collect(Collectors.joining(" UNION ALL "));
        workspace.execute(
                "CREATE OR REPLACE TABLE " + Sql.name(rejects) + " AS SELECT * FROM (" + checks
                        + " UNION ALL SELECT row, '', text, 'is no row of the file: ' || said, 'as many values as there"
                        + " are columns' FROM " + BROKEN + ") ORDER BY row, column_name, problem",
                cancel);
    }

    private CensusReport report(String table, String rejects) {
        long accepted = count("SELECT count(*) FROM " + Sql.name(table));
        long rejected = count("SELECT count(DISTINCT row) FROM " + Sql.name(rejects));
        Map<String, Long> problems = workspace.query(
                "SELECT trim(column_name || ' ' || split_part(problem, ':', 1)), count(*) FROM " + Sql.name(rejects)
                        + " GROUP BY 1 ORDER BY 2 DESC, 1",
                result -> {
                    Map<String, Long> found = new LinkedHashMap<>();
                    while (result.next()) {
                        found.put(result.getString(1), result.getLong(2));
                    }
                    return found;
                });
        List<String> first =
                workspace
                        .sql("SELECT * FROM " + Sql.name(rejects) + " ORDER BY row, column_name, problem")
                        .head(FIRST)
                        .stream()
                        .map(this::sentence)
                        .toList();
        return new CensusReport(
                source.file().toString(), accepted + rejected, accepted, rejected, problems, first, table, rejects);
    }

    private long count(String sql) {
        return workspace.query(sql, cancel, r -> r.next() ? r.getLong(1) : 0);
    }

    private String sentence(Object[] row) {
        String column = row[1].toString();
        return source.file() + ", row " + row[0] + ": " + (column.isEmpty() ? "" : column + " ")
                + (row[2] == null ? "(nothing)" : "\"" + row[2] + "\"") + " " + row[3] + "; accepted is " + row[4];
    }
}
