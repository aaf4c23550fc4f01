package io.retort.manybody.engine;

import io.retort.manybody.PointCharge;
import java.util.List;

/**
 * Overlap, kinetic energy and attraction by point charges, as square matrices. Scratch of one thread. Source:
 * szabo1996, appendix A; mcmurchie1978.
 */
final class OneElectron {
    /** What an attraction integral needs on top of the factor that products carry for repulsion. */
    private static final double ATTRACTION_FACTOR = 2 * Math.PI / ShellPair.REPULSION_FACTOR;

    private final Basis basis;
    private final int n;
    private final HermiteCoulomb coulomb = new HermiteCoulomb();
    private final Moments1d[] axes = {new Moments1d(), new Moments1d(), new Moments1d()};

    OneElectron(Basis basis) {
        this.basis = basis;
        n = basis.functions();
    }

    double[][] overlap() {
        return fill(false);
    }

    double[][] kinetic() {
        return fill(true);
    }

    private double[][] fill(boolean kinetic) {
        double[][] out = new double[n][n];
        for (ShellPair pair : basis.pairs()) {
            Shell a = pair.a;
            Shell b = pair.b;
            for (int i = 0; i < a.exponents().length; i++) {
                for (int j = 0; j < b.exponents().length; j++) {
                    for (int axis = 0; axis < 3; axis++) {
                        axes[axis].set(a.exponents()[i], b.exponents()[j], a.center()[axis], b.center()[axis]);
                    }
                    add(pair, i, j, kinetic, out);
                }
            }
        }
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < p; q++) {
                out[q][p] = out[p][q];
            }
        }
        return out;
    }

    private void add(ShellPair pair, int i, int j, boolean kinetic, double[][] out) {
        for (int fa = 0; fa < pair.a.functions(); fa++) {
            for (int fb = 0; fb < pair.b.functions(); fb++) {
                double c = pair.a.coefficient(fa, i) * pair.b.coefficient(fb, j);
                double x = axes[0].overlap(power(fa, 0), power(fb, 0));
                double y = axes[1].overlap(power(fa, 1), power(fb, 1));
                double z = axes[2].overlap(power(fa, 2), power(fb, 2));
                double value = x * y * z;
                if (kinetic) {
                    value = axes[0].kinetic(power(fa, 0), power(fb, 0)) * y * z
                            + x * axes[1].kinetic(power(fa, 1), power(fb, 1)) * z
                            + x * y * axes[2].kinetic(power(fa, 2), power(fb, 2));
                }
                out[pair.a.first() + fa][pair.b.first() + fb] += c * value;
            }
        }
    }

    /** The power of an axis in a function: 0 is s, 1 to 3 are p. */
    static int power(int function, int axis) {
        return function == axis + 1 ? 1 : 0;
    }

    /** The potential energy of an electron in the field of the charges. */
    double[][] attraction(List<PointCharge> charges) {
        double[][] out = new double[n][n];
        for (ShellPair pair : basis.pairs()) {
            for (int i = 0; i < pair.count; i++) {
                for (PointCharge charge : charges) {
                    coulomb.fill(
                            pair.degree,
                            pair.exponent[i],
                            pair.px[i] - charge.x(),
                            pair.py[i] - charge.y(),
                            pair.pz[i] - charge.z(),
                            -charge.charge() * ATTRACTION_FACTOR);
                    contract(pair, i, out);
                }
            }
        }
        for (int p = 0; p < n; p++) {
            for (int q = 0; q < p; q++) {
                out[q][p] = out[p][q];
            }
        }
        return out;
    }

    private void contract(ShellPair pair, int i, double[][] out) {
        int nb = pair.b.functions();
        for (int f = 0; f < pair.functions; f++) {
            double sum = 0;
            for (int h = 0; h < pair.hermites; h++) {
                sum += pair.left[(i * pair.hermites + h) * pair.functions + f] * coulomb.r[h];
            }
            out[pair.a.first() + f / nb][pair.b.first() + f % nb] += sum;
        }
    }
}
