package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.chem.diversity.SimilarityDistribution.Bin;
import io.retort.chem.diversity.SimilarityDistribution.Quantile;
import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimilarityDistributionTest {
    /** Sums in another order differ in their last digits. */
    private static final double ROUNDING = 1e-12;

    private static final Sampling EXACT = Sampling.ofPairs(1);

    private static double[] allPairs(FingerprintSet set) {
        double[] all = new double[set.size() * (set.size() - 1) / 2];
        int next = 0;
        for (int a = 0; a < set.size(); a++) {
            for (int b = 0; b < a; b++) {
                all[next++] = set.tanimoto(a, b);
            }
        }
        Arrays.sort(all);
        return all;
    }

    private static double[] allNearest(FingerprintSet set) {
        double[] all = new double[set.size()];
        for (int a = 0; a < set.size(); a++) {
            for (int b = 0; b < set.size(); b++) {
                all[a] = a == b ? all[a] : Math.max(all[a], set.tanimoto(a, b));
            }
        }
        Arrays.sort(all);
        return all;
    }

    private static void assertEqual(SimilarityDistribution distribution, double[] sorted) {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        assertThat(distribution.exact()).isTrue();
        assertThat(distribution.count()).isEqualTo(sorted.length);
        assertThat(distribution.population()).isEqualTo(sorted.length);
        assertThat(distribution.mean().value()).isCloseTo(mean, within(ROUNDING));
        assertThat(distribution.mean().low()).isEqualTo(distribution.mean().high());
        assertThat(distribution.standardDeviation())
                .isCloseTo(
                        Math.sqrt(Arrays.stream(sorted)
                                .map(s -> (s - mean) * (s - mean))
                                .average()
                                .orElseThrow()),
                        within(ROUNDING));
        for (Quantile quantile : distribution.quantiles()) {
            int rank = Math.max(1, (int) Math.ceil(quantile.share() * sorted.length));
            assertThat(quantile.similarity()).isEqualTo(Estimate.exact(sorted[rank - 1]));
        }
        long inBins = 0;
        for (Bin bin : distribution.bins()) {
            boolean last = bin.to() == 1;
            assertThat(bin.count())
                    .isEqualTo(Arrays.stream(sorted)
                            .filter(s -> s >= bin.from() && (s < bin.to() || last))
                            .count());
            inBins += bin.count();
        }
        assertThat(inBins).isEqualTo(sorted.length);
    }

    @Property(tries = 40)
    void pairwise_anySet_equalsBruteForce(
            @ForAll @IntRange(min = 2, max = 200) int rows,
            @ForAll @IntRange(min = 1, max = 33) int wordsPerRow,
            @ForAll long seed) {
        FingerprintSet set = SeededFingerprints.families(rows, wordsPerRow, seed);
        assertEqual(SimilarityDistribution.pairwise(set, EXACT, Execution.with(1)), allPairs(set));
    }

    @Property(tries = 20)
    void nearest_anySet_equalsBruteForce(@ForAll @IntRange(min = 2, max = 200) int rows, @ForAll long seed) {
        FingerprintSet set = SeededFingerprints.families(rows, 32, seed);
        assertEqual(SimilarityDistribution.nearest(set, Sampling.ofRows(1), Execution.with(2)), allNearest(set));
    }

    @Test
    void nearest_againstOtherSet_equalsBruteForce() {
        FingerprintSet library = SeededFingerprints.families(150, 32, 1);
        FingerprintSet drugs = SeededFingerprints.families(90, 32, 2);
        double[] expected = SimilaritySearch.over(drugs).nearest(library, Execution.with(1)).stream()
                .mapToDouble(Hit::similarity)
                .sorted()
                .toArray();
        assertEqual(SimilarityDistribution.nearest(library, drugs, Sampling.ofRows(1), Execution.with(2)), expected);
    }

    @Test
    void distributions_noOrOneRow_areEmpty() {
        for (int rows = 0; rows < 2; rows++) {
            FingerprintSet set = FingerprintSet.of(new long[rows * 4], 4);
            for (SimilarityDistribution none : new SimilarityDistribution[] {
                SimilarityDistribution.pairwise(set, EXACT, Execution.with(2)),
                SimilarityDistribution.nearest(set, EXACT, Execution.with(2))
            }) {
                assertThat(none.population()).isZero();
                assertThat(none.mean().value()).isNaN();
                assertThat(none.quantiles()).isEmpty();
                assertThat(none.bins()).allMatch(bin -> bin.count() == 0);
            }
        }
    }

    @Test
    void nearest_noTargets_isRefused() {
        FingerprintSet some = SeededFingerprints.families(3, 4, 1);
        FingerprintSet none = FingerprintSet.of(new long[0], 4);
        assertThatThrownBy(() -> SimilarityDistribution.nearest(some, none, EXACT, Execution.with(1)))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void anyDistribution_anyWorkers_isTheSame() {
        FingerprintSet set = SeededFingerprints.families(1500, 32, 11);
        Sampling sampled = new Sampling(100, 50_000, 3);
        Sampling fewRows = new Sampling(100, 200, 3);
        SimilarityDistribution all = SimilarityDistribution.pairwise(set, EXACT, Execution.with(1));
        SimilarityDistribution some = SimilarityDistribution.pairwise(set, sampled, Execution.with(1));
        SimilarityDistribution nearest = SimilarityDistribution.nearest(set, fewRows, Execution.with(1));
        assertThat(some.exact()).isFalse();
        assertThat(nearest.count()).isEqualTo(200);
        for (int workers : new int[] {2, 5}) {
            Execution execution = Execution.with(workers);
            assertThat(SimilarityDistribution.pairwise(set, EXACT, execution)).isEqualTo(all);
            assertThat(SimilarityDistribution.pairwise(set, sampled, execution)).isEqualTo(some);
            assertThat(SimilarityDistribution.nearest(set, fewRows, execution)).isEqualTo(nearest);
        }
    }

    /** Of 400 intervals of 95 %, 366 or more hold the exact number with a probability of 99.9 %. */
    private static final int SEEDS = 400;

    private static final int LEAST_COVERED = 366;

    @Test
    void pairwise_sampled_intervalsCoverExactNumbers() {
        FingerprintSet set = SeededFingerprints.families(300, 32, 21);
        SimilarityDistribution exact = SimilarityDistribution.pairwise(set, EXACT, Execution.with(1));
        SimilarityDistribution[] samples = new SimilarityDistribution[SEEDS];
        Arrays.setAll(
                samples,
                seed -> SimilarityDistribution.pairwise(set, new Sampling(100, 2000, seed), Execution.with(1)));
        assertCovered(samples, exact);
    }

    @Test
    void nearest_sampled_intervalsCoverExactNumbers() {
        FingerprintSet set = SeededFingerprints.families(600, 32, 22);
        SimilarityDistribution exact = SimilarityDistribution.nearest(set, EXACT, Execution.with(1));
        SimilarityDistribution[] samples = new SimilarityDistribution[SEEDS];
        Arrays.setAll(
                samples, seed -> SimilarityDistribution.nearest(set, new Sampling(100, 150, seed), Execution.with(1)));
        assertCovered(samples, exact);
    }

    private static void assertCovered(SimilarityDistribution[] samples, SimilarityDistribution exact) {
        assertThat(covering(
                        samples,
                        d -> d.mean().low(),
                        d -> d.mean().high(),
                        exact.mean().value()))
                .as("means")
                .isGreaterThanOrEqualTo(LEAST_COVERED)
                .isLessThan(SEEDS);
        for (int i = 1; i < exact.quantiles().size() - 1; i++) {
            int place = i;
            assertThat(covering(
                            samples,
                            d -> d.quantiles().get(place).similarity().low(),
                            d -> d.quantiles().get(place).similarity().high(),
                            exact.quantiles().get(i).similarity().value()))
                    .as("quantile " + exact.quantiles().get(i).share())
                    .isGreaterThanOrEqualTo(LEAST_COVERED);
        }
        for (int i = 0; i < exact.bins().size(); i++) {
            int place = i;
            if (exact.bins().get(i).share().value() > 0.05) {
                assertThat(covering(
                                samples,
                                d -> d.bins().get(place).share().low(),
                                d -> d.bins().get(place).share().high(),
                                exact.bins().get(i).share().value()))
                        .as("bin " + i)
                        .isGreaterThanOrEqualTo(LEAST_COVERED);
            }
        }
    }

    private static long covering(
            SimilarityDistribution[] samples,
            ToDoubleFunction<SimilarityDistribution> low,
            ToDoubleFunction<SimilarityDistribution> high,
            double exact) {
        return Arrays.stream(samples)
                .filter(d -> low.applyAsDouble(d) <= exact && exact <= high.applyAsDouble(d))
                .count();
    }

    @Test
    void pairwise_cancelled_stops() {
        FingerprintSet set = SeededFingerprints.families(3000, 32, 3);
        CancelToken cancel = new CancelToken();
        Execution execution = new Execution(2, cancel, share -> {
            if (share > 0.1) {
                cancel.cancel("enough");
            }
        });
        assertThatThrownBy(() -> SimilarityDistribution.pairwise(set, EXACT, execution))
                .isInstanceOf(CancellationException.class);
    }
}
