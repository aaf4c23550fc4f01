package io.retort.chem;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.engine.RunReport;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The tables of {@code import}: made when they are not there, and updated by key in one transaction per file. */
final class ImportTables {
    private static final String ORIGIN =
            "release VARCHAR, file VARCHAR, sha256 VARCHAR, file_row BIGINT, imported_at TIMESTAMP";
    private static final List<String> COMPOUND = List.of("name", "smiles", "input_smiles", "inchi", "inchikey");
    private static final List<String> PROVENANCE = List.of("release", "file", "sha256", "file_row", "imported_at");

    private final Workspace workspace;
    private final CancelToken cancel;

    /** Where rows come from. */
    record Origin(CompoundImport.Source source, @Nullable String release, String file, String sha256, Instant at) {
        String name() {
            return Sql.text(source.name().toLowerCase(Locale.ROOT));
        }

        String time() {
            return "TIMESTAMP "
                    + Sql.text(LocalDateTime.ofInstant(at, ZoneOffset.UTC)
                            .toString()
                            .replace('T', ' '));
        }

        /** The columns that tell where a row comes from, in their order. */
        String columns() {
            return (release == null ? "NULL" : Sql.text(release)) + " AS release, " + Sql.text(file) + " AS file, "
                    + Sql.text(sha256) + " AS sha256, file_row, " + time() + " AS imported_at";
        }
    }

    ImportTables(Workspace workspace, CancelToken cancel) {
        this.workspace = workspace;
        this.cancel = cancel;
        make(
                "compounds",
                "source VARCHAR, id VARCHAR, name VARCHAR, smiles VARCHAR, input_smiles VARCHAR, inchi VARCHAR,"
                        + " inchikey VARCHAR, " + ORIGIN + ", PRIMARY KEY (source, id)");
        make(
                "measurements",
                "source VARCHAR, key VARCHAR, compound_id VARCHAR, kind VARCHAR, type VARCHAR, relation VARCHAR,"
                        + " value DOUBLE, unit VARCHAR, pchembl DOUBLE, assay_id VARCHAR, target_id VARCHAR,"
                        + " target_name VARCHAR, document_id VARCHAR, activity_id VARCHAR, comment VARCHAR, "
                        + ORIGIN + ", PRIMARY KEY (source, key)");
        make("import_rejects", "source VARCHAR, code VARCHAR, message VARCHAR, input VARCHAR, " + ORIGIN);
        make(
                "imports",
                "source VARCHAR, release VARCHAR, file VARCHAR, sha256 VARCHAR, imported_at TIMESTAMP, rows_in BIGINT,"
                        + " rows_out BIGINT, rejected BIGINT, duplicates BIGINT, new_compounds BIGINT,"
                        + " updated_compounds BIGINT, new_measurements BIGINT, updated_measurements BIGINT");
    }

    private void make(String table, String columns) {
        workspace.execute("CREATE TABLE IF NOT EXISTS " + table + " (" + columns + ")");
        List<String> wanted = java.util.Arrays.stream(
                        columns.replaceAll(", PRIMARY.*", "").split(", "))
                .map(c -> c.substring(0, c.indexOf(' ')))
                .toList();
        List<String> found = workspace.table(table).schema().names();
        if (!found.equals(wanted)) {
            throw new DataException("import: the workspace has a table " + table + " of another kind, with the columns "
                    + String.join(", ", found) + "; rename it");
        }
    }

    /** Takes over what a run has staged. */
    ImportReport.File take(String stage, Origin origin, RunReport report) {
        String compounds = stage + "_compounds";
        String measured = stage + "_measured";
        workspace.create(compounds, compounds(stage, origin), cancel);
        workspace.create(measured, measurements(stage, origin), cancel);
        long duplicates = count(duplicates(stage, measured));
        long oldCompounds = count("SELECT count(*) FROM " + compounds + " JOIN compounds USING (source, id)");
        long oldMeasurements = count("SELECT count(*) FROM (SELECT DISTINCT source, key FROM " + measured
                + ") JOIN measurements USING (source, key)");
        ImportReport.File file = new ImportReport.File(
                origin.file(),
                report.rowsIn(),
                report.rowsOut() - duplicates,
                report.rejected(),
                duplicates,
                count("SELECT count(*) FROM " + compounds) - oldCompounds,
                oldCompounds,
                count("SELECT count(DISTINCT key) FROM " + measured) - oldMeasurements,
                oldMeasurements);
        workspace.execute(
                "BEGIN TRANSACTION;"
                        + upsert("compounds", compounds, "id", COMPOUND)
                        + upsert("measurements", once(measured), "key", measurementColumns())
                        + rejects(stage, origin)
                        + account(origin, file)
                        + "COMMIT",
                cancel);
        return file;
    }

    private long count(String query) {
        return workspace.query(query, result -> result.next() ? result.getLong(1) : 0);
    }

