package io.retort.engine;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.table.Database;
import io.retort.table.DatabaseUrl;
import io.retort.table.KeysetReader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of a database in pages by key. User and password come from the environment.
 *
 * @param url JDBC URL without credentials
 * @param table table to read
 * @param query SELECT to read, instead of a table
 * @param key columns that identify a row
 * @param columns columns to read
 * @param page rows in a page
 * @param smiles column that holds SMILES
 * @param patience seconds for which a database that does not answer is tried
 */
@StageInfo(
        name = "readsql",
        help = "Reads the rows of a database's table or query through JDBC, page by page in the order of a key.",
        example = "readsql jdbc:postgresql://localhost:5432/library --table compounds --smiles structure",
        columns = "row, input_smiles, smiles")
public record ReadSql(
        @Option(
                help = "JDBC URL without credentials; those come from RETORT_DB_USER and RETORT_DB_PASSWORD.",
                positional = true,
                required = true)
        String url,

        @Option(help = "Table, as NAME or SCHEMA.NAME.") @Nullable
        String table,

        @Option(help = "One SELECT, instead of a table; needs --key.") @Nullable
        String query,

        @Option(help = "Columns that together identify a row; the table's primary key if not given.")
        List<String> key,

        @Option(help = "Columns to read; all if not given.") List<String> columns,

        @Option(help = "Rows in a page.", defaultValue = "10000", min = 1, max = 1_000_000, unit = "rows")
        int page,

        @Option(help = "Column that holds SMILES; found by its name if not given.") @Nullable
        String smiles,

        @Option(
                help = "How long a database that does not answer is tried.",
                defaultValue = "60",
                min = 0,
                max = 86_400,
                unit = "s")
        double patience)
        implements SourceStage {

    /** Checks that there is one source, and no secret in the URL. */
    public ReadSql {
        var unused = new DatabaseUrl(url);
        if ((table == null) == (query == null)) {
            throw new UsageException("readsql: name either a table (--table NAME) or a query (--query \"SELECT ...\")");
        }
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    @Override
    public Rows open(Context context) {
        Database database = Database.of(new DatabaseUrl(url));
        ResourceLimits limits = ResourceLimits.defaults().withPatience(Duration.ofMillis((long) (patience * 1000)));
        ExternalResource resource = new ExternalResource(database.name(), limits, ResourceSurroundings.system());
        KeysetReader.Request request = new KeysetReader.Request(table, query, columns, key, page);
        try {
            return new RecordRows(SqlRows.open(database, resource, request, context.cancel()), smiles);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
