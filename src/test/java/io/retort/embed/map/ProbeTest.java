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
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final int[] ALL = IntStream.range(0, 120).toArray();

    private static Execution on(int workers) {
        return new Execution(workers, new CancelToken(), share -> {});
    }

    private static VectorMatrix vectors(int dimension, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[ALL.length][dimension];
        for (float[] vector : vectors) {
            for (int d = 0; d < dimension; d++) {
                vector[d] = (float) random.nextGaussian();
            }
        }
        return VectorMatrix.of(vectors, VectorMatrix.Length.STORED);
    }

    /** At the least of the penalized loss its slope is zero, in all weights and in the constant. */
    private static void assertNoSlope(LinearModel model, VectorMatrix vectors, double[] values, double penalty) {
        double[] slope = new double[vectors.dimension() + 1];
        for (int row : ALL) {
            double apart = values[row] - model.predict(vectors.vector(row));
            slope[0] += apart;
            for (int d = 0; d < vectors.dimension(); d++) {
                slope[d + 1] += apart * vectors.vector(row)[d];
            }
        }
        for (int d = 0; d < vectors.dimension(); d++) {
            slope[d + 1] -= penalty * model.weights()[d];
        }
        assertThat(slope).containsExactly(new double[slope.length], within(1e-6));
    }

    @Property(tries = 20)
    void ridge_anyRows_hasNoSlopeAtItsWeights(
            @ForAll @IntRange(min = 1, max = 30) int dimension, @ForAll @IntRange(min = 1, max = 5) int penalty) {
        VectorMatrix vectors = vectors(dimension, dimension);
        double[] values = Arrays.stream(ALL)
                .mapToDouble(row -> Math.sin(row) + vectors.vector(row)[0])
                .toArray();

        LinearModel model =
                LinearModel.ridge(new LinearModel.Training(vectors, ALL, values), penalty, new CancelToken());

        assertNoSlope(model, vectors, values, penalty);
    }

    @Property(tries = 20)
    void logistic_anyRows_hasNoSlopeAtItsWeights(
            @ForAll @IntRange(min = 1, max = 30) int dimension, @ForAll @IntRange(min = 1, max = 5) int penalty) {
        VectorMatrix vectors = vectors(dimension, dimension);
        double[] values = Arrays.stream(ALL)
                .mapToDouble(row -> vectors.vector(row)[0] + Math.sin(row) > 0 ? 1 : 0)
                .toArray();

        LinearModel model =
                LinearModel.logistic(new LinearModel.Training(vectors, ALL, values), penalty, new CancelToken());

        assertNoSlope(model, vectors, values, penalty);
    }

    @Test
    void logistic_groupsFarApart_stillConverges() {
        VectorMatrix vectors = VectorMatrix.of(
                IntStream.range(0, 120)
                        .mapToObj(i -> new float[] {i < 60 ? -50 : 50, i % 3})
                        .toArray(float[][]::new),
                VectorMatrix.Length.STORED);
        double[] values = Arrays.stream(ALL).mapToDouble(i -> i < 60 ? 0 : 1).toArray();

        LinearModel model =
                LinearModel.logistic(new LinearModel.Training(vectors, ALL, values), 0.01, new CancelToken());

        assertNoSlope(model, vectors, values, 0.01);
    }

    @Test
    void auc_equalPredictions_countHalf() {
        int[] rows = {0, 1, 2, 3, 4};
        double[] values = {0, 0, 1, 1, 0};
        // Of six pairs, (2 above 0, 1), (3 above 0, 1, 4) and (2 equal to 4).
        double[] predicted = {0.1, 0.2, 0.5, 0.9, 0.5};

        assertThat(Judgement.auc(rows, values, predicted)).isCloseTo(5.5 / 6, within(1e-12));
    }

    private static Table table(Workspace workspace) {
        VectorMatrix vectors = vectors(4, 3);
        StringBuilder rows = new StringBuilder();
        for (int row : ALL) {
            float[] v = vectors.vector(row);
            rows.append(row == 0 ? "" : ", ").append("(").append(row).append(", ");
            rows.append(row == 5 ? "NULL" : Arrays.toString(v) + "::FLOAT[4]").append(", ");
            rows.append(row % 10 == 9 ? "NULL" : Double.toString(2 + 3 * v[0] - v[2]))
                    .append(", ");
            rows.append(v[1] > 0).append(", 'text')");
        }
        workspace.execute("CREATE TABLE t AS SELECT * FROM (VALUES " + rows + ") x(n, embedding, value, up, word)");
        return workspace.table("t");
    }

    @Test
    void fit_linearProperty_isPredictedForAllRowsWithAVector() {
        try (Workspace workspace = Workspace.inMemory()) {
            Table table = table(workspace);

            Probe probe = Probe.fit(workspace, table, ProbeOptions.of("value", "--penalty", "1e-6"), "p", on(2));

            assertThat(probe.figures().logistic()).isFalse();
            assertThat(probe.figures().rows()).isEqualTo(107);
            assertThat(probe.figures().r2()).isCloseTo(1, within(1e-9));
            assertThat(probe.predict(new float[] {1, 0, 1, 0})).isCloseTo(4, within(1e-5));
            Table predictions = workspace.table("p");
            assertThat(predictions.schema().names()).containsExactly("n", "value", "up", "word", "fold", "predicted");
            assertThat(predictions.numbers("predicted")).hasSize(119);
            assertThat(predictions.numbers("fold")).hasSize(107).contains(1, 2, 3, 4, 5);
        }
    }

    @Test
    void fit_noise_isNotExplained() {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.execute("CREATE TABLE noise AS SELECT * REPLACE (hash(n * 7919) % 1000 / 1000.0 AS value) FROM ("
                    + table(workspace).query() + ")");

            Probe probe = Probe.fit(workspace, workspace.table("noise"), ProbeOptions.of("value"), "p", on(2));

            assertThat(probe.figures().r2()).isLessThan(0.15);
        }
    }

    @Test
    void fit_trueAndFalse_isLogisticAndTheSameForAnyThreads() {
        try (Workspace workspace = Workspace.inMemory()) {
            Table table = table(workspace);

            Probe one = Probe.fit(workspace, table, ProbeOptions.of("up"), "p1", on(1));
            Probe three = Probe.fit(workspace, table, ProbeOptions.of("up"), "p3", on(3));
            Probe other = Probe.fit(workspace, table, ProbeOptions.of("up", "--seed", "2"), "p2", on(3));

            assertThat(one.figures().logistic()).isTrue();
            assertThat(one.figures().auc()).isGreaterThan(0.97);
            assertThat(three.figures()).isEqualTo(one.figures());
            assertThat(workspace.table("p3").numbers("predicted"))
                    .isEqualTo(workspace.table("p1").numbers("predicted"));
            assertThat(other.figures()).isNotEqualTo(one.figures());
        }
    }

    @Test
    void fit_wrongColumns_areNamed() {
        try (Workspace workspace = Workspace.inMemory()) {
            Table table = table(workspace);

            assertThatThrownBy(() -> Probe.fit(workspace, table, ProbeOptions.of("word"), "p", on(1)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("\"word\" is not of numbers");
            assertThatThrownBy(() ->
                            Probe.fit(workspace, table, ProbeOptions.of("value", "--kind", "logistic"), "p", on(1)))
                    .hasMessageContaining("other values");
            assertThatThrownBy(() -> Probe.fit(workspace, table, ProbeOptions.of("value", "--folds", "80"), "p", on(1)))
                    .hasMessageContaining("80 folds need at least 160");
        }
    }
}
