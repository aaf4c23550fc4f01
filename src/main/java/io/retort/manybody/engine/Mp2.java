package io.retort.manybody.engine;

/**
 * The second-order correlation energy of a closed shell, all electrons correlated. Integrals are transformed to
 * orbitals one index at a time, so the cost grows with the fifth power of the size. Source: szabo1996, section 6.7.
 */
final class Mp2 {
    private final RhfState state;
    private final int n;
    private final int occupied;
    private final int virtual;

    private Mp2(RhfState state) {
        this.state = state;
        n = state.basis().functions();
        occupied = state.occupied();
        virtual = state.orbitals().length - occupied;
    }

    /** Hartree, 0 or less. */
    static double correlation(RhfState state) {
        return new Mp2(state).sum();
    }

    private double sum() {
        double[][] half = new double[occupied * virtual][Packed.size(n)];
        double[] integrals = state.integrals();
        double[] pairs = new double[Packed.size(n)];
        for (int rs = 0; rs < pairs.length; rs++) {
            for (int pq = 0; pq < pairs.length; pq++) {
                pairs[pq] = integrals[Packed.index(pq, rs)];
            }
            double[][] ia = toOrbitals(pairs);
            for (int i = 0; i < occupied; i++) {
                for (int a = 0; a < virtual; a++) {
                    half[i * virtual + a][rs] = ia[i][a];
                }
            }
        }
        double energy = 0;
        for (int i = 0; i < occupied; i++) {
            double[][][] jb = new double[virtual][][];
            for (int a = 0; a < virtual; a++) {
                jb[a] = toOrbitals(half[i * virtual + a]);
            }
            energy += ofOrbital(i, jb);
        }
        return energy;
    }

    /** From a packed pair of functions to one of an occupied (row) and an empty (column) orbital. */
    private double[][] toOrbitals(double[] pairs) {
        double[][] square = Matrices.unpacked(pairs, n);
        double[][] c = state.orbitals();
        double[][] first = new double[occupied][n];
        for (int i = 0; i < occupied; i++) {
            for (int p = 0; p < n; p++) {
                double factor = c[i][p];
                double[] row = square[p];
                for (int q = 0; q < n; q++) {
                    first[i][q] += factor * row[q];
                }
            }
        }
        double[][] out = new double[occupied][virtual];
        for (int i = 0; i < occupied; i++) {
            for (int a = 0; a < virtual; a++) {
                out[i][a] = Matrices.dot(first[i], c[occupied + a]);
            }
        }
        return out;
    }

    /** The terms of orbital i, with {@code jb[a][j][b]} = (ia|jb). */
    private double ofOrbital(int i, double[][][] jb) {
        double[] e = state.orbitalEnergies();
        double energy = 0;
        for (int j = 0; j < occupied; j++) {
            for (int a = 0; a < virtual; a++) {
                for (int b = 0; b < virtual; b++) {
                    double direct = jb[a][j][b];
                    double exchange = jb[b][j][a];
                    double gap = e[i] + e[j] - e[occupied + a] - e[occupied + b];
                    energy += direct * (2 * direct - exchange) / gap;
                }
            }
        }
        return energy;
    }
}
