package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.chem.diversity.BitBirchOptions.Criterion;
import io.retort.core.CancelToken;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BitBirchTest {
    /** Sums of whole numbers, one division. */
    private static final double ROUNDING = 1e-12;

    private static final Execution TWO = Execution.with(2);

    @Property(tries = 60)
    void cluster_anySet_keepsTheThreshold(
            @ForAll @IntRange(min = 1, max = 400) int rows,
            @ForAll @DoubleRange(min = 0.2, max = 1) double similarity,
            @ForAll @IntRange(min = 2, max = 12) int branching,
            @ForAll @IntRange(min = 1, max = 4) int paths,
            @ForAll long seed) {
        FingerprintSet set = Sets.families(rows, 2, seed);
        Clusters clusters =
                BitBirch.cluster(set, new BitBirchOptions(similarity, Criterion.DIAMETER, branching, paths), TWO);
        int[][] members = clusters.members();
        assertThat(Arrays.stream(clusters.sizes()).sum()).isEqualTo(rows);
        for (int cluster = 0; cluster < clusters.count(); cluster++) {
            assertThat(members[cluster]).contains(clusters.representatives()[cluster]);
            assertThat(isim(set, members[cluster])).isGreaterThanOrEqualTo(similarity - ROUNDING);
            if (cluster > 0) {
                assertThat(members[cluster].length).isLessThanOrEqualTo(members[cluster - 1].length);
            }
        }
    }

    /** Bits that pairs share over bits that pairs have, pair by pair. */
    private static double isim(FingerprintSet set, int[] rows) {
        long shared = 0;
        long either = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < i; k++) {
                int common = CommonBits.count(set, rows[i], rows[k]);
                shared += common;
                either += set.bitCount(rows[i]) + set.bitCount(rows[k]) - common;
            }
        }
        return either == 0 ? 1 : (double) shared / either;
    }

    @Property(tries = 40)
    void feature_rowsAdded_isWhatPairsGive(@ForAll @IntRange(min = 1, max = 300) int rows, @ForAll long seed) {
        FingerprintSet set = Sets.families(rows + 1, 2, seed);
        int[] all = java.util.stream.IntStream.range(0, rows).toArray();
        BitFeature feature = new BitFeature(set, 0);
        BitFeature rest = new BitFeature(set);
        for (int row = 1; row < rows; row++) {
            if (row < rows / 2) {
                feature.add(row);
            } else {
                rest.add(new BitFeature(set, row));
            }
        }
        feature.add(rest);
        assertThat(feature.rowCount()).isEqualTo(rows);
        assertThat(feature.isim()).isCloseTo(isim(set, all), within(ROUNDING));
        int[] more = java.util.stream.IntStream.rangeClosed(0, rows).toArray();
        assertThat(feature.isimWith(rows)).isCloseTo(isim(set, more), within(ROUNDING));
        long[] centroid = new long[2];
        feature.centroid(centroid, 0);
        for (int bit = 0; bit < 128; bit++) {
            int with = 0;
            for (int row = 0; row < rows; row++) {
                with += (int) (set.words()[2 * row + bit / 64] >>> bit & 1);
            }
            assertThat(centroid[bit / 64] >>> bit & 1).isEqualTo(2 * with >= rows ? with > 0 ? 1 : 0 : 0);
        }
    }

    @Test
    void cluster_twoFamilies_areTwoClusters() {
        long[] words = new long[400];
        for (int row = 0; row < 400; row++) {
            words[row] = (row % 2 == 0 ? 0xffffL : 0xffffL << 32) & ~(1L << row % 7);
        }
        FingerprintSet set = FingerprintSet.of(words, 1);
        for (Criterion criterion : Criterion.values()) {
            Clusters clusters = BitBirch.cluster(set, BitBirchOptions.of(0.6).by(criterion), TWO);
            assertThat(clusters.sizes()).as("%s", criterion).containsExactly(200, 200);
            assertThat(clusters.clusterOf()[0]).isZero();
            assertThat(clusters.clusterOf()[399]).isEqualTo(1);
        }
    }

    @Test
    void cluster_again_isTheSame() {
        FingerprintSet set = Sets.families(3_000, 4, 8);
        BitBirchOptions options = BitBirchOptions.of(0.5);
        assertThat(BitBirch.cluster(set, options, Execution.with(3)))
                .isEqualTo(BitBirch.cluster(set, options, Execution.with(1)));
    }

    @Test
    void cluster_edges_areServed() {
        assertThat(BitBirch.cluster(Sets.empty(0), BitBirchOptions.of(0.5), TWO).count())
                .isZero();
        assertThat(BitBirch.cluster(Sets.empty(1), BitBirchOptions.of(0.5), TWO).count())
                .isEqualTo(1);
        assertThat(BitBirch.cluster(Sets.empty(300), BitBirchOptions.of(1), TWO).count())
                .isEqualTo(1);
        assertThat(BitBirch.cluster(Sets.equal(700), BitBirchOptions.of(1), TWO).sizes())
                .containsExactly(700);
    }

    @Test
    void cluster_cancelledMeanwhile_stops() {
        CancelToken cancel = new CancelToken();
        Execution execution = new Execution(1, cancel, share -> cancel.cancel("enough"));
        assertThatThrownBy(() -> BitBirch.cluster(Sets.families(2_000, 2, 1), BitBirchOptions.of(0.5), execution))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void quality_threeKnownClusters_isAsOnPaper() {
        // Two equal rows; two rows that share 2 of 4 bits, whose centroid has all 4; one row alone.
        FingerprintSet set = FingerprintSet.of(new long[] {0b11, 0b11, 0b111_0000, 0b1011_0000, 0xff00}, 1);
        Clusters clusters = new Clusters(new int[] {0, 0, 1, 1, 2}, new int[] {0, 2, 4});
        ClusterQuality quality = ClusterQuality.of(set, clusters, 100, TWO);
        assertThat(quality.clusterCount()).isEqualTo(3);
        assertThat(quality.singletonCount()).isEqualTo(1);
        assertThat(quality.largestSize()).isEqualTo(2);
        assertThat(quality.withinSimilarity()).isCloseTo((1 + 0.5) / 2, within(ROUNDING));
        assertThat(quality.centroidSimilarity()).isCloseTo((1 + 0.75) / 2, within(ROUNDING));
        assertThat(quality.silhouette()).isCloseTo((1 + 1 + 0.75 + 0.75 + 0) / 5, within(ROUNDING));
    }

    @Test
    void quality_oneCluster_hasNoSilhouette() {
        FingerprintSet set = Sets.equal(5);
        Clusters one = new Clusters(new int[5], new int[1]);
        assertThat(ClusterQuality.of(set, one, 5, TWO)).isEqualTo(new ClusterQuality(1, 0, 5, 1, 1, 0));
        assertThat(ClusterQuality.of(Sets.empty(0), new Clusters(new int[0], new int[0]), 5, TWO))
                .isEqualTo(new ClusterQuality(0, 0, 0, 1, 1, 0));
    }
}
