package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import java.util.List;

/**
 * The derivative of the electron repulsion energy with respect to the centers. A product of two Gaussians depends on its
 * place P and on the distance A - B, and so do its integrals: the derivative with respect to P steps the Hermite
 * Gaussian up, and that with respect to A - B acts on the expansion coefficients. The place of the right product needs
 * no integrals of its own, since only the difference of the places counts. Scratch of one thread. Source: helgaker2000,
 * section 9.5; pulay1969.
 */
final class RepulsionGradient {
    private static final int FUNCTIONS = 16;
    private static final int HERMITES = Hermites.COUNT[2];
    private static final double THRESHOLD = 1e-13;
    private static final double PRIMITIVE_THRESHOLD = 1e-17;

    private final HermiteCoulomb coulomb = new HermiteCoulomb();
    private final double[] weights = new double[FUNCTIONS * FUNCTIONS];
    /** Per right primitive, {@code [left function][right Hermite]}: weights times coefficients, and times slopes. */
    private final double[][] right = new double[9][FUNCTIONS * HERMITES];

    private final double[][][] rightSlope = new double[9][3][FUNCTIONS * HERMITES];
    private final double[] leftOnly = new double[FUNCTIONS * HERMITES];
    private final double[] rightOnly = new double[FUNCTIONS * HERMITES];
    private final double[] place = new double[3];
    private final double[] leftDistance = new double[3];
    private final double[] rightDistance = new double[3];

    /** Adds to {@code gradient[3 * atoms]}; the pairs carry slopes and bounds. */
    void add(List<ShellPair> pairs, double[][] density, double[] gradient, CancelToken cancel) {
        for (int i = 0; i < pairs.size(); i++) {
            cancel.throwIfCancelled();
            ShellPair bra = pairs.get(i);
            for (int j = 0; j <= i; j++) {
                ShellPair ket = pairs.get(j);
                if (bra.bound * ket.bound >= THRESHOLD) {
                    double twice = (bra.a == bra.b ? 1 : 2) * (ket.a == ket.b ? 1 : 2) * (bra == ket ? 1 : 2);
                    weigh(bra, ket, 0.5 * twice, density);
                    quartet(bra, ket, gradient);
                }
            }
        }
    }

    /** The two-particle density of a closed shell: Coulomb less half exchange. */
    private void weigh(ShellPair bra, ShellPair ket, double factor, double[][] d) {
        int at = 0;
        for (int f = 0; f < bra.functions; f++) {
            int p = bra.a.first() + f / bra.b.functions();
            int q = bra.b.first() + f % bra.b.functions();
            for (int g = 0; g < ket.functions; g++) {
                int r = ket.a.first() + g / ket.b.functions();
                int s = ket.b.first() + g % ket.b.functions();
                double exchange = d[p][r] * d[q][s] + d[p][s] * d[q][r];
                weights[at] = factor * (d[p][q] * d[r][s] - 0.25 * exchange);
                at++;
            }
        }
    }

    private void quartet(ShellPair bra, ShellPair ket, double[] gradient) {
        for (int j = 0; j < ket.count; j++) {
            project(bra, ket, j, ket.right, right[j]);
            for (int axis = 0; axis < 3; axis++) {
                project(bra, ket, j, ket.slope[axis], rightSlope[j][axis]);
            }
        }
        for (int i = 0; i < bra.count; i++) {
            for (int j = 0; j < ket.count; j++) {
                if (bra.size[i] * ket.size[j] < PRIMITIVE_THRESHOLD) {
                    break;
                }
                primitive(bra, i, ket, j);
                for (int axis = 0; axis < 3; axis++) {
                    double force = place[axis];
                    double share = bra.shareOfA[i];
                    gradient[3 * bra.a.atom() + axis] += share * force + leftDistance[axis];
                    gradient[3 * bra.b.atom() + axis] += (1 - share) * force - leftDistance[axis];
                    share = ket.shareOfA[j];
                    gradient[3 * ket.a.atom() + axis] += -share * force + rightDistance[axis];
                    gradient[3 * ket.b.atom() + axis] += -(1 - share) * force - rightDistance[axis];
                }
            }
        }
    }

    /** {@code out[f][k]}: the weights of left function f, summed over right functions. Slopes get the right sign too. */
    private void project(ShellPair bra, ShellPair ket, int j, double[] coefficients, double[] out) {
        int nf = ket.functions;
        int block = j * ket.hermites * nf;
        for (int k = 0; k < ket.hermites; k++) {
            double sign = coefficients == ket.right || Hermites.degree(k) % 2 == 0 ? 1 : -1;
            for (int f = 0; f < bra.functions; f++) {
                double sum = 0;
                for (int g = 0; g < nf; g++) {
                    sum += weights[f * nf + g] * coefficients[block + k * nf + g];
                }
                out[f * ket.hermites + k] = sign * sum;
            }
        }
    }

    private void primitive(ShellPair bra, int i, ShellPair ket, int j) {
        double p = bra.exponent[i];
        double q = ket.exponent[j];
        double inverse = 1 / (p + q);
        coulomb.fill(
                bra.degree + ket.degree + 1,
                p * q * inverse,
                bra.px[i] - ket.px[j],
                bra.py[i] - ket.py[j],
                bra.pz[i] - ket.pz[j],
                Math.sqrt(inverse));
        contract(bra, i, ket, right[j]);
        int left = bra.hermites * bra.functions;
        int block = i * left;
        for (int axis = 0; axis < 3; axis++) {
            double sum = 0;
            double[] slope = bra.slope[axis];
            for (int x = 0; x < left; x++) {
                sum += slope[block + x] * leftOnly[x];
            }
            leftDistance[axis] = sum;
            sum = 0;
            double[] other = rightSlope[j][axis];
            for (int x = 0; x < bra.functions * ket.hermites; x++) {
                sum += other[x] * rightOnly[x];
            }
            rightDistance[axis] = sum;
        }
    }

    /** Contracts the Coulomb integrals with the left coefficients, with the right ones, and with both one step up. */
    private void contract(ShellPair bra, int i, ShellPair ket, double[] coefficients) {
        int nf = bra.functions;
        int nk = ket.hermites;
        double[] r = coulomb.r;
        java.util.Arrays.fill(rightOnly, 0, nf * nk, 0);
        java.util.Arrays.fill(place, 0);
        for (int h = 0; h < bra.hermites; h++) {
            int[] sum = Hermites.SUM[h];
            int row = (i * bra.hermites + h) * nf;
            for (int f = 0; f < nf; f++) {
                double e = bra.left[row + f];
                double inner = 0;
                for (int k = 0; k < nk; k++) {
                    int entry = sum[k];
                    double c = coefficients[f * nk + k];
                    inner += c * r[entry];
                    rightOnly[f * nk + k] += e * r[entry];
                }
                leftOnly[h * nf + f] = inner;
                if (e != 0) {
                    up(sum, coefficients, f * nk, nk, e);
                }
            }
        }
    }

    private void up(int[] sum, double[] coefficients, int at, int length, double factor) {
        double[] r = coulomb.r;
        double x = 0;
        double y = 0;
        double z = 0;
        for (int k = 0; k < length; k++) {
            double c = coefficients[at + k];
            x += c * r[Hermites.UP[0][sum[k]]];
            y += c * r[Hermites.UP[1][sum[k]]];
            z += c * r[Hermites.UP[2][sum[k]]];
        }
        place[0] += factor * x;
        place[1] += factor * y;
        place[2] += factor * z;
    }
}
