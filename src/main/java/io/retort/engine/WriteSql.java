package io.retort.engine;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.Database;
import io.retort.table.DatabaseUrl;
import io.retort.table.Schema;
import io.retort.table.TargetTable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes rows to a table of a database while the run goes on. User and password come from the environment.
 *
 * @param url JDBC URL without credentials
 * @param table table to write to
 * @param columns columns to write
 * @param create whether to make the table if there is none
 * @param append whether rows that are there stay
 * @param replace whether rows that are there go
 * @param batchRows rows in a batch
 * @param commitEveryBatches batches in a transaction
 * @param patience seconds for which a database that does not answer is tried
 */
@StageInfo(
        name = "writesql",
        help = "Writes the rows to a table of a database through JDBC, while the run goes on.",
        example = "writesql jdbc:postgresql://localhost:5432/library --table molecules --create")
public record WriteSql(
        @Option(
                help = "JDBC URL without credentials; those come from RETORT_DB_USER and RETORT_DB_PASSWORD.",
                positional = true,
                required = true)
        String url,

        @Option(help = "Table, as NAME or SCHEMA.NAME.", required = true)
        String table,

        @Option(help = "Columns to write; all if not given.")
        List<String> columns,

        @Option(help = "Make the table if there is none.") boolean create,

        @Option(help = "Keep the rows that are in the table.")
        boolean append,

        @Option(help = "Delete the rows that are in the table.")
        boolean replace,

        @Option(help = "Rows in a batch.", defaultValue = "10000", min = 1, max = 1_000_000, unit = "rows")
        int batchRows,

        @Option(help = "Batches in a transaction.", defaultValue = "4", min = 1, max = 10_000, unit = "batches")
        int commitEveryBatches,

        @Option(
                help = "How long a database that does not answer is tried.",
                defaultValue = "60",
                min = 0,
                max = 86_400,
                unit = "s")
        double patience)
        implements StreamedSink {

    /** Rows that are held in memory at most. */
    private static final int MOST_ROWS = 1_000_000;

    /** Checks that the options agree, and that there is no secret in the URL. */
    public WriteSql {
        var unused = new DatabaseUrl(url);
        if (append && replace) {
            throw new UsageException("writesql: --append and --replace exclude each other; leave one out");
        }
        columns = List.copyOf(columns);
    }

    @Override
    public void check() {
        // Finds a missing driver; the table is looked at when the columns are known, before the first row is read.
        Database.of(new DatabaseUrl(url)).close();
    }

    @Override
    public Follower follow(Follower.Context context) {
        Database database = Database.of(new DatabaseUrl(url));
        ResourceLimits limits = ResourceLimits.defaults().withPatience(Duration.ofMillis((long) (patience * 1000)));
        ExternalResource resource = new ExternalResource(database.name(), limits, ResourceSurroundings.system());
        try {
            TargetTable target = resource.call(context.cancel(), () -> TargetTable.open(database, request(context)));
            return new SqlFollower(
                    context,
                    new SqlFollower.Work(
                            target,
                            resource,
                            new SqlDelivery.Settings(
                                    context.sink(),
                                    Pipeline.name(this),
                                    positions(context.schema(), target.columns()),
                                    batchRows),
                            (int) Math.min(MOST_ROWS, (long) batchRows * commitEveryBatches),
                            "table " + table + " of " + database.name()));
        } catch (SQLException e) {
            database.close();
            throw database.failure("writesql", e);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private TargetTable.Request request(Follower.Context context) {
        List<Column> chosen = new ArrayList<>();
        for (String name : columns) {
            chosen.add(context.schema().columns().get(context.schema().require(name, "writesql --columns")));
        }
        TargetTable.Mode mode =
                append ? TargetTable.Mode.APPEND : replace ? TargetTable.Mode.REPLACE : TargetTable.Mode.EMPTY;
        return new TargetTable.Request(
                table,
                chosen.isEmpty() ? context.schema().columns() : chosen,
                create,
                mode,
                context.tables().run(),
                context.sink() == 0 ? table : table + "#" + (context.sink() + 1));
    }

    private static int[] positions(Schema rows, List<Column> written) {
        return written.stream()
                .mapToInt(c -> rows.require(c.name(), "writesql"))
                .toArray();
    }

    @Override
    public Optional<Path> rejectsFile() {
        return Optional.of(Path.of(table.replaceAll("[^A-Za-z0-9_.-]", "_") + ".rejects.tsv"));
    }
}
