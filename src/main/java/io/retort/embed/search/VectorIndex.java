package io.retort.embed.search;

import io.retort.core.UsageException;
import io.retort.embed.ColumnModel;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The nearest vectors of a column, found through a graph of neighbors in a fraction of the time that looking at all takes,
 * and nearly always the right ones: how nearly is measured on a sample when the graph is built. The graph is stored
 * beside the workspace and belongs to the vectors that it was built from, which are read into memory. Safe for use by
 * many threads; close it.
 *
 * <p>A graph that was built on several threads differs a little from one built again, and so may the answers; a stored graph
 * always gives the same. Use {@link ExactSearch} where that matters.
 */
public final class VectorIndex implements AutoCloseable {
    /** What becomes of a stored graph that was built from other vectors. */
    public enum Stale {
        /** It is built anew. */
        REBUILD,
        /** It is an error. */
        REFUSE
    }

    /**
     * How good a graph is.
     *
     * @param recall share of the ten nearest rows that it finds for the sample's queries
     * @param sample queries that this was measured on: rows that were not in the graph yet
     * @param beam rows that a search keeps in sight, as the sample asked for
     * @param buildSeconds wall time of the building, the measurement included
     */
    public record Quality(double recall, int sample, int beam, double buildSeconds) {}

    /** Where the graph's search of accepted rows would have to pass too many others. */
    private static final int FEW = 20;

    private final VectorMatrix vectors;
    private final VectorGraph graph;
    private final Quality quality;
    private final String origin;

    private VectorIndex(VectorMatrix vectors, VectorGraph graph, Quality quality, String origin) {
        this.vectors = vectors;
        this.graph = graph;
        this.quality = quality;
        this.origin = origin;
    }

    /**
     * Loads the graph of a column, or builds and stores it.
     *
     * @param workspace beside whose file the graph is stored; of a workspace in memory it goes when that is closed
     * @param table a table with a name
     * @param column its column of vectors
     * @param stale what becomes of a stored graph that does not fit
     * @param execution threads, token and progress of the building
     * @return owned by the caller
     * @throws UsageException if the column does not hold vectors, or if the stored graph is refused
     */
    public static VectorIndex open(Workspace workspace, Table table, String column, Stale stale, Execution execution) {
        VectorMatrix vectors = VectorMatrix.read(table, column, VectorMatrix.Length.UNIT);
        String fingerprint = ColumnModel.of(workspace, table.name(), column)
                .map(ColumnModel::fingerprint)
                .orElse("");
        IndexFile.Header wanted = new IndexFile.Header(
                fingerprint,
                table.name(),
                column,
                vectors.size(),
                vectors.dimension(),
                vectors.digest(),
                new Quality(0, 0, 0, 0));
        Path file = file(workspace, table.name(), column);
        String origin = "built";
        if (Files.exists(file)) {
            IndexFile.Read stored = IndexFile.read(file);
            Optional<String> difference = difference(stored.header(), wanted);
            if (difference.isEmpty()) {
                return loaded(vectors, stored, file);
            }
            if (stale == Stale.REFUSE) {
                throw new UsageException("the index of column \"" + column + "\" of table " + table.name()
                        + " is out of date, because " + difference.get() + "; rebuild it, or search in exact mode");
            }
            origin = "rebuilt, because " + difference.get();
        }
        return built(vectors, wanted, file, origin, execution);
    }

    /** The file of a column's graph. */
    static Path file(Workspace workspace, String table, String column) {
        String name = (table + "." + column).replaceAll("[^A-Za-z0-9_.-]", "_") + "-"
                + Integer.toHexString((table + "\n" + column).hashCode()) + ".vectors";
        return workspace
                .file()
                .map(file ->
                        file.resolveSibling(file.getFileName() + ".indexes").resolve(name))
                .orElseGet(() -> workspace.spillFolder().resolve(name));
    }

    private static Optional<String> difference(IndexFile.Header stored, IndexFile.Header wanted) {
        if (!stored.fingerprint().equals(wanted.fingerprint())) {
            return Optional.of("its vectors came from another model");
        }
        if (stored.dimension() != wanted.dimension()) {
            return Optional.of("its vectors had " + stored.dimension() + " numbers and now have " + wanted.dimension());
        }
        if (stored.vectors() != wanted.vectors()) {
            return Optional.of("it has " + stored.vectors() + " vectors and the table now has " + wanted.vectors());
        }
        return stored.digest() == wanted.digest() ? Optional.empty() : Optional.of("the table's vectors have changed");
    }

    private static VectorIndex loaded(VectorMatrix vectors, IndexFile.Read stored, Path file) {
        try {
            VectorGraph graph = VectorGraph.load(vectors, stored.links());
            return new VectorIndex(vectors, graph, stored.header().quality(), "loaded");
        } catch (IOException e) {
            throw new UncheckedIOException("the index " + file + " cannot be read", e);
        }
    }

    private static VectorIndex built(
            VectorMatrix vectors, IndexFile.Header wanted, Path file, String origin, Execution execution) {
        VectorIndex index = build(vectors, execution, origin);
        IndexFile.write(
                file,
                new IndexFile.Header(
                        wanted.fingerprint(),
                        wanted.table(),
                        wanted.column(),
                        wanted.vectors(),
                        wanted.dimension(),
                        wanted.digest(),
                        index.quality),
                index.graph);
        return index;
    }

    /**
     * Builds a graph that is not stored.
     *
     * @param vectors of length 1
     * @param execution threads, token and progress
     * @return owned by the caller
     */
    public static VectorIndex build(VectorMatrix vectors, Execution execution) {
        return build(vectors, execution, "built");
    }

    private static VectorIndex build(VectorMatrix vectors, Execution execution, String origin) {
        long start = System.nanoTime();
        VectorGraph.Built built = VectorGraph.build(vectors, execution);
        double seconds = (System.nanoTime() - start) / 1e9;
        Recall.Measured measured = built.measured();
        return new VectorIndex(
                vectors,
                built.graph(),
                new Quality(measured.recall(), measured.sample(), measured.beam(), seconds),
                origin);
    }

    /**
     * How good the graph is.
     *
     * @return as measured when it was built
     */
    public Quality quality() {
        return quality;
    }

    /**
     * Where the graph came from.
     *
     * @return {@code loaded}, {@code built}, or {@code rebuilt, because ...}
     */
    public String origin() {
        return origin;
    }

    /**
     * The vectors.
     *
     * @return of length 1
     */
    public VectorMatrix vectors() {
        return vectors;
    }

    /**
     * Searches. Where few rows are accepted, all of these are looked at.
     *
     * @param query {@code float[dimension]}, of any length
     * @param limit which rows may be found
     * @return the nearest first, equal similarities by row order
     */
    public List<Neighbor> search(float[] query, Limit limit) {
        if (query.length != vectors.dimension()) {
            throw new UsageException(
                    "the query has " + query.length + " numbers; the index takes " + vectors.dimension());
        }
        BitSet accepted = limit.accepted();
        if (accepted != null && (long) accepted.cardinality() * FEW < vectors.size()) {
            Execution alone = new Execution(1, new io.retort.core.CancelToken(), share -> {});
            return ExactSearch.search(vectors, new float[][] {query}, limit, alone)
                    .get(0);
        }
        return graph.search(VectorMatrix.unit(query), limit, quality.beam());
    }

    @Override
    public void close() {
        graph.close();
    }
}
