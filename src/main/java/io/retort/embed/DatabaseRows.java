package io.retort.embed;

import io.retort.core.CancelToken;
import io.retort.core.Issue;
import io.retort.engine.ExternalResource;
import io.retort.table.BoundSql;
import io.retort.table.Database;
import io.retort.table.KeysetReader;
import io.retort.table.Sql;
import io.retort.table.VectorUpdate;
import io.retort.table.Workspace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a PostgreSQL table that lack a vector, read in the order of their key and updated in place. A database that goes
 * away is waited for: a page can be read again, and to write rows twice does no harm.
 */
final class DatabaseRows implements RowPages {
    private final Workspace workspace;
    private final Database database;
    private final ExternalResource resource;
    private final VectorUpdate update;
    private final KeysetReader reader;
    private final String rejects;
    private final long total;
    private List<Object> lastKey = List.of();
    private boolean ended;
    private long read;
    private final StringBuilder waiting = new StringBuilder();
    private final List<Issue> issues = new ArrayList<>();

    /**
     * What to embed.
     *
     * @param workspace keeps the account
     * @param database holds the rows; closed with this
     * @param resource outlives the database's faults
     * @param table the table
     */
    record Place(Workspace workspace, Database database, ExternalResource resource, String table) {}

    private DatabaseRows(Place place, VectorUpdate update, KeysetReader reader, long total) {
        this.workspace = place.workspace();
        this.database = place.database();
        this.resource = place.resource();
        this.update = update;
        this.reader = reader;
        this.total = total;
        this.rejects = place.table() + "_rejects";
    }

    static DatabaseRows open(Place place, EmbedOptions options, OnnxSession session, int fetchRows) {
        EmbeddingModel model = session.model();
        Dtype dtype = session.plan().dtype();
        String key = options.key();
        VectorUpdate.Request request = new VectorUpdate.Request(
                place.table(),
                options.column(),
                key == null ? List.of() : List.of(key),
                options.into(),
                model.dimension());
        VectorUpdate.Maker maker = new VectorUpdate.Maker(model.name(), model.fingerprint(dtype), dtype.toString());
        CancelToken none = new CancelToken();
        try {
            VectorUpdate update = place.resource()
                    .call(none, () -> VectorUpdate.open(place.database(), request, maker, options.replace()));
            KeysetReader reader = place.resource().call(none, () -> update.missing(fetchRows));
            long total = place.resource().call(none, update::missing);
            place.workspace()
                    .execute("CREATE OR REPLACE TABLE " + Sql.name(place.table() + "_rejects")
                            + " (\"row\" BIGINT, stage VARCHAR, code VARCHAR, message VARCHAR, input VARCHAR)");
            return new DatabaseRows(place, update, reader, total);
        } catch (SQLException e) {
            throw place.database().failure("embed", e);
        }
    }

    @Override
    public long total() {
        return total;
    }

    @Override
    public long before() {
        return 0;
    }

    @Override
    public @Nullable Page next(int rows, CancelToken cancel) {
        if (ended) {
            return null;
        }
        KeysetReader.Page found;
        try {
            List<Object> after = lastKey;
            found = resource.call(cancel, () -> reader.page(after, cancel));
        } catch (SQLException e) {
            throw database.failure("embed", e);
        }
        ended = found.last();
        lastKey = found.lastKey();
        int count = found.rows().size();
        if (count == 0) {
            return null;
        }
        long[] places = new long[count];
        @Nullable String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            Object text = found.rows().get(i)[0];
            places[i] = read + i;
            texts[i] = text == null ? null : text.toString();
        }
        read += count;
        return new Page(read - count, read, places, texts, new boolean[count], found.keys());
    }

    @Override
    public void write(Written written) {
        List<List<Object>> keys = written.page().keys();
        for (int i = 0; keys != null && i < written.made().length; i++) {
            update.append(keys.get(written.made()[i]), written.vectors(), i, waiting);
        }
        issues.addAll(written.issues());
    }

    @Override
    public void commit(CancelToken cancel) {
        try {
            if (waiting.length() > 0) {
                resource.call(cancel, () -> {
                    update.write(waiting);
                    return 0;
                });
            }
        } catch (SQLException e) {
            throw database.failure("embed", e);
        }
        waiting.setLength(0);
        for (Issue issue : issues) {
            workspace.execute(
                    new BoundSql(
                            "INSERT INTO " + Sql.name(rejects) + " VALUES (?, ?, ?, ?, ?)",
                            List.of(issue.row(), issue.stage(), issue.code().name(), issue.message(), issue.input())),
                    new CancelToken());
        }
        issues.clear();
    }

    @Override
    public void finish(CancelToken cancel) {}

    @Override
    public void close() {
        database.close();
    }
}
