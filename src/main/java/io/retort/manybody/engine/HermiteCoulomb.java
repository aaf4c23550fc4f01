package io.retort.manybody.engine;

/**
 * Coulomb integrals between Hermite Gaussians: the derivatives of F_0(alpha R^2) with respect to R. Scratch of one
 * thread. Source: mcmurchie1978, eqs 3.13 to 3.18; helgaker2000, eq. 9.9.18.
 */
final class HermiteCoulomb {
    /** The integrals of the last {@link #fill}, in the order of {@link Hermites}. */
    final double[] r = new double[Hermites.COUNT[Hermites.MAX_DEGREE]];

    private final double[] boys = new double[Boys.MAX_ORDER + 1];
    private final double[] axis = new double[3];

    /** Computes all up to a degree, times a factor. */
    void fill(int degree, double alpha, double x, double y, double z, double factor) {
        Boys.fill(degree, alpha * (x * x + y * y + z * z), boys);
        double scale = factor;
        for (int n = 0; n <= degree; n++) {
            boys[n] *= scale;
            scale *= -2 * alpha;
        }
        if (degree == 1) {
            r[0] = boys[0];
            r[1] = x * boys[1];
            r[2] = y * boys[1];
            r[3] = z * boys[1];
        } else if (degree == 2) {
            second(x, y, z);
        } else {
            climb(degree, x, y, z);
        }
    }

    private void second(double x, double y, double z) {
        double one = boys[1];
        double two = boys[2];
        r[0] = boys[0];
        r[1] = x * one;
        r[2] = y * one;
        r[3] = z * one;
        r[4] = one + x * x * two;
        r[5] = x * y * two;
        r[6] = x * z * two;
        r[7] = one + y * y * two;
        r[8] = y * z * two;
        r[9] = one + z * z * two;
    }

    /** In place: an entry needs only lower ones of the step before, so each step runs downward. */
    private void climb(int degree, double x, double y, double z) {
        axis[0] = x;
        axis[1] = y;
        axis[2] = z;
        r[0] = boys[degree];
        for (int n = degree - 1; n >= 0; n--) {
            for (int h = Hermites.COUNT[degree - n] - 1; h > 0; h--) {
                r[h] = axis[Hermites.AXIS[h]] * r[Hermites.PARENT[h]] + Hermites.FACTOR[h] * r[Hermites.GRANDPARENT[h]];
            }
            r[0] = boys[n];
        }
    }
}
