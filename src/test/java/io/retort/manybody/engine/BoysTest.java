package io.retort.manybody.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoysTest {
    private static final double RELATIVE = 1e-13;

    @Test
    void zero_atOrigin_isOne() {
        assertThat(Boys.zero(0)).isEqualTo(1);
    }

    @Property(tries = 60)
    void fill_anyArgument_agreesWithQuadrature(
            @ForAll @IntRange(max = Boys.MAX_ORDER) int order, @ForAll @DoubleRange(max = 80) double t) {
        double[] f = new double[Boys.MAX_ORDER + 1];
        Boys.fill(order, t, f);
        for (int m = 0; m <= order; m++) {
            double exact = simpson(m, t);
            assertThat(f[m]).isCloseTo(exact, within(RELATIVE * exact + 1e-16));
        }
    }

    @Property(tries = 60)
    void zero_anyArgument_isTheLowestOrder(@ForAll @DoubleRange(max = 80) double t) {
        double[] f = new double[Boys.MAX_ORDER + 1];
        Boys.fill(3, t, f);
        assertThat(Boys.zero(t)).isCloseTo(f[0], within(RELATIVE * f[0]));
    }

    /** The integrand ends with a slope at 1, so the rule converges as the fourth power: fine enough to be exact. */
    private static double simpson(int m, double t) {
        int n = 20_000;
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double u = i / (double) n;
            double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.pow(u, 2 * m) * Math.exp(-t * u * u);
        }
        return sum / (3 * n);
    }
}
