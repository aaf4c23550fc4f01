package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
    /** Iterated to a relative change of 1e-10 in the variance, so places agree to about its root. */
    private static final double TOLERANCE = 1e-4;

    /** Three kinds of rows that differ in blocks of bits, with some noise. */
    private static FingerprintSet set(int rows, long seed) {
        Random random = new Random(seed);
        long[] words = new long[rows * 2];
        for (int row = 0; row < rows; row++) {
            long block = row % 3 == 0 ? 0xffffL : row % 3 == 1 ? 0xffff0000L : 0xffff00000000L;
            words[2 * row] = block ^ (1L << random.nextInt(64));
            words[2 * row + 1] = 1L << random.nextInt(64);
        }
        return FingerprintSet.of(words, 2);
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    }

    @Test
    void of_blocks_liesAlongThem() {
        FingerprintSet set = set(300, 5);
        PrincipalAxes axes = PrincipalAxes.of(set, Execution.with(2));
        double[][] places = axes.place(set);

        double all = 0;
        for (int bit = 0; bit < 128; bit++) {
            double[] column = new double[set.size()];
            for (int row = 0; row < column.length; row++) {
                column[row] = set.words()[2 * row + bit / 64] >>> (bit % 64) & 1;
            }
            all += variance(column);
        }
        assertThat(variance(places[0]) / all).isCloseTo(axes.explained()[0], within(TOLERANCE));
        assertThat(variance(places[1]) / all).isCloseTo(axes.explained()[1], within(TOLERANCE));
        assertThat(axes.explained()[0] + axes.explained()[1]).isGreaterThan(0.75);
        assertThat(Arrays.stream(places[0]).average().orElse(1)).isCloseTo(0, within(1e-9));
        for (int row = 3; row < 300; row++) {
            double own = Math.hypot(places[0][row] - places[0][row % 3], places[1][row] - places[1][row % 3]);
            double other =
                    Math.hypot(places[0][row] - places[0][(row + 1) % 3], places[1][row] - places[1][(row + 1) % 3]);
            assertThat(own).isLessThan(other);
        }
    }

    @Test
    void of_anyNumberOfWorkers_isTheSame() {
        FingerprintSet set = set(2000, 6);

        assertThat(PrincipalAxes.of(set, Execution.with(3)).place(set))
                .isDeepEqualTo(PrincipalAxes.of(set, Execution.with(1)).place(set));
    }

    @Test
    void of_noDifferences_placesAllAtZero() {
        FingerprintSet none = FingerprintSet.of(new long[0], 1);
        FingerprintSet equal = FingerprintSet.of(new long[] {7, 7, 7}, 1);

        assertThat(PrincipalAxes.of(none, Execution.with(1)).place(none)[0]).isEmpty();
        assertThat(PrincipalAxes.of(equal, Execution.with(1)).place(equal)[0])
                .containsExactly(new double[] {0, 0, 0}, within(1e-12));
        assertThat(PrincipalAxes.of(equal, Execution.with(1)).explained()).containsExactly(0, 0);
    }
}
