package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.Issue;
import io.retort.core.UsageException;
import io.retort.table.BoundSql;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.VectorTable;
import io.retort.table.Workspace;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a workspace's table, read in pages behind the last row's {@code rowid}, and a copy of them with their vectors. To
 * write into the source itself, the copy takes its place at the end.
 */
final class WorkspaceRows implements RowPages {
    private static final List<String> REJECT_COLUMNS =
            List.of("\"row\" BIGINT", "stage VARCHAR", "code VARCHAR", "message VARCHAR", "input VARCHAR");

    private final Workspace workspace;
    private final EmbedOptions options;
    private final String source;
    private final boolean ownSource;
    private final boolean inPlace;
    private final boolean hasVectors;
    private final String rejects;
    private final EmbeddingLedger ledger;
    private final VectorTable vectors;
    private final int writeRows;
    private final int dimension;
    private final long total;
    private final long before;
    private long nextRead;
    private long written;
    private long committed;

    /**
     * What to embed.
     *
     * @param workspace holds the rows
     * @param source the rows
     * @param out table of the result
     * @param writeRows rows in a block
     */
    record Place(Workspace workspace, Table source, String out, int writeRows) {}

    private WorkspaceRows(Place place, EmbedOptions options, EmbeddingModel model, Dtype dtype) {
        this.workspace = place.workspace();
        this.options = options;
        this.dimension = model.dimension();
        this.writeRows = place.writeRows();
        String out = place.out();
        this.inPlace = out.equalsIgnoreCase(place.source().name());
        this.ledger = new EmbeddingLedger(workspace, out, options.into());
        this.rejects = out + "_rejects";
        place.source().schema().require(options.column(), "embed --column");
        String target = inPlace ? "retort_embed_" + out + "_" + options.into() : out;
        boolean resumed = begin(place.source(), target, out, model, dtype);
        String key = options.key();
        this.ownSource = key != null || !isBaseTable(place.source().name());
        this.source = ownSource ? "retort_embed_source_" + out : place.source().name();
        if (ownSource) {
            copySource(place.source(), key, resumed ? out : null);
        }
        this.hasVectors = workspace
                .sql("SELECT * FROM " + Sql.name(source))
                .schema()
                .find(options.into())
                .isPresent();
        this.nextRead = resumed && key == null ? resumeAt() : 0;
        this.written = nextRead;
        this.committed = nextRead;
        this.total = count("TRUE");
        this.before = count("rowid < " + nextRead);
        this.vectors = VectorTable.open(
                workspace, new VectorTable.Layout(source, target, options.into(), dimension, !options.replace()));
    }

    /** Opens what an earlier sitting left, or starts anew. */
    static WorkspaceRows open(Place place, EmbedOptions options, EmbeddingModel model, Dtype dtype) {
        return new WorkspaceRows(place, options, model, dtype);
    }

    /** Returns whether there is a result to go on with. */
    private boolean begin(Table from, String target, String out, EmbeddingModel model, Dtype dtype) {
        if (inPlace) {
            refuseConstraints(out);
        } else if (!options.replace() && from.schema().find(options.into()).isPresent()) {
            checkOrigin(from, model, dtype);
        }
        if (options.replace()) {
            workspace.execute("DROP TABLE IF EXISTS " + Sql.name(target));
            workspace.execute("DROP TABLE IF EXISTS " + Sql.name(rejects));
        }
        Optional<EmbeddingLedger.Entry> known = options.replace() ? Optional.empty() : ledger.entry();
        known.ifPresent(entry -> ledger.check(entry, model, dtype));
        boolean there = exists(target);
        boolean unknown = known.isEmpty()
                && (inPlace ? from.schema().find(options.into()).isPresent() : there)
                && !options.replace();
        if (unknown) {
            throw new UsageException("table " + out
                    + " is there already, and nothing says which model made its column \""
                    + options.into() + "\": choose another " + (inPlace ? "column with --into" : "table with --out")
                    + ", or make it anew with --replace");
        }
        if (known.isEmpty() || !there) {
            ledger.start(model, dtype, from.name());
            workspace.execute(
                    "CREATE OR REPLACE TABLE " + Sql.name(rejects) + " (" + String.join(", ", REJECT_COLUMNS) + ")");
        }
        return known.isPresent() && there;
    }

    /** Vectors that the source brings along are kept, so they must be of the same model. */
    private void checkOrigin(Table from, EmbeddingModel model, Dtype dtype) {
        EmbeddingLedger origin = new EmbeddingLedger(workspace, from.name(), options.into());
        origin.check(
                origin.entry()
                        .orElseThrow(() -> new UsageException("the rows have a column \"" + options.into()
                                + "\" already, and nothing says which model made it: choose another column with --into,"
                                + " or make it anew with --replace")),
                model,
                dtype);
    }

    private void refuseConstraints(String table) {
        long constraints = workspace.query(
                "SELECT (SELECT count(*) FROM duckdb_constraints() WHERE table_name = " + Sql.text(table)
                        + ") + (SELECT count(*) FROM duckdb_indexes() WHERE table_name = " + Sql.text(table) + ")",
                r -> r.next() ? r.getLong(1) : 0);
        if (constraints > 0) {
            throw new UsageException("table " + table + " has constraints or indexes, which its copy with vectors would"
                    + " lose; name another table with --out");
        }
    }

