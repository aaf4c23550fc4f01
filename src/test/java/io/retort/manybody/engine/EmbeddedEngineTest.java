package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
import static io.retort.manybody.engine.Waters.MP2;
import static io.retort.manybody.engine.Waters.SECOND;
import static io.retort.manybody.engine.Waters.THIRD;
import static io.retort.manybody.engine.Waters.energy;
import static io.retort.manybody.engine.Waters.joined;
import static io.retort.manybody.engine.Waters.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.Driver;
import io.retort.manybody.ModelChemistry;
import io.retort.manybody.PointCharge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedEngineTest {
    /** Two programs with exact integrals differ by rounding and by where their iterations stop. */
    private static final double PROGRAMS = 1e-10;

    private static final double INVARIANCE = 1e-10;
    private final EmbeddedEngine engine = new EmbeddedEngine();

    @Test
    void run_waterTrimer_givesPublishedEnergies() {
        assertThat(run(engine, energy(HF, FIRST)).energyHartree()).isCloseTo(-74.963315079166, within(PROGRAMS));
        assertThat(run(engine, energy(MP2, FIRST)).energyHartree()).isCloseTo(-74.999272003413, within(PROGRAMS));
        assertThat(run(engine, energy(HF, joined(FIRST, SECOND))).energyHartree())
                .isCloseTo(-149.932908959575, within(PROGRAMS));
        assertThat(run(engine, energy(HF, joined(FIRST, SECOND, THIRD))).energyHartree())
                .isCloseTo(-224.915312738241, within(PROGRAMS));
    }

    @Test
    void run_hydrogen_givesTextbookEnergy() {
        List<Atom> atoms = List.of(new Atom("H", 0, 0, 0), new Atom("H", 0, 0, 1.4));
        // szabo1996, table 3.11.
        assertThat(run(engine, energy(HF, atoms)).energyHartree()).isCloseTo(-1.117, within(5e-4));
    }

    @Property(tries = 8)
    void run_movedAndTurned_givesTheSameEnergy(
            @ForAll @DoubleRange(min = -20, max = 20) double shift, @ForAll @DoubleRange(max = 6.3) double angle) {
        List<Atom> moved = new ArrayList<>();
        for (Atom a : joined(FIRST, SECOND)) {
            double x = Math.cos(angle) * a.x() - Math.sin(angle) * a.y();
            double y = Math.sin(angle) * a.x() + Math.cos(angle) * a.y();
            moved.add(new Atom(
                    a.element(),
                    x + shift,
                    Math.cos(1) * y - Math.sin(1) * a.z(),
                    Math.sin(1) * y + Math.cos(1) * a.z() - shift));
        }
        for (ModelChemistry model : List.of(HF, MP2)) {
            assertThat(run(engine, energy(model, moved)).energyHartree())
                    .isCloseTo(run(engine, energy(model, joined(FIRST, SECOND))).energyHartree(), within(INVARIANCE));
        }
    }

    @Property(tries = 8)
    void run_anyOrderOfAtoms_givesTheSameEnergy(@ForAll long seed) {
        List<Atom> atoms = joined(FIRST, SECOND);
        double expected = run(engine, energy(MP2, atoms)).energyHartree();
        Collections.shuffle(atoms, new Random(seed));
        assertThat(run(engine, energy(MP2, atoms)).energyHartree()).isCloseTo(expected, within(INVARIANCE));
    }

    /** Often enough that the code is interpreted at first and compiled in the end. */
    @Test
    void run_manyTimes_givesTheSameBits() {
        Calculation c = Waters.calculation(MP2, Driver.ENERGY, FIRST, List.of());
        double first = run(engine, c).energyHartree();
        for (int i = 0; i < 500; i++) {
            assertThat(run(new EmbeddedEngine(), c).energyHartree()).isEqualTo(first);
        }
        double[] gradient = Waters.gradient(engine, Waters.energy(HF, FIRST));
        for (int i = 0; i < 100; i++) {
            assertThat(Waters.gradient(engine, Waters.energy(HF, FIRST))).isEqualTo(gradient);
        }
    }

    @Test
    void run_moreThanTheHeapHolds_isRefusedBeforehand() {
        List<Atom> many = new ArrayList<>();
        for (int i = 0; i < 59; i++) {
            many.add(new Atom("Ne", 6.0 * i, 0, 0));
        }
        long needed = engine.memoryBytes(energy(HF, many));
        Assumptions.assumeTrue(needed > Runtime.getRuntime().maxMemory(), "a large heap");
        assertThatThrownBy(() -> run(engine, energy(HF, many)))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("295 basis functions");
        many.add(new Atom("Ne", -6, 0, 0));
        many.add(new Atom("Ne", -12, 0, 0));
        assertThatThrownBy(() -> run(engine, energy(HF, many))).hasMessageContaining("exceed");
    }

    @Test
    void run_ghosts_lowerTheEnergyByVariation() {
        double own = run(engine, energy(HF, FIRST)).energyHartree();
        double one = run(engine, Waters.calculation(HF, Driver.ENERGY, FIRST, SECOND))
                .energyHartree();
        double two = run(engine, Waters.calculation(HF, Driver.ENERGY, FIRST, joined(SECOND, THIRD)))
                .energyHartree();
        assertThat(one).isLessThan(own);
        assertThat(two).isLessThan(one);
    }

    @Test
    void run_ghostOnTopOfItsAtom_addsNothing() {
        assertThat(run(engine, Waters.calculation(HF, Driver.ENERGY, FIRST, FIRST))
                        .energyHartree())
                .isCloseTo(run(engine, energy(HF, FIRST)).energyHartree(), within(INVARIANCE));
    }

    @Test
    void run_farApart_isTheSumOfTheParts() {
        List<Atom> far = SECOND.stream()
                .map(a -> new Atom(a.element(), a.x() + 1e5, a.y(), a.z()))
                .toList();
        double parts = run(engine, energy(MP2, FIRST)).energyHartree()
                + run(engine, energy(MP2, SECOND)).energyHartree();
        assertThat(run(engine, energy(MP2, joined(FIRST, far))).energyHartree()).isCloseTo(parts, within(1e-9));
    }

    /** A far charge acts through the potential of a neutral molecule's dipole and no more. */
    @Test
    void run_embeddingCharges_actAsNucleiWithoutFunctions() {
        Calculation proton = new Calculation(
                HF,
                Driver.ENERGY,
                List.of(new Atom("He", 0, 0, 0), new Atom("H", 0, 0, 3)),
                List.of(),
                1,
                1,
                List.of());
        Calculation charge = new Calculation(
                HF,
                Driver.ENERGY,
                List.of(new Atom("He", 0, 0, 0)),
                List.of(new Atom("H", 0, 0, 3)),
                0,
                1,
                List.of(new PointCharge(1, 0, 0, 3)));
        assertThat(run(engine, charge).energyHartree())
                .isCloseTo(run(engine, proton).energyHartree(), within(INVARIANCE));
    }

    /** Energies by psi4 1.3.2 with exact integrals: every element that we have. */
    @ParameterizedTest
    @CsvSource({
        "He,H,1.4632,1,-2.841836499287372",
        "Li,H,3.0,0,-7.862246310410331",
        "Be,H,2.5,1,-14.664766032574692",
        "B,H,2.3,0,-24.752975006040977",
        "C,O,2.1,0,-111.22191465013753",
        "N,N,2.07,0,-107.49524045915638",
        "F,H,1.73,0,-98.57060613038938",
        "Ne,He,5.0,0,-129.4122582210723",
        "Li,F,2.95,0,-105.36279808345053",
        "C,N,2.2,-1,-90.93765931475097",
        "O,H,1.85,-1,-74.05884891889681",
        "Be,Be,4.6,0,-28.69842359358679"
    })
    void run_diatomic_agreesWithPsi4(String a, String b, double distance, int charge, double expected) {
        List<Atom> atoms = List.of(new Atom(a, 0, 0, 0), new Atom(b, 0, 0, distance));
        RhfState state = Rhf.solve(
                new Calculation(HF, Driver.ENERGY, atoms, List.of(), charge, 1, List.of()), false, new CancelToken());
        assertThat(state.energy()).isCloseTo(expected, within(PROGRAMS));
        assertThat(state.iterations()).isLessThan(40);
    }

    @Test
    void run_whatItCannot_isRefusedByName() {
        assertRefused(new ModelChemistry("ccsd", "sto-3g"), FIRST, 0, 1, "'ccsd'");
        assertRefused(new ModelChemistry("hf", "cc-pvdz"), FIRST, 0, 1, "'cc-pvdz'");
        assertRefused(HF, List.of(new Atom("Na", 0, 0, 0)), 1, 1, "'Na'");
        assertRefused(HF, FIRST, 1, 1, "9 electrons");
        assertRefused(HF, FIRST, 0, 3, "Multiplicity 3");
        assertRefused(HF, List.of(), 0, 1, "real atoms");
        assertRefused(HF, joined(FIRST, FIRST), 0, 1, "lies on another atom");
        assertRefused(HF, List.of(new Atom("He", 0, 0, 0)), -2, 1, "do not fit");
    }

    private void assertRefused(ModelChemistry model, List<Atom> atoms, int charge, int multiplicity, String part) {
        Calculation c = new Calculation(model, Driver.ENERGY, atoms, List.of(), charge, multiplicity, List.of());
        assertThatThrownBy(() -> run(engine, c))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(part);
    }

    @Test
    void run_cancelled_stops() {
        CancelToken cancel = new CancelToken();
        cancel.cancel("enough");
        assertThatThrownBy(() -> engine.run(energy(HF, FIRST), cancel)).isInstanceOf(CancellationException.class);
    }

    @Test
    void memoryBytes_moreAtoms_needMore() {
        long one = engine.memoryBytes(energy(HF, FIRST));
        long three = engine.memoryBytes(energy(HF, joined(FIRST, SECOND, THIRD)));
        assertThat(three).isGreaterThan(one);
        assertThat(engine.memoryBytes(energy(MP2, joined(FIRST, SECOND, THIRD))))
                .isGreaterThan(three);
    }
}
