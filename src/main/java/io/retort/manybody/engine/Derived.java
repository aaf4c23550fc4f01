package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.manybody.Calculation;
import io.retort.manybody.Driver;
import io.retort.manybody.EnergyEngine;

/** Second derivatives of engines that have only first ones. */
final class Derived {
    private Derived() {}

    /** Row-major, from four gradients per coordinate. */
    static double[] hessian(EnergyEngine engine, Calculation calculation, double step, CancelToken cancel) {
        return new NumericDerivatives(step).hessian(calculation, moved -> {
            double[] gradient = engine.run(with(moved, Driver.GRADIENT), cancel).gradient();
            if (gradient == null) {
                throw new DataException("The engine " + engine.name() + " gave no gradient.");
            }
            return gradient;
        });
    }

    /** The same calculation with another driver. */
    static Calculation with(Calculation c, Driver driver) {
        return new Calculation(c.model(), driver, c.real(), c.ghosts(), c.charge(), c.multiplicity(), c.embedding());
    }
}
