package io.retort.manybody.engine;

import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Derivatives with respect to the places of all centers, ghosts included, by central differences of the fourth order in
 * the step: (8 [f(h) - f(-h)] - [f(2h) - f(-2h)]) / 12h. The truncation error is h^4/30 times the fifth derivative.
 */
final class NumericDerivatives {
    private final double step;

    /**
     * With a step.
     *
     * @param step bohr
     */
    NumericDerivatives(double step) {
        this.step = step;
    }

    /** The gradient from energies. */
    double[] gradient(Calculation calculation, ToDoubleFunction<Calculation> energy) {
        double[] out = new double[coordinates(calculation)];
        for (int i = 0; i < out.length; i++) {
            out[i] = slope(calculation, i, c -> new double[] {energy.applyAsDouble(c)})[0];
        }
        return out;
    }

    /** The Hessian, row-major, from gradients; the two halves, which differ by the error, are averaged. */
    double[] hessian(Calculation calculation, Function<Calculation, double[]> gradient) {
        int n = coordinates(calculation);
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            double[] row = slope(calculation, i, gradient);
            for (int j = 0; j < n; j++) {
                out[i * n + j] += 0.5 * row[j];
                out[j * n + i] += 0.5 * row[j];
            }
        }
        return out;
    }

    private double[] slope(Calculation at, int coordinate, Function<Calculation, double[]> values) {
        double[] up = values.apply(moved(at, coordinate, step));
        double[] down = values.apply(moved(at, coordinate, -step));
        double[] farUp = values.apply(moved(at, coordinate, 2 * step));
        double[] farDown = values.apply(moved(at, coordinate, -2 * step));
        double[] out = new double[up.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (8 * (up[i] - down[i]) - (farUp[i] - farDown[i])) / (12 * step);
        }
        return out;
    }

    private static int coordinates(Calculation calculation) {
        return 3 * (calculation.real().size() + calculation.ghosts().size());
    }

    /** The same calculation with one coordinate moved and another driver. */
    static Calculation moved(Calculation c, int coordinate, double by) {
        int atom = coordinate / 3;
        int reals = c.real().size();
        return new Calculation(
                c.model(),
                Driver.ENERGY,
                atom < reals ? moved(c.real(), atom, coordinate % 3, by) : c.real(),
                atom < reals ? c.ghosts() : moved(c.ghosts(), atom - reals, coordinate % 3, by),
                c.charge(),
                c.multiplicity(),
                c.embedding());
    }

    private static List<Atom> moved(List<Atom> atoms, int index, int axis, double by) {
        List<Atom> out = new ArrayList<>(atoms);
        Atom a = atoms.get(index);
        out.set(
                index,
                new Atom(
                        a.element(),
                        a.x() + (axis == 0 ? by : 0),
                        a.y() + (axis == 1 ? by : 0),
                        a.z() + (axis == 2 ? by : 0)));
        return out;
    }
}
