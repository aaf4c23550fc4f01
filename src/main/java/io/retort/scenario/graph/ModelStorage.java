package io.retort.scenario.graph;

import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a column of a model's table is stored.
 *
 * @param column its name
 * @param type its type in the segments
 * @param compression methods, the one of most rows first
 * @param segments number of segments
 */
public record ModelStorage(String column, String type, List<String> compression, long segments) {
    /** Copies the list. */
    public ModelStorage {
        compression = List.copyOf(compression);
    }

    /**
     * What DuckDB says of the storage of a table. A table in memory, and one that was not yet written to its file, is
     * mostly uncompressed.
     *
     * @param workspace database
     * @param model name of the model
     * @param schema schema of the run
     * @return a line for each column, none for what is not stored
     */
    public static List<ModelStorage> of(Workspace workspace, String model, String schema) {
        SchemaName name = new SchemaName(schema);
        if (!"BASE TABLE".equals(name.relations(workspace).get(model))) {
            return List.of();
        }
        String sql = "SELECT column_name, any_value(segment_type), string_agg(compression, ',' ORDER BY rows DESC),"
                + " sum(segments)::BIGINT FROM (SELECT column_id, column_name, any_value(segment_type) AS segment_type,"
                + " compression, sum(count) AS rows, count(*) AS segments FROM pragma_storage_info("
                + Sql.text(name.relation(model)) + ") WHERE segment_type <> 'VALIDITY'"
                + " GROUP BY column_id, column_name, compression) GROUP BY column_id, column_name ORDER BY column_id";
        return workspace.query(sql, result -> {
            List<ModelStorage> found = new ArrayList<>();
            while (result.next()) {
                found.add(new ModelStorage(
                        result.getString(1),
                        result.getString(2),
                        List.of(result.getString(3).split(",")),
                        result.getLong(4)));
            }
            return found;
        });
    }

    /**
     * The column for a reader.
     *
     * @return one line
     */
    public String line() {
        return String.format(
                Locale.ROOT, "%-24s %-10s %s, %d segments", column, type, String.join(" and ", compression), segments);
    }
}
