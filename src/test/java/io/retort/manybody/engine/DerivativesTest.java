package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
import static io.retort.manybody.engine.Waters.MP2;
import static io.retort.manybody.engine.Waters.SECOND;
import static io.retort.manybody.engine.Waters.embedded;
import static io.retort.manybody.engine.Waters.gradient;
import static io.retort.manybody.engine.Waters.largestDifference;
import static io.retort.manybody.engine.Waters.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivativesTest {
    /** Central differences with this step are off by h^4/30 times the fifth derivative. */
    private static final double STEP = 0.005;

    private static final double DIFFERENCES = 1e-9;
    private final EmbeddedEngine engine = new EmbeddedEngine();

    @Test
    void gradient_withGhosts_agreesWithDifferences() {
        assertAgrees(Waters.calculation(HF, Driver.GRADIENT, FIRST, SECOND));
    }

    @Test
    void gradient_withCharges_agreesWithDifferences() {
        assertAgrees(embedded(Waters.calculation(HF, Driver.GRADIENT, FIRST, SECOND), Waters.CHARGES));
    }

    @Test
    void gradient_pOnBothCenters_agreesWithDifferences() {
        List<Atom> atoms =
                List.of(new Atom("C", 0.1, 0.2, 0.3), new Atom("O", 1.1, -0.9, 1.9), new Atom("Li", 4, 3, -1));
        assertAgrees(new Calculation(HF, Driver.GRADIENT, atoms, List.of(new Atom("Ne", -2, -3, 1)), 1, 1, List.of()));
    }

    private void assertAgrees(Calculation c) {
        double[] numeric = new NumericDerivatives(STEP)
                .gradient(c, moved -> run(engine, moved).energyHartree());
        assertThat(largestDifference(gradient(engine, c), numeric)).isLessThan(DIFFERENCES);
    }

    @Test
    void gradient_withoutCharges_sumsToZero() {
        assertSumsToZero(gradient(engine, Waters.calculation(HF, Driver.GRADIENT, FIRST, SECOND)), 1e-12);
        assertSumsToZero(gradient(engine, Waters.calculation(MP2, Driver.GRADIENT, FIRST, List.of())), 1e-8);
    }

    private static void assertSumsToZero(double[] gradient, double tolerance) {
        for (int axis = 0; axis < 3; axis++) {
            double sum = 0;
            for (int i = axis; i < gradient.length; i += 3) {
                sum += gradient[i];
            }
            assertThat(sum).isCloseTo(0, within(tolerance));
        }
    }

    /** Two steps of different size err differently. */
    @Test
    void mp2Gradient_anotherStep_givesTheSame() {
        Calculation c = Waters.calculation(MP2, Driver.GRADIENT, FIRST, List.of());
        double[] wider = new NumericDerivatives(2 * STEP)
                .gradient(c, moved -> run(engine, moved).energyHartree());
        assertThat(largestDifference(gradient(engine, c), wider)).isLessThan(1e-8);
    }

    @Test
    void hessian_hf_isSymmetricAndFreeOfTranslation() {
        CalculationResult result = run(engine, Waters.calculation(HF, Driver.HESSIAN, FIRST, List.of()));
        double[] h = result.hessian();
        assertThat(h).isNotNull().hasSize(81);
        assertThat(result.gradient()).isNotNull();
        for (int i = 0; i < 9; i++) {
            double sum = 0;
            for (int j = 0; j < 9; j++) {
                assertThat(h[9 * i + j]).isEqualTo(h[9 * j + i]);
                sum += j % 3 == 0 ? h[9 * i + j] : 0;
            }
            assertThat(sum).isCloseTo(0, within(1e-7));
        }
        // psi4 1.3.2, analytic second derivatives.
        assertThat(h[0]).isCloseTo(0.8485129411746114, within(1e-7));
        assertThat(h[1]).isCloseTo(-0.1021220339080266, within(1e-7));
    }

    @Test
    void hessian_mp2_agreesWithPsi4() {
        double[] h = run(engine, Waters.calculation(MP2, Driver.HESSIAN, FIRST, List.of()))
                .hessian();
        assertThat(h).isNotNull();
        // psi4 1.3.2, differences of gradients, good to some 3e-6.
        assertThat(h[0]).isCloseTo(0.8168560123306573, within(1e-5));
        assertThat(h[1]).isCloseTo(-0.09894429197418271, within(1e-5));
    }

    @Test
    void numericGradient_ofAPolynomial_isExact() {
        Calculation c = Waters.energy(HF, List.of(new Atom("H", 0.5, -1, 2)));
        double[] g = new NumericDerivatives(0.1).gradient(c, moved -> {
            Atom a = moved.real().get(0);
            return a.x() * a.x() * a.x() + a.x() * a.y() * a.z();
        });
        assertThat(g).usingComparatorWithPrecision(1e-12).containsExactly(0.75 - 2, 1, -0.5);
    }
}
