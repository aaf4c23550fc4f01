package io.retort.manybody.engine;

import static io.retort.manybody.engine.Waters.CHARGES;
import static io.retort.manybody.engine.Waters.FIRST;
import static io.retort.manybody.engine.Waters.HF;
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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.Engines;
import io.retort.manybody.ModelChemistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** xtb and mopac as they are on this machine; skipped where they are not. */
@Timeout(120)
class InstalledProgramsTest {
    private static final ModelChemistry GFN2 = new ModelChemistry("gfn2", "");
    private static final ModelChemistry PM7 = new ModelChemistry("pm7", "");

    private static EnergyEngine engine(String name) {
        Assumptions.assumeTrue(Settings.program(name).isPresent(), name + " is not installed");
        return Engines.open(name, Map.of());
    }

    @Test
    void xtb_water_givesTwelveDecimals() {
        try (EnergyEngine xtb = engine("xtb")) {
            Assumptions.assumeTrue(xtb.version().startsWith("6.5"), "another version");
            assertThat(run(xtb, energy(GFN2, FIRST)).energyHartree()).isCloseTo(-5.070382425766, within(1e-11));
        }
    }

    @Test
    void xtb_everyFragment_agreesWithTheReference() throws IOException {
        try (EnergyEngine xtb = engine("xtb")) {
            for (JsonNode cluster : ReferenceEnergiesTest.read("water_xtb_gfn2_nocp.json")) {
                for (var component : cluster.path("components").properties()) {
                    JsonNode label = new ObjectMapper().readTree(component.getKey());
                    List<Atom> atoms = ReferenceEnergiesTest.atoms(
                            cluster.path("molecule"), ReferenceEnergiesTest.numbers(label.get(1)));
                    assertThat(run(xtb, energy(GFN2, atoms)).energyHartree())
                            .as(component.getKey())
                            .isCloseTo(component.getValue().path("energy").asDouble(), within(2e-11));
                }
            }
        }
    }

    @Test
    void xtb_gradientWithAndWithoutCharges_agreesWithDifferences() {
        try (EnergyEngine xtb = engine("xtb")) {
            Calculation plain = calculation(GFN2, Driver.GRADIENT, FIRST, List.of());
            assertGradient(xtb, plain, 1e-6);
            assertGradient(xtb, embedded(plain, CHARGES), 1e-6);
            assertThat(run(xtb, embedded(energy(GFN2, FIRST), CHARGES)).energyHartree())
                    .isNotCloseTo(run(xtb, energy(GFN2, FIRST)).energyHartree(), within(1e-4));
        }
    }

    @Test
    void mopac_gradient_agreesWithDifferences() {
        try (EnergyEngine mopac = engine("mopac")) {
            assertGradient(mopac, calculation(PM7, Driver.GRADIENT, FIRST, List.of()), 2e-5);
        }
    }

    private static void assertGradient(EnergyEngine engine, Calculation c, double tolerance) {
        double[] numeric = new NumericDerivatives(0.01)
                .gradient(c, moved -> run(engine, moved).energyHartree());
        assertThat(largestDifference(gradient(engine, c), numeric)).isLessThan(tolerance);
    }

    @Test
    void mopac_water_givesHeatOfFormationInHartree() {
        try (EnergyEngine mopac = engine("mopac")) {
            assertThat(run(mopac, energy(PM7, FIRST)).energyHartree() * 627.5094740631)
                    .isCloseTo(-57.706, within(0.01));
        }
    }

    @Test
    void chargeAndSpin_reachThePrograms() {
        for (var entry : Map.of("xtb", GFN2, "mopac", PM7).entrySet()) {
            try (EnergyEngine engine = engine(entry.getKey())) {
                Calculation cation =
                        new Calculation(entry.getValue(), Driver.ENERGY, FIRST, List.of(), 1, 2, List.of());
                assertThat(run(engine, cation).energyHartree())
                        .isGreaterThan(
                                run(engine, energy(entry.getValue(), FIRST)).energyHartree() + 0.2);
            }
        }
    }

    @Test
    void ghosts_areRefusedWithTheReason() {
        for (var entry : Map.of("xtb", GFN2, "mopac", PM7).entrySet()) {
            try (EnergyEngine engine = engine(entry.getKey())) {
                assertThatThrownBy(() -> run(engine, calculation(entry.getValue(), Driver.ENERGY, FIRST, SECOND)))
                        .isInstanceOf(UsageException.class)
                        .hasMessageContaining("no ghost atoms")
                        .hasMessageContaining("nocp");
                assertThatThrownBy(() -> run(engine, energy(HF, FIRST))).hasMessageContaining("'hf'");
            }
        }
    }

    @Test
    void mopac_charges_areRefusedWithTheReason() {
        try (EnergyEngine mopac = engine("mopac")) {
            assertThatThrownBy(() -> run(mopac, embedded(energy(PM7, FIRST), CHARGES)))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("embedding charges");
        }
    }
}
