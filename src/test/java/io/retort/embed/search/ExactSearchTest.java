package io.retort.embed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactSearchTest {
    /** Sums of 40 products in float32. */
    private static final double ROUNDING = 1e-5;

    @Property(tries = 25)
    void search_anyWorkersAndSizes_isTheDefinition(
            @ForAll @IntRange(min = 1, max = 1500) int rows,
            @ForAll @IntRange(min = 1, max = 40) int dimension,
            @ForAll @IntRange(min = 1, max = 3) int workers,
            @ForAll @IntRange(min = 1, max = 30) int top) {
        float[][] vectors = TestVectors.clustered(rows, dimension, rows + dimension);
        float[][] queries = TestVectors.clustered(3, dimension, 99);
        VectorMatrix matrix = VectorMatrix.of(vectors, VectorMatrix.Length.UNIT);

        List<List<Neighbor>> found = ExactSearch.search(matrix, queries, Limit.top(top), TestVectors.on(workers));

        for (int q = 0; q < queries.length; q++) {
            List<Integer> right = TestVectors.nearest(vectors, queries[q], Math.min(top, rows));
            assertThat(found.get(q)).hasSameSizeAs(right);
            for (int i = 0; i < right.size(); i++) {
                Neighbor neighbor = found.get(q).get(i);
                assertThat(neighbor.similarity())
                        .isCloseTo(TestVectors.cosine(vectors[right.get(i)], queries[q]), within(ROUNDING))
                        .isCloseTo(TestVectors.cosine(vectors[neighbor.place()], queries[q]), within(ROUNDING));
            }
        }
    }

    @Test
    void search_equalVectors_goByRowOrder() {
        float[][] vectors = new float[2000][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = new float[] {i % 2, 1};
        }
        VectorMatrix matrix = VectorMatrix.of(vectors, VectorMatrix.Length.UNIT);

        List<Neighbor> found = ExactSearch.search(matrix, new float[][] {{0, 3}}, Limit.top(4), TestVectors.on(3))
                .get(0);

        assertThat(found).extracting(Neighbor::place).containsExactly(0, 2, 4, 6);
        assertThat(found).extracting(Neighbor::similarity).containsOnly(1.0);
    }

    @Test
    void search_acceptedRowsAndLeastSimilarity_findsOnlyThose() {
        float[][] vectors = {{1, 0}, {1, 1}, {0, 1}, {-1, 0}, {2, 0.1f}};
        BitSet accepted = new BitSet();
        accepted.set(1, 5);

        List<Neighbor> found = ExactSearch.search(
                        VectorMatrix.of(vectors, VectorMatrix.Length.UNIT),
                        new float[][] {{1, 0}},
                        new Limit(10, 0.5, accepted),
                        TestVectors.on(1))
                .get(0);

        assertThat(found).extracting(Neighbor::place).containsExactly(4, 1);
    }

    @Test
    void search_cancelled_ends() {
        CancelToken cancel = new CancelToken();
        cancel.cancel("test");
        VectorMatrix matrix = VectorMatrix.of(TestVectors.clustered(100, 4, 1), VectorMatrix.Length.UNIT);

        assertThatThrownBy(() -> ExactSearch.search(
                        matrix, new float[][] {{1, 0, 0, 0}}, Limit.top(1), new Execution(2, cancel, s -> {})))
                .isInstanceOf(CancellationException.class);
    }
}
