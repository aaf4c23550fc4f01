package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.manybody.PointCharge;
import java.util.List;

/**
 * The analytic derivative of a closed-shell Hartree-Fock energy with respect to the centers, ghosts included: integral
 * derivatives with the density, and the overlap's with the energy-weighted one, so that no response of the orbitals is
 * needed. Embedding charges stand still. Source: pulay1969; szabo1996, appendix C.
 */
final class RhfGradient {
    private static final double ATTRACTION_FACTOR = 2 * Math.PI / ShellPair.REPULSION_FACTOR;

    private final RhfState state;
    private final int nuclei;
    private final double[] gradient;
    private final HermiteCoulomb coulomb = new HermiteCoulomb();
    private final Moments1d[] axes = {new Moments1d(), new Moments1d(), new Moments1d()};

    private RhfGradient(RhfState state, int nuclei, int atoms) {
        this.state = state;
        this.nuclei = nuclei;
        gradient = new double[3 * atoms];
    }

    /**
     * Hartree/bohr, {@code [3 * atoms]}.
     *
     * @param nuclei number of real atoms, which come first
     * @param atoms number of real and ghost atoms
     */
    static double[] of(RhfState state, int nuclei, int atoms, CancelToken cancel) {
        RhfGradient g = new RhfGradient(state, nuclei, atoms);
        g.nuclearRepulsion();
        double[][] weighted = g.energyWeighted();
        for (ShellPair pair : state.basis().pairs()) {
            cancel.throwIfCancelled();
            g.overlapAndKinetic(pair, weighted);
            g.attraction(pair);
        }
        new RepulsionGradient().add(state.basis().pairs(), state.density(), g.gradient, cancel);
        return g.gradient;
    }

    private void nuclearRepulsion() {
        List<PointCharge> charges = state.charges();
        for (int i = 0; i < nuclei; i++) {
            for (int j = 0; j < charges.size(); j++) {
                if (i == j) {
                    continue;
                }
                PointCharge a = charges.get(i);
                PointCharge b = charges.get(j);
                double x = a.x() - b.x();
                double y = a.y() - b.y();
                double z = a.z() - b.z();
                double factor = -a.charge() * b.charge() / StrictMath.pow(x * x + y * y + z * z, 1.5);
                gradient[3 * i] += factor * x;
                gradient[3 * i + 1] += factor * y;
                gradient[3 * i + 2] += factor * z;
            }
        }
    }

    private double[][] energyWeighted() {
        int n = state.basis().functions();
        double[][] out = new double[n][n];
        for (int i = 0; i < state.occupied(); i++) {
            double[] c = state.orbitals()[i];
            for (int p = 0; p < n; p++) {
                for (int q = 0; q < n; q++) {
                    out[p][q] += 2 * state.orbitalEnergies()[i] * c[p] * c[q];
                }
            }
        }
        return out;
    }

    private void overlapAndKinetic(ShellPair pair, double[][] weighted) {
        Shell a = pair.a;
        Shell b = pair.b;
        if (a.atom() == b.atom()) {
            return;
        }
        for (int i = 0; i < a.exponents().length; i++) {
            for (int j = 0; j < b.exponents().length; j++) {
                for (int axis = 0; axis < 3; axis++) {
                    axes[axis].set(a.exponents()[i], b.exponents()[j], a.center()[axis], b.center()[axis]);
                }
                for (int axis = 0; axis < 3; axis++) {
                    double force = 2 * sum(pair, i, j, axis, weighted);
                    gradient[3 * a.atom() + axis] += force;
                    gradient[3 * b.atom() + axis] -= force;
                }
            }
        }
    }

    private double sum(ShellPair pair, int i, int j, int axis, double[][] weighted) {
        double sum = 0;
        int y = (axis + 1) % 3;
        int z = (axis + 2) % 3;
        for (int fa = 0; fa < pair.a.functions(); fa++) {
            for (int fb = 0; fb < pair.b.functions(); fb++) {
                int ax = OneElectron.power(fa, axis);
                int bx = OneElectron.power(fb, axis);
                double sy = axes[y].overlap(OneElectron.power(fa, y), OneElectron.power(fb, y));
                double sz = axes[z].overlap(OneElectron.power(fa, z), OneElectron.power(fb, z));
                double ty = axes[y].kinetic(OneElectron.power(fa, y), OneElectron.power(fb, y));
                double tz = axes[z].kinetic(OneElectron.power(fa, z), OneElectron.power(fb, z));
                double slope = axes[axis].overlapSlope(ax, bx);
                double kinetic = axes[axis].kineticSlope(ax, bx) * sy * sz + slope * (ty * sz + sy * tz);
                int p = pair.a.first() + fa;
                int q = pair.b.first() + fb;
                double c = pair.a.coefficient(fa, i) * pair.b.coefficient(fb, j);
                sum += c * (state.density()[p][q] * kinetic - weighted[p][q] * slope * sy * sz);
            }
        }
        return sum;
    }

    private void attraction(ShellPair pair) {
        double[] block = new double[pair.functions];
        int nb = pair.b.functions();
        for (int f = 0; f < pair.functions; f++) {
            double d = state.density()[pair.a.first() + f / nb][pair.b.first() + f % nb];
            block[f] = pair.a == pair.b ? d : 2 * d;
        }
        for (int i = 0; i < pair.count; i++) {
            for (int c = 0; c < state.charges().size(); c++) {
                PointCharge charge = state.charges().get(c);
                coulomb.fill(
                        pair.degree + 1,
                        pair.exponent[i],
                        pair.px[i] - charge.x(),
                        pair.py[i] - charge.y(),
                        pair.pz[i] - charge.z(),
                        -charge.charge() * ATTRACTION_FACTOR);
                for (int axis = 0; axis < 3; axis++) {
                    attraction(pair, i, c, axis, block);
                }
            }
        }
    }

    private void attraction(ShellPair pair, int i, int charge, int axis, double[] block) {
        double place = 0;
        double distance = 0;
        for (int h = 0; h < pair.hermites; h++) {
            double r = coulomb.r[h];
            double up = coulomb.r[Hermites.UP[axis][h]];
            int at = (i * pair.hermites + h) * pair.functions;
            for (int f = 0; f < pair.functions; f++) {
                place += pair.left[at + f] * block[f] * up;
                distance += pair.slope[axis][at + f] * block[f] * r;
            }
        }
        double share = pair.shareOfA[i];
        gradient[3 * pair.a.atom() + axis] += share * place + distance;
        gradient[3 * pair.b.atom() + axis] += (1 - share) * place - distance;
        if (charge < nuclei) {
            gradient[3 * charge + axis] -= place;
        }
    }
}
