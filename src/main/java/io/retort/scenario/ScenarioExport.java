package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.table.ExcelFile;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes what runs have left as files. */
public final class ScenarioExport {
    private ScenarioExport() {}

    /** Kind of file. */
    public enum Format {
        /** A Parquet file for each table. */
        PARQUET,
        /** A CSV file for each table. */
        CSV,
        /** One Excel file with a sheet for each table; it holds what fits Excel's 1,048,576 rows. */
        XLSX
    }

    /**
     * Writes events, snapshots, years and census. Rows are in the order of their keys, so that equal runs give equal
     * files.
     *
     * @param workspace holds scenarios that were run
     * @param folder made if it does not exist
     * @param format kind of file
     * @param cancel ends the writing
     */
    public static void write(Workspace workspace, Path folder, Format format, CancelToken cancel) {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put(
                "years",
                workspace.sql("SELECT r.name, y.* EXCLUDE (scenario) FROM scenario_years y"
                        + " JOIN scenario_runs r USING (scenario) ORDER BY r.name, y.seed, y.year"));
        tables.put(
                "events",
                workspace.sql("SELECT * FROM scenario_events ORDER BY scenario, seed, year, employee, event_id"));
        tables.put(
                "snapshots",
                workspace.sql("SELECT r.name, c.employee_id, s.* EXCLUDE (scenario) FROM scenario_snapshots s"
                        + " JOIN scenario_runs r USING (scenario) LEFT JOIN scenario_census c ON c.employee = s.employee"
                        + " ORDER BY r.name, s.seed, s.year, s.employee"));
        tables.put("census", workspace.sql("SELECT * FROM scenario_census ORDER BY employee"));
        tables.put("departments", workspace.sql("SELECT * FROM scenario_departments ORDER BY department"));
        tables.put("runs", workspace.sql("SELECT * FROM scenario_runs ORDER BY scenario"));
        write(tables, "scenario", folder, format, cancel);
    }

    /**
     * Writes the tables of a comparison.
     *
     * @param comparison that was made
     * @param folder made if it does not exist
     * @param format kind of file
     * @param cancel ends the writing
     */
    public static void writeComparison(ScenarioComparison comparison, Path folder, Format format, CancelToken cancel) {
        write(comparison.tables(), "comparison", folder, format, cancel);
    }

    private static void write(Map<String, Table> tables, String name, Path folder, Format format, CancelToken cancel) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ResourceException("the folder " + folder + " cannot be made", e);
        }
        if (format == Format.XLSX) {
            ExcelFile.write(tables, folder.resolve(name + ".xlsx"), cancel);
            return;
        }
        String ending = "." + format.name().toLowerCase(Locale.ROOT);
        tables.forEach((table, rows) -> rows.write(folder.resolve(table + ending), cancel));
    }
}
