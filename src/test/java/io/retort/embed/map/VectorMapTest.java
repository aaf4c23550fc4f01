package io.retort.embed.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.embed.search.Execution;
import io.retort.embed.search.VectorMatrix;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VectorMapTest {
    private static Execution on(int workers) {
        return new Execution(workers, new CancelToken(), share -> {});
    }

    /** Numbers of given spread along each direction of the axes, plus a mean. */
    private static float[][] spread(int rows, long seed, double... sizes) {
        Random random = new Random(seed);
        float[][] vectors = new float[rows][sizes.length];
        for (float[] vector : vectors) {
            for (int d = 0; d < sizes.length; d++) {
                vector[d] = (float) (3 + sizes[d] * random.nextGaussian());
            }
        }
        return vectors;
    }

    @Property(tries = 20)
    void axes_anyVectors_areDirectionsOfTheCovariance(
            @ForAll @IntRange(min = 3, max = 200) int rows, @ForAll @IntRange(min = 2, max = 30) int dimension) {
        double[] sizes = new double[dimension];
        for (int d = 0; d < dimension; d++) {
            sizes[d] = 1.0 / (d + 1);
        }
        VectorMatrix vectors = VectorMatrix.of(spread(rows, rows, sizes), VectorMatrix.Length.STORED);

        PrincipalAxes axes = PrincipalAxes.of(vectors, 2, on(2));

        for (int a = 0; a < 2; a++) {
            double mean = 0;
            double variance = 0;
            for (int row = 0; row < rows; row++) {
                mean += axes.along(a, vectors.vector(row)) / rows;
                variance += Math.pow(axes.along(a, vectors.vector(row)), 2) / (rows - 1);
            }
            assertThat(mean).isCloseTo(0, within(1e-9));
            assertThat(variance).isCloseTo(axes.variances()[a], within(1e-9 * axes.totalVariance()));
            assertThat(Linear.dot(axes.axes()[a], axes.axes()[a])).isCloseTo(1, within(1e-12));
        }
        assertThat(Linear.dot(axes.axes()[0], axes.axes()[1])).isCloseTo(0, within(1e-12));
        assertThat(axes.variances()[0]).isGreaterThanOrEqualTo(axes.variances()[1] * (1 - 1e-6));
        assertThat(axes.variances()[0] + axes.variances()[1]).isLessThanOrEqualTo(axes.totalVariance() * (1 + 1e-9));
        for (int d = 0; d < dimension; d++) {
            double own = 0;
            for (int row = 0; row < rows; row++) {
                own += Math.pow(vectors.vector(row)[d] - axes.mean()[d], 2) / (rows - 1);
            }
            assertThat(axes.variances()[0])
                    .as("no direction has more variance than the first")
                    .isGreaterThanOrEqualTo(own * (1 - 1e-6));
        }
    }

    @Test
    void axes_twoNumbers_areThoseOfTheQuadraticFormula() {
        float[][] vectors = {{0, 0}, {2, 1}, {4, 3}, {6, 2}};
        // Covariance [[20/3, 8/3], [8/3, 5/3]], by hand.
        double root = Math.sqrt(Math.pow(20 / 3.0 - 5 / 3.0, 2) + 4 * Math.pow(8 / 3.0, 2));

        PrincipalAxes axes = PrincipalAxes.of(VectorMatrix.of(vectors, VectorMatrix.Length.STORED), 2, on(1));

        assertThat(axes.variances()[0]).isCloseTo((25 / 3.0 + root) / 2, within(1e-9));
        assertThat(axes.variances()[1]).isCloseTo((25 / 3.0 - root) / 2, within(1e-9));
    }

    @Test
    void kMeans_groupsApart_areFoundForAnyThreads() {
        float[][] vectors = new float[300][];
        for (int i = 0; i < vectors.length; i++) {
            int group = i < 150 ? 0 : i < 250 ? 1 : 2;
            float[] own = spread(1, i, 0.1, 0.1, 0.1)[0];
            own[group] += 10;
            vectors[i] = own;
        }
        VectorMatrix matrix = VectorMatrix.of(vectors, VectorMatrix.Length.STORED);

        KMeans found = KMeans.of(matrix, 3, 4, on(1));

        for (int i = 0; i < vectors.length; i++) {
            assertThat(found.clusters()[i]).isEqualTo(i < 150 ? 0 : i < 250 ? 1 : 2);
        }
        assertThat(KMeans.of(matrix, 3, 4, on(3)).clusters()).isEqualTo(found.clusters());
    }

    @Property(tries = 20)
    void kMeans_anyVectors_eachIsNearestToItsOwnMean(
            @ForAll @IntRange(min = 1, max = 300) int rows, @ForAll @IntRange(min = 1, max = 12) int count) {
        VectorMatrix vectors = VectorMatrix.of(spread(rows, rows, 1, 2, 3), VectorMatrix.Length.STORED);

        KMeans found = KMeans.of(vectors, count, 7, on(2));

        int[] sizes = new int[found.centers().length];
        for (int row = 0; row < rows; row++) {
            float[] vector = vectors.vector(row);
            double[] distances = Arrays.stream(found.centers())
                    .mapToDouble(c -> Math.pow(c[0] - vector[0], 2)
                            + Math.pow(c[1] - vector[1], 2)
                            + Math.pow(c[2] - vector[2], 2))
                    .toArray();
            assertThat(distances[found.clusters()[row]])
                    .isLessThanOrEqualTo(Arrays.stream(distances).min().orElseThrow() + 1e-4);
            sizes[found.clusters()[row]]++;
        }
        for (int c = 1; c < sizes.length; c++) {
            assertThat(sizes[c]).isLessThanOrEqualTo(sizes[c - 1]);
        }
    }

    @Test
    void make_rowsWithoutVector_stayWithoutPlace() {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("CREATE TABLE t AS SELECT * FROM (VALUES ('a', [1, 0, 0]::FLOAT[3], 1), ('b', NULL, 2),"
                    + " ('c', [0, 1, 0]::FLOAT[3], 3), ('d', [0, 0.9, 0.1]::FLOAT[3], 4)) v(name, embedding, pc1)");

            VectorMap map =
                    VectorMap.make(workspace, workspace.table("t"), MapOptions.of("--clusters", "2"), "mapped", on(2));

            Table rows = map.rows();
            assertThat(rows.schema().names()).containsExactly("name", "pc1", "pc2", "cluster");
            assertThat(rows.texts("name")).containsExactly("a", "b", "c", "d");
            assertThat(rows.texts("cluster")).containsExactly("2", "", "1", "1");
            assertThat(rows.numbers("pc1")).hasSize(3);
            assertThat(Arrays.stream(map.explained()).sum()).isCloseTo(1, within(1e-6));
            assertThat(workspace.tables()).containsExactly("mapped", "t");
        }
    }

    @Test
    void make_tooFewRows_isRefused() {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("CREATE TABLE t AS SELECT [1, 2]::FLOAT[2] AS embedding");
            Table table = workspace.table("t");

            assertThatThrownBy(() -> VectorMap.make(workspace, table, MapOptions.of(), "mapped", on(1)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("1 rows with a vector");
        }
    }
}
