package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.CHARGES;
import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
import static io.retort.manybody.engine.Waters.MP2;
import static io.retort.manybody.engine.Waters.SECOND;
import static io.retort.manybody.engine.Waters.calculation;
import static io.retort.manybody.engine.Waters.embedded;
import static io.retort.manybody.engine.Waters.energy;
import static io.retort.manybody.engine.Waters.gradient;
import static io.retort.manybody.engine.Waters.largestDifference;
import static io.retort.manybody.engine.Waters.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.ModelException;
import io.retort.core.ResourceException;
import io.retort.core.Settings;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.ModelChemistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** psi4 as it is on this machine; skipped where it is not. It checks our own engine at the same time. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Psi4EngineTest {
    private final EmbeddedEngine ours = new EmbeddedEngine();

    @org.jspecify.annotations.Nullable
    private Psi4Engine psi4;

    @BeforeAll
    void start() {
        Assumptions.assumeTrue(Settings.program("psi4").isPresent(), "psi4 is not installed");
        psi4 = engine(120, 1);
    }

    @AfterAll
    void close() {
        if (psi4 != null) {
            psi4.close();
        }
    }

    private static Psi4Engine engine(double timeout, int retries) {
        return new Psi4Engine("psi4", 500_000_000, Map.of(), ProcessLimits.of(timeout, retries, 1));
    }

    @Test
    void energiesAndGradients_withGhostsAndCharges_agreeWithOurs() {
        Calculation ghosts = calculation(HF, Driver.GRADIENT, FIRST, SECOND);
        for (Calculation c : List.of(ghosts, embedded(ghosts, CHARGES))) {
            assertThat(run(psi4, c).energyHartree()).isCloseTo(run(ours, c).energyHartree(), within(1e-10));
            assertThat(largestDifference(gradient(psi4, c), gradient(ours, c))).isLessThan(1e-9);
        }
        Calculation mp2 = calculation(MP2, Driver.GRADIENT, FIRST, List.of());
        assertThat(run(psi4, mp2).energyHartree()).isCloseTo(run(ours, mp2).energyHartree(), within(1e-10));
        assertThat(largestDifference(gradient(psi4, mp2), gradient(ours, mp2))).isLessThan(1e-7);
        assertThat(psi4.workers()).isEqualTo(1);
    }

    @Test
    void hessian_agreesWithOurs() {
        Calculation c = calculation(HF, Driver.HESSIAN, FIRST, List.of());
        double[] theirs = run(psi4, c).hessian();
        double[] mine = run(ours, c).hessian();
        assertThat(theirs).isNotNull();
        assertThat(mine).isNotNull();
        assertThat(largestDifference(theirs, mine)).isLessThan(1e-7);
    }

    @Test
    void otherMethodAndBasis_works() {
        CalculationResult result = run(psi4, energy(new ModelChemistry("ccsd(t)", "6-31g"), SECOND.subList(0, 2), -1));
        assertThat(result.energyHartree()).isBetween(-75.7, -75.3);
    }

    private static Calculation energy(ModelChemistry model, List<io.retort.manybody.Atom> atoms, int charge) {
        return new Calculation(model, Driver.ENERGY, atoms, List.of(), charge, 1, List.of());
    }

    @Test
    void unknownMethod_isSaidAndTheWorkerLivesOn() {
        assertThatThrownBy(() -> run(psi4, Waters.energy(new ModelChemistry("nosuch", "sto-3g"), FIRST)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nosuch");
        assertThat(psi4.workers()).isEqualTo(1);
        assertThat(run(psi4, Waters.energy(HF, FIRST)).energyHartree()).isCloseTo(-74.963315079166, within(1e-10));
    }

    @Test
    void timeout_endsTheWorker() {
        try (Psi4Engine hasty = engine(0.05, 3)) {
            assertThatThrownBy(() -> run(hasty, Waters.energy(HF, FIRST)))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("0.05 s");
            assertThat(hasty.workers()).isZero();
        }
    }

    @Test
    void cancel_endsTheWorker() {
        Calculation large = Waters.energy(new ModelChemistry("ccsd(t)", "aug-cc-pvdz"), Waters.joined(FIRST, SECOND));
        CancelToken cancel = new CancelToken();
        try (Psi4Engine own = engine(120, 3)) {
            assertThat(run(own, Waters.energy(HF, FIRST)).energyHartree()).isNegative();
            Thread canceller = new Thread(() -> cancel.cancel("enough"));
            canceller.start();
            assertThatThrownBy(() -> own.run(large, cancel))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("enough");
        }
    }
}