    /** A row for each compound: of each column the first value that there is. */
    private static String compounds(String stage, Origin origin) {
        String columns = COMPOUND.stream()
                .map(c -> "first(" + (c.equals("input_smiles") ? "structure" : c) + " ORDER BY \"row\") FILTER (WHERE "
                        + (c.equals("input_smiles") ? "structure" : c) + " <> '') AS " + c)
                .collect(Collectors.joining(", "));
        return "SELECT " + origin.name() + " AS source, id, " + String.join(", ", COMPOUND) + ", " + origin.columns()
                + " FROM (SELECT id, min(\"row\") AS file_row, " + columns + " FROM " + stage + " GROUP BY id)";
    }

    /**
     * A row for each measurement of each row. The key of one with an id of its own is that id, so that a corrected value
     * replaces it; of others it is all that they say, so that none is lost; of computed properties it is their name.
     */
    private static String measurements(String stage, Origin origin) {
        List<String> fields = ImportMeasurements.FIELDS;
        String columns = IntStream.range(0, fields.size())
                .mapToObj(i -> {
                    String field = "nullif(f[" + (i + 1) + "], '')";
                    boolean number =
                            fields.get(i).equals("value") || fields.get(i).equals("pchembl");
                    return (number ? "CAST(" + field + " AS DOUBLE)" : field) + " AS " + fields.get(i);
                })
                .collect(Collectors.joining(", "));
        String all = String.join(", ", fields);
        String key = "CASE WHEN activity_id IS NOT NULL THEN 'activity ' || activity_id || ' ' || type"
                + " WHEN kind = 'computed' THEN 'computed ' || id || ' ' || type"
                + " ELSE 'md5 ' || md5(concat_ws(chr(31), id, type, relation, CAST(value AS VARCHAR), unit, assay_id,"
                + " coalesce(target_id, target_name, ''), coalesce(document_id, ''))) END";
        return "SELECT " + origin.name() + " AS source, " + key + " AS key, id AS compound_id, " + all + ", "
                + origin.columns() + " FROM (SELECT id, file_row, " + columns
                + " FROM (SELECT id, \"row\" AS file_row, string_split(unnest(string_split(measured, chr("
                + (int) ImportMeasurements.NEXT + "))), chr(" + (int) ImportMeasurements.FIELD + ")) AS f FROM " + stage
                + " WHERE measured <> ''))";
    }

    private static List<String> measurementColumns() {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("compound_id"), ImportMeasurements.FIELDS.stream())
                .toList();
    }

    /** The first of those with the same key. */
    private static String once(String measured) {
        return "(SELECT * FROM " + measured
                + " QUALIFY row_number() OVER (PARTITION BY source, key ORDER BY file_row) = 1)";
    }

    /** Rows that bring no measurement and no compound that an earlier row had not. */
    private static String duplicates(String stage, String measured) {
        return "SELECT count(*) FROM " + stage + " s"
                + " LEFT JOIN (SELECT file_row, bool_or(file_row = first_row) AS fresh FROM (SELECT file_row,"
                + " min(file_row) OVER (PARTITION BY key) AS first_row FROM " + measured
                + ") GROUP BY file_row) m ON m.file_row = s.\"row\""
                + " JOIN (SELECT id, min(\"row\") AS first_row FROM " + stage + " GROUP BY id) c ON c.id = s.id"
                + " WHERE NOT coalesce(m.fresh, c.first_row = s.\"row\")";
    }

    private static String upsert(String table, String from, String key, List<String> columns) {
        String all = "source, " + key + ", " + String.join(", ", columns) + ", " + String.join(", ", PROVENANCE);
        String kept = columns.stream()
                .map(c -> c + " = coalesce(excluded." + c + ", " + c + ")")
                .collect(Collectors.joining(", "));
        String replaced = PROVENANCE.stream().map(c -> c + " = excluded." + c).collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + all + ") SELECT " + all + " FROM " + from + " ON CONFLICT (source, "
                + key + ") DO UPDATE SET " + kept + ", " + replaced + ";";
    }

    private static String rejects(String stage, Origin origin) {
        return "DELETE FROM import_rejects WHERE source = " + origin.name() + " AND sha256 = "
                + Sql.text(origin.sha256()) + ";INSERT INTO import_rejects SELECT " + origin.name()
                + ", code, message, input, " + origin.columns() + " FROM (SELECT *, \"row\" AS file_row FROM " + stage
                + "_rejects);";
    }

    private static String account(Origin origin, ImportReport.File file) {
        return "INSERT INTO imports SELECT " + origin.name() + ", * EXCLUDE (file_row), " + file.rowsIn() + ", "
                + file.rowsOut() + ", " + file.rejected() + ", " + file.duplicates() + ", " + file.newCompounds() + ", "
                + file.updatedCompounds() + ", " + file.newMeasurements() + ", " + file.updatedMeasurements()
                + " FROM (SELECT " + origin.columns() + " FROM (SELECT 0 AS file_row));";
    }

    /** Drops what a run has staged. */
    void drop(String stage) {
        for (String table : List.of("", "_rejects", "_duplicates", "_compounds", "_measured")) {
            workspace.execute("DROP TABLE IF EXISTS " + stage + table);
        }
    }
}
