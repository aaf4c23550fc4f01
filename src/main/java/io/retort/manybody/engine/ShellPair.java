package io.retort.manybody.engine;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The products of the functions of two shells, expanded in Hermite Gaussians: everything about a pair that all its
 * integrals share. Primitive products are sorted by size, largest first, and negligible ones left out.
 *
 * <p>A product of Gaussians with exponents a and b at A and B is a Gaussian with p = a + b at P = (aA + bB)/p; for s and
 * p functions its expansion coefficients are short polynomials in A - B, written out below together with their
 * derivatives. Coefficients carry contraction, normalization and the factor sqrt(2) pi^(5/4) / p, so that an electron
 * repulsion integral needs only 1/sqrt(p + q) more. Source: mcmurchie1978, section 2; helgaker2000, section 9.5.
 */
final class ShellPair {
    private static final double NEGLIGIBLE = 1e-18;
    static final double REPULSION_FACTOR = Math.sqrt(2) * StrictMath.pow(Math.PI, 1.25);

    final Shell a;
    final Shell b;
    /** Products of functions, {@code fa * b.functions() + fb}; Hermite Gaussians; and primitive products. */
    final int functions;

    final int hermites;
    final int degree;
    final int count;
    /** Per primitive product: exponent, place, share of A in the place, largest coefficient. */
    final double[] exponent;

    final double[] px;
    final double[] py;
    final double[] pz;
    final double[] shareOfA;
    final double[] size;
    /** {@code [count][hermites][functions]}: coefficients, and with the signs that they have on the right. */
    final double[] left;

    final double[] right;
    /** Derivatives of {@link #left} with respect to A - B, per axis; empty unless asked for. */
    final double[][] slope;
    /** The square root of the largest integral of the pair with itself; 0 until {@link Repulsion} sets it. */
    double bound;

    private final double[] distance = new double[3];

    ShellPair(Shell a, Shell b, boolean slopes) {
        this.a = a;
        this.b = b;
        functions = a.functions() * b.functions();
        degree = (a.functions() > 1 ? 1 : 0) + (b.functions() > 1 ? 1 : 0);
        hermites = Hermites.COUNT[degree];
        for (int axis = 0; axis < 3; axis++) {
            distance[axis] = a.center()[axis] - b.center()[axis];
        }
        List<int[]> kept = kept();
        count = kept.size();
        exponent = new double[count];
        px = new double[count];
        py = new double[count];
        pz = new double[count];
        shareOfA = new double[count];
        size = new double[count];
        int block = hermites * functions;
        left = new double[count * block];
        right = new double[count * block];
        slope = new double[3][slopes ? count * block : 0];
        for (int i = 0; i < count; i++) {
            expand(i, kept.get(i)[0], kept.get(i)[1]);
        }
        for (int i = 0; i < left.length; i++) {
            right[i] = Hermites.degree(i / functions % hermites) % 2 == 0 ? left[i] : -left[i];
        }
    }

    private List<int[]> kept() {
        return IntStream.range(0, a.exponents().length * b.exponents().length)
                .mapToObj(i -> new int[] {i / b.exponents().length, i % b.exponents().length})
                .filter(i -> magnitude(i[0], i[1]) > NEGLIGIBLE)
                .sorted(Comparator.comparingDouble(i -> -magnitude(i[0], i[1])))
                .toList();
    }

    private double magnitude(int i, int j) {
        double p = a.exponents()[i] + b.exponents()[j];
        double ca = largest(a, i);
        double cb = largest(b, j);
        return ca * cb * overlap(a.exponents()[i], b.exponents()[j]) * REPULSION_FACTOR / p;
    }

    private static double largest(Shell shell, int primitive) {
        double s = Math.abs(shell.s()[primitive]);
        return shell.functions() == 1 ? s : Math.max(s, Math.abs(shell.p()[primitive]));
    }

    private double overlap(double ea, double eb) {
        double square = distance[0] * distance[0] + distance[1] * distance[1] + distance[2] * distance[2];
        return StrictMath.exp(-ea * eb / (ea + eb) * square);
    }

    private void expand(int at, int i, int j) {
        double ea = a.exponents()[i];
        double eb = b.exponents()[j];
        double p = ea + eb;
        exponent[at] = p;
        shareOfA[at] = ea / p;
        double[] ca = a.center();
        double[] cb = b.center();
        px[at] = (ea * ca[0] + eb * cb[0]) / p;
        py[at] = (ea * ca[1] + eb * cb[1]) / p;
        pz[at] = (ea * ca[2] + eb * cb[2]) / p;
        size[at] = magnitude(i, j);
        double factor = overlap(ea, eb) * REPULSION_FACTOR / p;
        Expansion1d[] axes = new Expansion1d[3];
        for (int axis = 0; axis < 3; axis++) {
            axes[axis] = Expansion1d.of(distance[axis], ea, eb);
        }
        int nb = b.functions();
        for (int f = 0; f < functions; f++) {
            double c = factor * a.coefficient(f / nb, i) * b.coefficient(f % nb, j);
            product(at * hermites * functions + f, f / nb, f % nb, c, axes);
        }
    }

    /** Function 0 is s; 1, 2 and 3 are p along an axis. */
    private void product(int offset, int fa, int fb, double c, Expansion1d[] axes) {
        double[] x = axes[0].of(fa == 1, fb == 1);
        double[] y = axes[1].of(fa == 2, fb == 2);
        double[] z = axes[2].of(fa == 3, fb == 3);
        double[] dx = axes[0].slopeOf(fa == 1, fb == 1);
        double[] dy = axes[1].slopeOf(fa == 2, fb == 2);
        double[] dz = axes[2].slopeOf(fa == 3, fb == 3);
        for (int t = 0; t < x.length; t++) {
            for (int u = 0; u < y.length; u++) {
                for (int v = 0; v < z.length; v++) {
                    int entry = offset + Hermites.entry(t, u, v) * functions;
                    left[entry] = c * x[t] * y[u] * z[v];
                    if (slope[0].length > 0) {
                        slope[0][entry] = c * dx[t] * y[u] * z[v];
                        slope[1][entry] = c * x[t] * dy[u] * z[v];
                        slope[2][entry] = c * x[t] * y[u] * dz[v];
                    }
                }
            }
        }
    }
}
