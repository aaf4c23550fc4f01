package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.table.Session;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the state between years takes, stored in different ways, and how long each way takes there and back. */
final class ScenarioState {
    private final Workspace workspace;
    private final Path folder;

    ScenarioState(Workspace workspace, Path folder) {
        this.workspace = workspace;
        this.folder = folder;
    }

    Map<String, Object> figures() throws IOException {
        try (Session open = new Session(workspace, new CancelToken())) {
            return figures(open);
        }
    }

    private Map<String, Object> figures(Session session) throws IOException {
        double raw = 0;
        for (String table : ScenarioScript.STATE) {
            raw += rawBytes(table);
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("raw_mb", raw / 1e6);
        figures.put(
                "parquet_uncompressed",
                files(session, "uncompressed", "(FORMAT parquet, COMPRESSION uncompressed)", raw));
        figures.put("parquet_lz4", files(session, "lz4", "(FORMAT parquet, COMPRESSION lz4)", raw));
        figures.put("parquet_zstd", files(session, "zstd", "(FORMAT parquet, COMPRESSION zstd)", raw));
        figures.put("duckdb_file", database(session, raw));
        return figures;
    }

    /** Widths of the columns times rows, as a program would hold them in arrays. */
    private double rawBytes(String table) {
        return workspace.query(
                "SELECT (SELECT sum(CASE data_type WHEN 'BIGINT' THEN 8 WHEN 'INTEGER' THEN 4 WHEN 'DATE' THEN 4"
                        + " WHEN 'SMALLINT' THEN 2 ELSE 1 END) FROM duckdb_columns() WHERE table_name = "
                        + Sql.text(table) + " AND database_name = current_database()) * (SELECT count(*) FROM " + table
                        + ")",
                r -> r.next() ? r.getDouble(1) : 0);
    }

    private Map<String, Object> files(Session session, String name, String options, double raw) throws IOException {
        long start = System.nanoTime();
        long bytes = 0;
        for (String table : ScenarioScript.STATE) {
            Path file = folder.resolve(table + "." + name + ".parquet");
            session.execute("COPY " + table + " TO " + Sql.path(file) + " " + options);
            bytes += Files.size(file);
        }
        double write = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        for (String table : ScenarioScript.STATE) {
            Path file = folder.resolve(table + "." + name + ".parquet");
            session.execute(
                    "CREATE OR REPLACE TEMP TABLE read_back AS SELECT * FROM read_parquet(" + Sql.path(file) + ")");
            Files.delete(file);
        }
        session.execute("DROP TABLE read_back");
        return figures(bytes, raw, write, (System.nanoTime() - start) / 1e9);
    }

    private Map<String, Object> database(Session session, double raw) throws IOException {
        Path file = folder.resolve("state.duckdb");
        long start = System.nanoTime();
        session.execute("ATTACH " + Sql.path(file) + " AS state");
        for (String table : ScenarioScript.STATE) {
            session.execute("CREATE TABLE state." + table + " AS SELECT * FROM " + table);
        }
        session.execute("CHECKPOINT state");
        double write = (System.nanoTime() - start) / 1e9;
        start = System.nanoTime();
        for (String table : ScenarioScript.STATE) {
            session.execute("CREATE OR REPLACE TEMP TABLE read_back AS SELECT * FROM state." + table);
        }
        double read = (System.nanoTime() - start) / 1e9;
        session.execute("DROP TABLE read_back");
        session.execute("DETACH state");
        return figures(Files.size(file), raw, write, read);
    }

    private static Map<String, Object> figures(long bytes, double raw, double write, double read) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mb", bytes / 1e6);
        figures.put("ratio_to_raw", raw / bytes);
        figures.put("write_s", write);
        figures.put("read_s", read);
        return figures;
    }
}
