package io.retort.manybody.engine;

/**
 * The part of the Fock matrix that depends on the density: Coulomb less half exchange as one symmetric matrix over
 * pairs of functions, so that each iteration is one product with a vector. Source: raffenetti1973.
 */
final class FockBuilder {
    private final int n;
    private final int pairs;
    private final double[] supermatrix;

    FockBuilder(double[] integrals, int n) {
        this.n = n;
        pairs = Packed.size(n);
        supermatrix = new double[integrals.length];
        int at = 0;
        for (int p = 0; p < n; p++) {
            for (int q = 0; q <= p; q++) {
                for (int r = 0; r <= p; r++) {
                    int last = r == p ? q : r;
                    int pr = Packed.index(p, r);
                    int qr = Packed.index(q, r);
                    for (int s = 0; s <= last; s++) {
                        double exchange = integrals[Packed.index(pr, Packed.index(q, s))]
                                + integrals[Packed.index(Packed.index(p, s), qr)];
                        supermatrix[at] = integrals[at] - 0.25 * exchange;
                        at++;
                    }
                }
            }
        }
    }

    /** The matrix for a symmetric density. */
    double[][] build(double[][] density) {
        double[] d = new double[pairs];
        for (int r = 0; r < n; r++) {
            for (int s = 0; s <= r; s++) {
                d[Packed.index(r, s)] = r == s ? density[r][s] : density[r][s] + density[s][r];
            }
        }
        double[] g = new double[pairs];
        int at = 0;
        for (int i = 0; i < pairs; i++) {
            double di = d[i];
            double sum = 0;
            for (int j = 0; j < i; j++) {
                double v = supermatrix[at + j];
                sum += v * d[j];
                g[j] += v * di;
            }
            g[i] += sum + supermatrix[at + i] * di;
            at += i + 1;
        }
        return Matrices.unpacked(g, n);
    }
}
