package io.retort.embed.search;

import io.retort.core.UsageException;
import io.retort.embed.ColumnModel;
import io.retort.embed.DeviceChoice;
import io.retort.embed.DtypeChoice;
import io.retort.embed.Embedder;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.VectorColumn;
import io.retort.table.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Search by similarity in the rows of a table. Safe for use by many threads. */
public final class VectorSearch {
    private static final String OWN = "molecule-encoder";
    /** Comparisons that SQL does in some seconds. */
    private static final long SQL_PAIRS = 20_000_000;

    private final Workspace workspace;
    private final Table table;

    private VectorSearch(Workspace workspace, Table table) {
        this.workspace = workspace;
        this.table = table;
    }

    /**
     * Searches a table.
     *
     * @param workspace evaluates it
     * @param table has a column of vectors
     * @return the search
     */
    public static VectorSearch in(Workspace workspace, Table table) {
        return new VectorSearch(workspace, table);
    }

    /**
     * What a search found.
     *
     * @param how which way it went, in words
     * @param neighbors for each query its rows, the nearest first
     * @param rows a query with the rows, their {@code query}, {@code query_text}, {@code rank} and {@code similarity}, in the
     *     order of query and rank
     */
    public record Found(String how, List<List<Neighbor>> neighbors, Table rows) {
        /** Copies the list. */
        public Found {
            neighbors = List.copyOf(neighbors);
        }
    }

    /**
     * Searches.
     *
     * @param search what for
     * @param execution threads and token
     * @return the rows
     * @throws UsageException if the column does not hold vectors, came from another model than the one named, or has no row of
     *     the number given
     */
    public Found find(Neighbors search, Execution execution) {
        VectorColumn column = VectorColumn.of(workspace, table, search.by());
        List<String> texts = new ArrayList<>(search.to());
        List<float[]> queries = new ArrayList<>(embed(search, column));
        int own = -1;
        if (search.row() > 0) {
            own = queries.size();
            queries.add(vectorOf(search.row(), column));
            texts.add("row " + search.row());
        }
        int top = own < 0 ? search.top() : search.top() + 1;
        Hits hits = hits(new Question(search, column, queries.toArray(float[][]::new), top), execution);
        List<List<Neighbor>> found = new ArrayList<>();
        for (List<Neighbor> neighbors : hits.neighbors()) {
            long self = found.size() == own ? search.row() - 1 : -1;
            found.add(neighbors.stream()
                    .filter(n -> n.place() != self)
                    .limit(search.top())
                    .toList());
        }
        return new Found(hits.how(), found, rows(found, texts, column));
    }

    private List<float[]> embed(Neighbors search, VectorColumn column) {
        if (search.to().isEmpty()) {
            return List.of();
        }
        try (Embedder embedder = embedder(search)) {
            int dimension = embedder.model().dimension();
            if (dimension != column.dimension()) {
                throw new UsageException("column \"" + column.name() + "\" holds vectors of " + column.dimension()
                        + " numbers, and the model " + embedder.model().name() + " makes vectors of " + dimension
                        + "; name the column's model with --model");
            }
            return List.of(embedder.embed(search.to()));
        }
    }

    private Embedder embedder(Neighbors search) {
        String model = search.model();
        Optional<ColumnModel> known =
                table.name().isEmpty() ? Optional.empty() : ColumnModel.of(workspace, table.name(), search.by());
        if (known.isPresent()) {
            return model == null
                    ? known.orElseThrow().open()
                    : known.orElseThrow().open(model);
        }
        if (model == null && !table.name().isEmpty()) {
            throw new UsageException("which model made the vectors of " + table.name() + "." + search.by()
                    + " is not known; name it with --model, for example --model " + OWN);
        }
        return Embedder.open(model == null ? OWN : model, DeviceChoice.AUTO, DtypeChoice.AUTO);
    }

    private float[] vectorOf(long row, VectorColumn column) {
        Table one = workspace.sql("SELECT v FROM (SELECT row_number() OVER () AS n, " + column.expression()
                + " AS v FROM (" + table.query() + ")) WHERE n = " + row);
        List<float[]> found = new ArrayList<>();
        one.vectors("v", vector -> {
            if (vector != null) {
                found.add(vector);
            }
        });
        if (found.isEmpty()) {
            throw new UsageException("neighbors: --row got " + row + "; there is no such row, or it has no vector");
        }
        return found.get(0);
    }

    /** Vectors to compare with, and how many rows to find for each. */
    private record Question(Neighbors search, VectorColumn column, float[][] queries, int top) {}

    private record Hits(String how, List<List<Neighbor>> neighbors) {}

