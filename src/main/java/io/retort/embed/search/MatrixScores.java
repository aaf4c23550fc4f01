package io.retort.embed.search;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;

/**
 * Cosines of vectors in a matrix as the graph wants them, from 0 to 1. Vectors are not copied into the library's own
 * types, and sums are the same on every Java.
 *
 * @param vectors of length 1
 */
record MatrixScores(VectorMatrix vectors) implements BuildScoreProvider {
    static float score(float cosine) {
        return Math.max(0, (1 + cosine) / 2);
    }

    static SearchScoreProvider provider(ScoreFunction.ExactScoreFunction scores) {
        return new DefaultSearchScoreProvider(scores);
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public VectorFloat<?> approximateCentroid() {
        double[] sums = new double[vectors.dimension()];
        for (int row = 0; row < vectors.size(); row++) {
            float[] vector = vectors.vector(row);
            for (int d = 0; d < sums.length; d++) {
                sums[d] += vector[d];
            }
        }
        VectorFloat<?> centroid =
                VectorizationProvider.getInstance().getVectorTypeSupport().createFloatVector(sums.length);
        for (int d = 0; d < sums.length; d++) {
            centroid.set(d, (float) (sums[d] / Math.max(1, vectors.size())));
        }
        return centroid;
    }

    @Override
    public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
        float[] query = new float[vectors.dimension()];
        for (int d = 0; d < query.length; d++) {
            query[d] = vector.get(d);
        }
        return provider(row -> score(vectors.cosine(row, query)));
    }

    @Override
    public SearchScoreProvider searchProviderFor(int node) {
        float[] query = vectors.vector(node);
        return provider(row -> score(vectors.cosine(row, query)));
    }

    @Override
    public SearchScoreProvider diversityProviderFor(int node) {
        return searchProviderFor(node);
    }
}
