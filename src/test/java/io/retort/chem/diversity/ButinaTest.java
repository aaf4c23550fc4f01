package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ButinaTest {
    private static final Execution TWO = Execution.with(2);

    @Property(tries = 80)
    void neighbors_anySet_areThoseOfAllPairs(
            @ForAll @IntRange(min = 0, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 7) int words,
            @ForAll @DoubleRange(min = 0.05, max = 1) double similarity,
            @ForAll long seed) {
        FingerprintSet set = Sets.families(rows, words, seed);
        int[][] neighbors = NeighborLists.of(set, ButinaOptions.of(similarity), TWO);
        assertThat(neighbors).isDeepEqualTo(allPairs(set, similarity));
    }

    private static int[][] allPairs(FingerprintSet set, double similarity) {
        int[][] neighbors = new int[set.size()][];
        for (int row = 0; row < set.size(); row++) {
            int one = row;
            neighbors[row] = java.util.stream.IntStream.range(0, set.size())
                    .filter(other -> other != one && set.tanimoto(one, other) >= similarity)
                    .toArray();
        }
        return neighbors;
    }

    @Property(tries = 80)
    void cluster_anySet_followsTheDefinition(
            @ForAll @IntRange(min = 1, max = 120) int rows,
            @ForAll @DoubleRange(min = 0.1, max = 1) double similarity,
            @ForAll boolean reordering,
            @ForAll long seed) {
        FingerprintSet set = Sets.families(rows, 2, seed);
        ButinaOptions options = ButinaOptions.of(similarity);
        Clusters clusters = Butina.cluster(set, reordering ? options.reordered() : options, TWO);
        assertThat(clusters).isEqualTo(byDefinition(allPairs(set, similarity), reordering));
    }

    /** Looks at all rows for each next center. */
    private static Clusters byDefinition(int[][] neighbors, boolean reordering) {
        int[] clusterOf = new int[neighbors.length];
        Arrays.fill(clusterOf, -1);
        List<Integer> centers = new ArrayList<>();
        while (Arrays.stream(clusterOf).anyMatch(c -> c < 0)) {
            int center = -1;
            long most = -1;
            for (int row = 0; row < neighbors.length; row++) {
                long count = Arrays.stream(neighbors[row])
                        .filter(n -> !reordering || clusterOf[n] < 0)
                        .count();
                if (clusterOf[row] < 0 && count >= most) {
                    most = count;
                    center = row;
                }
            }
            clusterOf[center] = centers.size();
            for (int neighbor : neighbors[center]) {
                clusterOf[neighbor] = clusterOf[neighbor] < 0 ? centers.size() : clusterOf[neighbor];
            }
            centers.add(center);
        }
        return new Clusters(
                clusterOf, centers.stream().mapToInt(Integer::intValue).toArray());
    }

    @Test
    void cluster_moreWorkers_sameClusters() {
        FingerprintSet set = Sets.families(3_000, 4, 8);
        Clusters one = Butina.cluster(set, ButinaOptions.of(0.5), Execution.with(1));
        assertThat(Butina.cluster(set, ButinaOptions.of(0.5), Execution.with(3)))
                .isEqualTo(one);
        assertThat(Arrays.stream(one.sizes()).sum()).isEqualTo(3_000);
        assertThat(one.members()[0]).hasSize(one.sizes()[0]).isSorted();
    }

    @Test
    void cluster_edges_areServed() {
        assertThat(Butina.cluster(Sets.empty(0), ButinaOptions.of(0.5), TWO).count())
                .isZero();
        assertThat(Butina.cluster(Sets.empty(1), ButinaOptions.of(0.5), TWO).count())
                .isEqualTo(1);
        assertThat(Butina.cluster(Sets.empty(9), ButinaOptions.of(1), TWO).representatives())
                .containsExactly(8);
        assertThat(Butina.cluster(Sets.equal(700), ButinaOptions.of(1), TWO).count())
                .isEqualTo(1);
    }

    @Test
    void cluster_tooManyNeighbors_isRefused() {
        ButinaOptions options = new ButinaOptions(0.5, false, 1_000);
        assertThatThrownBy(() -> Butina.cluster(Sets.equal(200), options, TWO))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("200 rows have more than 1000 neighbors at similarity 0.5");
    }

    @Test
    void cluster_cancelledMeanwhile_stops() {
        CancelToken cancel = new CancelToken();
        Execution execution = new Execution(2, cancel, share -> cancel.cancel("enough"));
        assertThatThrownBy(() -> Butina.cluster(Sets.families(2_000, 2, 1), ButinaOptions.of(0.5), execution))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void options_wrongSimilarity_isNamed() {
        assertThatThrownBy(() -> ButinaOptions.of(0))
                .hasMessage("similarity: got 0.0; accepted is a Tanimoto similarity above 0, at most 1");
        assertThatThrownBy(() -> ButinaOptions.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
