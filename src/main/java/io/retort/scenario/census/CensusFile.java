package io.retort.scenario.census;

import io.retort.core.DataException;
import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of a census' file as SQL, and what the file calls their columns. */
final class CensusFile {
    private static final String ROW = "file_row_number";

    private final CensusSource source;

    CensusFile(CensusSource source) {
        this.source = source.existing();
    }

    /** The rows, those of Parquet with their number; lines that are no rows end the query. */
    String rows() {
        return rows("");
    }

    /** The same; lines that are no rows are left out, and told to {@code census_errors}. */
    String rowsButBroken() {
        return rows(", store_rejects = true, rejects_table = 'census_errors', rejects_scan = 'census_scans',"
                + " rejects_limit = 0");
    }

    private String rows(String more) {
        if (source.isParquet()) {
            return "read_parquet(" + Sql.path(source.file()) + ", " + ROW + " = true)";
        }
        // As text, so that an id keeps its leading zeros.
        return "read_csv(" + Sql.path(source.file())
                + ", header = true, all_varchar = true, quote = '\"', escape = '\"', delim = '"
                + (source.isTabbed() ? "\\t" : ",") + "'" + more + ")";
    }

    /**
     * What the file calls each column that it has.
     *
     * @throws UsageException if the format of dates is none
     */
    Map<CensusColumn, Table.SqlColumn> columns(Workspace workspace) {
        checkDateFormat(workspace);
        Map<String, Table.SqlColumn> names = new LinkedHashMap<>();
        for (Table.SqlColumn column :
                workspace.sql("SELECT * FROM " + rowsButBroken()).sqlColumns()) {
            names.put(column.name().strip().toLowerCase(Locale.ROOT), column);
        }
        names.remove(ROW);
        Map<CensusColumn, Table.SqlColumn> found = new EnumMap<>(CensusColumn.class);
        for (CensusColumn column : CensusColumn.values()) {
            String mapped = source.columns().get(column);
            String wanted = mapped == null ? column.text() : mapped;
            Table.SqlColumn name = names.get(wanted.toLowerCase(Locale.ROOT));
            if (name != null) {
                found.put(column, name);
            } else if (column.isRequired() || mapped != null) {
                throw new DataException("The census " + source.file() + " has no column \"" + wanted + "\" for "
                        + column.text() + "; name it with --map " + column.text() + "=NAME; "
                        + Names.suggestion(
                                wanted,
                                names.values().stream()
                                        .map(Table.SqlColumn::name)
                                        .toList()));
            }
        }
        return found;
    }

    private void checkDateFormat(Workspace workspace) {
        String format = source.dateFormat();
        if (format.isEmpty()) {
            return;
        }
        try {
            workspace.execute("SELECT try_strptime('', " + Sql.text(format) + ")");
        } catch (DataException | UsageException e) {
            UsageException refused = new UsageException("census: --date-format got \"" + format
                    + "\"; accepted is a format of DuckDB's strptime, such as" + " %m/%d/%Y");
            refused.initCause(e);
            throw refused;
        }
    }

    /**
     * A query of the rows in their order, with our columns: texts are read, and missing where they cannot be. A deferral
     * stays a text, since none is a deferral too.
     */
    String query(Workspace workspace) {
        Map<CensusColumn, Table.SqlColumn> columns = columns(workspace);
        List<String> given = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (CensusColumn column : CensusColumn.values()) {
            Table.SqlColumn found = columns.get(column);
            given.add((found == null ? "NULL::VARCHAR" : Sql.name(found.name())) + " AS t_" + column.text());
            boolean isRead = column != CensusColumn.DEFERRAL_RATE
                    && (found == null || found.type().equals("VARCHAR"));
            values.add((isRead ? CensusRules.value(column, source.dateFormat()) : "t_" + column.text()) + " AS "
                    + column.text());
        }
        return "SELECT " + String.join(", ", values) + " FROM (SELECT " + String.join(", ", given) + " FROM " + rows()
                + ")";
    }
}