    private boolean exists(String table) {
        return workspace.query(
                "SELECT count(*) FROM duckdb_tables() WHERE table_name = " + Sql.text(table),
                r -> r.next() && r.getLong(1) > 0);
    }

    private boolean isBaseTable(String table) {
        return !table.isEmpty() && exists(table);
    }

    /** Keeps a query's rows while they are embedded; with a key only those that the result lacks. */
    private void copySource(Table from, @Nullable String key, @Nullable String done) {
        String query = "SELECT * FROM (" + from.query() + ") s";
        if (key != null) {
            from.schema().require(key, "embed --key");
            String column = Sql.name(key);
            long nulls = workspace.query(
                    "SELECT count(*) FROM (" + from.query() + ") WHERE " + column + " IS NULL",
                    r -> r.next() ? r.getLong(1) : 0);
            if (nulls > 0) {
                throw new UsageException("embed: the key \"" + key + "\" is NULL in " + nulls
                        + " rows, which it therefore does not identify; name another with --key");
            }
            if (done != null) {
                query += " WHERE NOT EXISTS (FROM " + Sql.name(done) + " d WHERE d." + column + " = s." + column + ")";
            }
        }
        workspace.execute("CREATE OR REPLACE TABLE " + Sql.name(source) + " AS " + query);
    }

    private long resumeAt() {
        EmbeddingLedger.Entry entry = ledger.entry().orElseThrow();
        if (!ledger.matches(entry, source, options.column())) {
            throw new UsageException(
                    "the first " + entry.nextRow() + " rows are not those that were embedded before, so"
                            + " there is no going on: identify rows with --key COLUMN, or make all vectors anew with --replace");
        }
        return entry.nextRow();
    }

    private long count(String condition) {
        return workspace.query(
                "SELECT count(*) FROM " + Sql.name(source) + " WHERE " + condition, r -> r.next() ? r.getLong(1) : 0);
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long before() {
        return before;
    }

    @Override
    public @Nullable Page next(int rows, CancelToken cancel) {
        cancel.throwIfCancelled();
        String kept = hasVectors && !options.replace() ? Sql.name(options.into()) + " IS NOT NULL" : "false";
        Page page = workspace.query(
                "SELECT rowid, CAST(" + Sql.name(options.column()) + " AS VARCHAR), " + kept + " FROM "
                        + Sql.name(source) + " WHERE rowid >= " + nextRead + " ORDER BY rowid LIMIT " + rows,
                result -> page(result, rows));
        nextRead = page.end();
        return page.size() == 0 ? null : page;
    }

    private Page page(ResultSet result, int most) throws SQLException {
        long[] places = new long[most];
        @Nullable String[] texts = new String[most];
        boolean[] kept = new boolean[most];
        int count = 0;
        while (result.next()) {
            places[count] = result.getLong(1);
            texts[count] = result.getString(2);
            kept[count++] = result.getBoolean(3);
        }
        long end = count == 0 ? nextRead : places[count - 1] + 1;
        return new Page(nextRead, end, Arrays.copyOf(places, count), Arrays.copyOf(texts, count), kept, null);
    }

    @Override
    public void write(Written done) {
        Page page = done.page();
        int from = 0;
        int madeFrom = 0;
        while (from < page.size()) {
            int to = Math.min(page.size(), from + writeRows);
            int madeTo = madeFrom;
            while (madeTo < done.made().length && done.made()[madeTo] < to) {
                madeTo++;
            }
            vectors.write(block(done, from, to, madeFrom, madeTo));
            written = to == page.size() ? page.end() : page.places()[to];
            from = to;
            madeFrom = madeTo;
        }
        for (Issue issue : done.issues()) {
            vectors.execute(new BoundSql(
                    "INSERT INTO " + Sql.name(rejects) + " VALUES (?, ?, ?, ?, ?)",
                    List.of(issue.row(), issue.stage(), issue.code().name(), issue.message(), issue.input())));
        }
    }

    /** Rows of a page from one to before another, and those of the page's vectors that belong to them. */
    private VectorTable.Block block(Written done, int from, int to, int madeFrom, int madeTo) {
        int[] made = Arrays.copyOfRange(done.made(), madeFrom, madeTo);
        Arrays.setAll(made, i -> made[i] - from);
        int bytes = dimension * Float.BYTES;
        ByteBuffer slice = done.vectors().slice(madeFrom * bytes, (madeTo - madeFrom) * bytes);
        return new VectorTable.Block(Arrays.copyOfRange(done.page().places(), from, to), made, slice);
    }

    @Override
    public void commit(CancelToken cancel) {
        if (written > committed) {
            ledger.advance(vectors, source, options.column(), committed, written);
            vectors.commit();
            committed = written;
        }
    }

    @Override
    public void finish(CancelToken cancel) {
        if (inPlace) {
            vectors.replaceSource(cancel);
        }
        if (ownSource) {
            workspace.execute("DROP TABLE IF EXISTS " + Sql.name(source));
        }
    }

    @Override
    public void close() {
        vectors.close();
    }
}
