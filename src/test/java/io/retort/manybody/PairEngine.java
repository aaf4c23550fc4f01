package io.retort.manybody;

import io.retort.core.CancelToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An engine for tests with true interactions of every order: one- and two-center terms with exact derivatives, a many-body
 * term that is no sum over pairs, and a part that ghosts change. Deterministic, and quick.
 */
class PairEngine implements EnergyEngine {
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        return Optional.empty();
    }

    @Override
    public CalculationResult run(Calculation c, CancelToken cancel) {
        calls.incrementAndGet();
        List<Atom> all = new ArrayList<>(c.real());
        all.addAll(c.ghosts());
        int real = c.real().size();
        double[] gradient = new double[3 * all.size()];
        double scale = 1 + 0.01 * c.model().method().length();
        double energy = 0;
        double spread = 0;
        double[] spreadGradient = new double[gradient.length];
        for (int i = 0; i < all.size(); i++) {
            energy -= i < real ? scale * Elements.of(all.get(i).element()).number() : 0;
            for (int j = 0; j < i; j++) {
                if (j >= real) {
                    continue;
                }
                double weight = i < real ? 1 : 0.05;
                double distance = Cluster.distance(all.get(i), all.get(j));
                double value = weight * scale * Math.exp(-0.7 * distance);
                energy -= value;
                addPair(gradient, all, i, j, 0.7 * value / distance);
                spread += value;
                addPair(spreadGradient, all, i, j, -0.7 * value / distance);
            }
        }
        for (PointCharge charge : c.embedding()) {
            for (Atom atom : c.real()) {
                energy += 0.1
                        * charge.charge()
                        / Cluster.distance(atom, new Atom("H", charge.x(), charge.y(), charge.z()));
            }
        }
        energy += 0.3 * spread * spread;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += 0.6 * spread * spreadGradient[i];
        }
        double[] hessian = null;
        if (c.driver() == Driver.HESSIAN) {
            hessian = new double[gradient.length * gradient.length];
            for (int i = 0; i < hessian.length; i++) {
                hessian[i] = gradient[i / gradient.length] * gradient[i % gradient.length];
            }
        }
        return new CalculationResult(energy, c.driver() == Driver.ENERGY ? null : gradient, hessian);
    }

    private static void addPair(double[] gradient, List<Atom> atoms, int i, int j, double factor) {
        double[] d = {
            atoms.get(i).x() - atoms.get(j).x(),
            atoms.get(i).y() - atoms.get(j).y(),
            atoms.get(i).z() - atoms.get(j).z()
        };
        for (int k = 0; k < 3; k++) {
            gradient[3 * i + k] += factor * d[k];
            gradient[3 * j + k] -= factor * d[k];
        }
    }
}