    private Hits hits(Question question, Execution execution) {
        Neighbors search = question.search();
        long pairs = Math.multiplyExact(table.rowCount(), (long) question.queries().length);
        boolean named = !table.name().isEmpty();
        boolean index = search.mode() == Neighbors.Mode.INDEX
                || (search.mode() == Neighbors.Mode.AUTO && named && pairs > SQL_PAIRS);
        if (index && !named) {
            throw new UsageException("neighbors: an index belongs to a table of the workspace; keep the rows in one, or"
                    + " search with --mode exact");
        }
        if (index) {
            return indexed(question, execution);
        }
        if (pairs <= SQL_PAIRS) {
            return new Hits("exact in SQL", inSql(question, execution));
        }
        VectorMatrix matrix = VectorMatrix.read(table, question.column().name(), VectorMatrix.Length.UNIT);
        return new Hits("exact in memory", ExactSearch.search(matrix, question.queries(), limit(question), execution));
    }

    private Hits indexed(Question question, Execution execution) {
        String column = question.column().name();
        try (VectorIndex index = VectorIndex.open(workspace, table, column, VectorIndex.Stale.REBUILD, execution)) {
            Limit limit = limit(question);
            List<List<Neighbor>> found = new ArrayList<>();
            for (float[] vector : question.queries()) {
                execution.cancel().throwIfCancelled();
                found.add(index.search(vector, limit));
            }
            String how = String.format(
                    Locale.ROOT,
                    "index (%s), recall of the ten nearest %.3f on %d queries",
                    index.origin(),
                    index.quality().recall(),
                    index.quality().sample());
            return new Hits(how, found);
        }
    }

    private Limit limit(Question question) {
        Neighbors search = question.search();
        BitSet accepted = null;
        if (search.where() != null) {
            BitSet bits = new BitSet();
            String sql = "SELECT coalesce((" + search.where() + "), false) FROM (" + table.query() + ")";
            workspace.query(sql, result -> {
                for (int place = 0; result.next(); place++) {
                    bits.set(place, result.getBoolean(1));
                }
                return bits;
            });
            accepted = bits;
        }
        return new Limit(question.top(), search.similarity(), accepted);
    }

    private List<List<Neighbor>> inSql(Question question, Execution execution) {
        Neighbors search = question.search();
        String accepted = search.where() == null ? "true" : "coalesce((" + search.where() + "), false)";
        String rows = "SELECT row_number() OVER () - 1 AS place, "
                + question.column().expression() + " AS v, " + accepted + " AS accepted FROM (" + table.query() + ")";
        List<List<Neighbor>> found = new ArrayList<>();
        for (float[] query : question.queries()) {
            execution.cancel().throwIfCancelled();
            String cosine = "array_cosine_similarity(v, " + Arrays.toString(query) + "::FLOAT[" + query.length + "])";
            // A vector of zeros has no angle.
            String sql =
                    "SELECT place, s FROM (SELECT place, CASE WHEN isnan(c) THEN 0 ELSE c END AS s FROM (SELECT place, "
                            + cosine + " AS c FROM (" + rows + ") WHERE accepted AND v IS NOT NULL)) WHERE s >= "
                            + search.similarity() + " ORDER BY s DESC, place LIMIT " + question.top();
            found.add(workspace.query(sql, VectorSearch::read));
        }
        return found;
    }

    private static List<Neighbor> read(ResultSet result) throws SQLException {
        List<Neighbor> neighbors = new ArrayList<>();
        while (result.next()) {
            neighbors.add(new Neighbor(result.getInt(1), result.getDouble(2)));
        }
        return neighbors;
    }

    private Table rows(List<List<Neighbor>> found, List<String> texts, VectorColumn column) {
        StringBuilder hits = new StringBuilder();
        for (int query = 0; query < found.size(); query++) {
            int rank = 0;
            for (Neighbor neighbor : found.get(query)) {
                hits.append(hits.isEmpty() ? "" : ", ").append("(CAST(").append(neighbor.place());
                hits.append(" AS BIGINT), CAST(").append(query + 1).append(" AS BIGINT), ");
                hits.append(Sql.text(texts.get(query))).append(", CAST(").append(++rank);
                hits.append(" AS BIGINT), CAST(").append(neighbor.similarity()).append(" AS DOUBLE))");
            }
        }
        String values = hits.isEmpty()
                ? "(SELECT 0::BIGINT, 0::BIGINT, '', 0::BIGINT, 0::DOUBLE LIMIT 0)"
                : "(VALUES " + hits + ")";
        StringBuilder left = new StringBuilder("retort_place, " + Sql.name(column.name()));
        for (String name : List.of("query", "query_text", "rank", "similarity")) {
            table.schema().find(name).ifPresent(i -> left.append(", ").append(name));
        }
        return workspace.sql("SELECT r.* EXCLUDE (" + left + "), h.query, h.query_text, h.rank, h.similarity FROM"
                + " (SELECT row_number() OVER () - 1 AS retort_place, * FROM (" + table.query() + ")) AS r JOIN "
                + values + " AS h(place, query, query_text, rank, similarity) ON r.retort_place = h.place"
                + " ORDER BY h.query, h.rank");
    }
}
