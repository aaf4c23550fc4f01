package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ISimTest {
    /** Both sides are one division of whole numbers that doubles hold exactly. */
    private static final double ROUNDING = 1e-15;

    @Property(tries = 60)
    void tanimoto_anySet_isRatioOfSumsOverPairs(
            @ForAll @IntRange(min = 2, max = 120) int rows,
            @ForAll @IntRange(min = 1, max = 33) int wordsPerRow,
            @ForAll long seed) {
        FingerprintSet set = SeededFingerprints.families(rows, wordsPerRow, seed);
        long both = 0;
        long either = 0;
        for (int a = 0; a < rows; a++) {
            for (int b = 0; b < a; b++) {
                int common = CommonBits.count(set, a, b);
                both += common;
                either += set.bitCount(a) + set.bitCount(b) - common;
            }
        }
        assertThat(ISim.tanimoto(set, Execution.with(2)))
                .isCloseTo(either == 0 ? 1 : (double) both / either, within(ROUNDING));
    }

    @Test
    void tanimoto_pairsOfDifferentSize_isNotTheMean() {
        FingerprintSet set = FingerprintSet.of(new long[] {0b1, 0b1, 0b11110}, 1);
        // One pair of 1 bit alike, two pairs of 5 bits with nothing in common.
        assertThat(ISim.tanimoto(set, Execution.with(1))).isCloseTo(1.0 / 11, within(ROUNDING));
        assertThat(SimilarityDistribution.pairwise(set, Sampling.ofPairs(1), Execution.with(1))
                        .mean()
                        .value())
                .isCloseTo(1.0 / 3, within(ROUNDING));
    }

    @Test
    void tanimoto_tooFewRows_isNotANumber() {
        assertThat(ISim.tanimoto(FingerprintSet.of(new long[] {7}, 1), Execution.with(1)))
                .isNaN();
    }

    @Test
    void tanimoto_manyRows_anyWorkers() {
        FingerprintSet set = SeededFingerprints.families(20_000, 4, 1);
        assertThat(ISim.tanimoto(set, Execution.with(3))).isEqualTo(ISim.tanimoto(set, Execution.with(1)));
    }
}
