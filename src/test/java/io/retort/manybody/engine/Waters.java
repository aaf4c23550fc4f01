package io.retort.manybody.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.CalculationResult;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.ModelChemistry;
import io.retort.manybody.PointCharge;
import java.util.ArrayList;
import java.util.List;

/** Three water molecules and calculations on them. */
final class Waters {
    static final List<Atom> FIRST = List.of(
            new Atom("O", -2.76373224, -1.24377706, -0.15444566),
            new Atom("H", -1.12357791, -2.06227970, -0.05243799),
            new Atom("H", -3.80792362, -2.08705525, 1.06090407));
    static final List<Atom> SECOND = List.of(
            new Atom("O", 2.46924614, -1.75437739, -0.17092884),
            new Atom("H", 3.76368260, -2.21425403, 1.00846104),
            new Atom("H", 2.30598330, 0.07098445, -0.03942473));
    static final List<Atom> THIRD = List.of(
            new Atom("O", 0.29127930, 3.00875625, 0.20308515),
            new Atom("H", -1.21253048, 1.95820900, 0.10303324),
            new Atom("H", 0.10002049, 4.24958115, -1.10222079));
    static final List<PointCharge> CHARGES =
            List.of(new PointCharge(-0.6, 0.3, 3.0, 0.2), new PointCharge(0.3, -1.2, 1.9, 0.1));
    static final ModelChemistry HF = new ModelChemistry("hf", "sto-3g");
    static final ModelChemistry MP2 = new ModelChemistry("mp2", "sto-3g");

    private Waters() {}

    static Calculation calculation(ModelChemistry model, Driver driver, List<Atom> real, List<Atom> ghosts) {
        return new Calculation(model, driver, real, ghosts, 0, 1, List.of());
    }

    static Calculation energy(ModelChemistry model, List<Atom> real) {
        return calculation(model, Driver.ENERGY, real, List.of());
    }

    static Calculation embedded(Calculation c, List<PointCharge> charges) {
        return new Calculation(c.model(), c.driver(), c.real(), c.ghosts(), c.charge(), c.multiplicity(), charges);
    }

    @SafeVarargs
    static List<Atom> joined(List<Atom>... parts) {
        List<Atom> all = new ArrayList<>();
        for (List<Atom> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    static CalculationResult run(EnergyEngine engine, Calculation calculation) {
        return engine.run(calculation, new CancelToken());
    }

    static double[] gradient(EnergyEngine engine, Calculation calculation) {
        double[] gradient =
                run(engine, Derived.with(calculation, Driver.GRADIENT)).gradient();
        assertThat(gradient).isNotNull();
        return gradient;
    }

    static double largestDifference(double[] a, double[] b) {
        assertThat(a).hasSameSizeAs(b);
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs(a[i] - b[i]));
        }
        return largest;
    }
}
