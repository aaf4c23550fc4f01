package io.retort.table;

/** Parquet files, read by DuckDB a part at a time, with their types and in their order. */
public final class ParquetFormat implements FileFormat {
    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public java.util.List<String> endings() {
        return java.util.List.of(".parquet");
    }

    @Override
    public RecordReader open(InputSource source, Context context) {
        InputSource file = source.repeatable();
        Workspace workspace = context.workspace();
        Table rows = workspace.sql(
                "SELECT * FROM read_parquet(" + Sql.path(file.file().toAbsolutePath()) + ")");
        return new FileRows(file, () -> new TableReader(workspace, rows));
    }
}
