package io.retort.embed.search;

import io.github.jbellis.jvector.disk.ByteBufferReader;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.OnHeapGraphIndex;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.diversity.VamanaDiversityProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A graph of neighbors in layers, searched greedily from the top. Its links depend on the order in which several threads
 * add vectors; a graph once built gives the same answers for ever. Holds links only: vectors stay in the matrix. Safe for
 * use by many threads; searchers are kept for each of them.
 */
final class VectorGraph implements AutoCloseable {
    private static final int DEGREE = 32;
    private static final int BUILD_BEAM = 100;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;
    private static final int BLOCK = 64;
    /** Warns that the library computes slowly on this Java; its sums are not used here. Kept, or its level is forgotten. */
    private static final Logger LOG = Logger.getLogger(VectorizationProvider.class.getName());

    static {
        LOG.setLevel(Level.SEVERE);
    }

    private final VectorMatrix vectors;
    private final OnHeapGraphIndex graph;
    private final ThreadLocal<GraphSearcher> searchers;

    private VectorGraph(VectorMatrix vectors, OnHeapGraphIndex graph) {
        this.vectors = vectors;
        this.graph = graph;
        this.searchers = ThreadLocal.withInitial(() -> new GraphSearcher(graph));
    }

    /** A graph and how good it is. */
    record Built(VectorGraph graph, Recall.Measured measured) {}

    /** Links all vectors, on several threads; the sample of the measurement last. */
    @SuppressWarnings(
            "deprecation") // the constructor that says all of it; the new builder leaves layers and refining open
    static Built build(VectorMatrix vectors, Execution execution) {
        MatrixScores scores = new MatrixScores(vectors);
        BitSet sample = Recall.sample(vectors);
        ForkJoinPool pool = new ForkJoinPool(execution.workers());
        try (GraphIndexBuilder builder = new GraphIndexBuilder(
                scores, vectors.dimension(), DEGREE, BUILD_BEAM, OVERFLOW, ALPHA, true, true, pool, pool)) {
            execution.blocks(vectors.size(), BLOCK, (from, to) -> {
                for (int row = sample.nextClearBit(from); row < to; row = sample.nextClearBit(row + 1)) {
                    execution.cancel().throwIfCancelled();
                    builder.addGraphNode(row, scores.searchProviderFor(row));
                }
            });
            Recall.Measured measured;
            try (VectorGraph part = new VectorGraph(vectors, (OnHeapGraphIndex) builder.getGraph())) {
                measured = Recall.measure(vectors, part, sample, execution);
            }
            sample.stream().forEach(row -> builder.addGraphNode(row, scores.searchProviderFor(row)));
            builder.cleanup();
            return new Built(new VectorGraph(vectors, (OnHeapGraphIndex) builder.getGraph()), measured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pool.shutdown();
        }
    }

    /** Reads what {@link #save} wrote. */
    @SuppressWarnings("deprecation") // the only format that holds links without copies of the vectors
    static VectorGraph load(VectorMatrix vectors, ByteBuffer bytes) throws IOException {
        VamanaDiversityProvider diversity = new VamanaDiversityProvider(new MatrixScores(vectors), ALPHA);
        return new VectorGraph(
                vectors, OnHeapGraphIndex.load(new ByteBufferReader(bytes), vectors.dimension(), OVERFLOW, diversity));
    }

    @SuppressWarnings("deprecation") // see load
    void save(DataOutput out) throws IOException {
        graph.save(out);
    }

    /**
     * Rows near a query.
     *
     * @param query of length 1
     * @param beam rows kept in sight on the way; more find more
     */
    List<Neighbor> search(float[] query, Limit limit, int beam) {
        int top = Math.min(limit.top(), vectors.size());
        Bits accepted = limit.accepted() == null ? Bits.ALL : row -> limit.accepts(vectors.place(row));
        SearchResult result = searchers
                .get()
                .search(
                        MatrixScores.provider(row -> MatrixScores.score(vectors.cosine(row, query))),
                        top,
                        Math.max(beam, top),
                        0,
                        0,
                        accepted);
        Ranking ranking = new Ranking(limit.top());
        for (SearchResult.NodeScore node : result.getNodes()) {
            float similarity = vectors.cosine(node.node, query);
            if (similarity >= limit.similarity()) {
                ranking.offer(node.node, similarity);
            }
        }
        return ranking.neighbors(vectors);
    }

    /** Lets go of this thread's searcher; the links are in the heap. */
    @Override
    public void close() {
        searchers.remove();
    }
}
