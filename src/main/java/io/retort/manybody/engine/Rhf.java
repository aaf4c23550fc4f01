package io.retort.manybody.engine;

import io.retort.core.CancelToken;
import io.retort.core.ModelException;
import io.retort.core.UsageException;
import io.retort.manybody.Atom;
import io.retort.manybody.Calculation;
import io.retort.manybody.PointCharge;
import java.util.ArrayList;
import java.util.List;

/**
 * Restricted Hartree-Fock of one calculation: single-threaded, so the result is the same to the last bit.
 *
 * <p>The start is the sum of spherical atoms with their electrons spread evenly over each subshell, which in a minimal
 * basis is close to the result. Orbitals are expanded in an orthonormal basis without the combinations of functions
 * whose overlap eigenvalue is below 1e-7. Iterations are extrapolated (DIIS) until the commutator of Fock and density
 * matrix is below 1e-10 in that basis, so the energy's error, quadratic in it, is below rounding. If that fails, a
 * second attempt holds occupied and empty orbitals apart by a level shift. Source: szabo1996, section 3.4; pulay1982;
 * saunders1973.
 */
final class Rhf {
    private static final int MAX_ITERATIONS = 100;
    private static final double CONVERGED = 1e-10;
    private static final double DEPENDENT = 1e-7;
    private static final double LEVEL_SHIFT = 0.5;
    private static final double COINCIDENT = 1e-4;

    private final Basis basis;
    private final List<PointCharge> charges;
    private final int occupied;
    private final double repulsion;
    private final double[][] overlap;
    private final double[][] core;
    private final double[][] orthonormal;
    private final double[][] guess;
    private final double[] integrals;
    private final FockBuilder builder;

    private Rhf(Calculation calculation, boolean slopes, CancelToken cancel) {
        List<Atom> atoms = new ArrayList<>(calculation.real());
        atoms.addAll(calculation.ghosts());
        occupied = pairs(calculation);
        charges = charges(calculation);
        repulsion = repulsion(calculation);
        basis = Basis.of(atoms, slopes);
        OneElectron one = new OneElectron(basis);
        overlap = one.overlap();
        core = Matrices.sum(one.kinetic(), 1, one.attraction(charges));
        orthonormal = orthonormal(overlap);
        if (occupied > orthonormal.length) {
            throw new UsageException(2 * occupied + " electrons do not fit into " + orthonormal.length
                    + " independent functions: check the charge of the fragment.");
        }
        guess = guess(calculation, basis.functions());
        integrals = new Repulsion().all(basis, cancel);
        builder = new FockBuilder(integrals, basis.functions());
    }

    /** Solves; {@code slopes} keeps what a gradient needs. */
    static RhfState solve(Calculation calculation, boolean slopes, CancelToken cancel) {
        return new Rhf(calculation, slopes, cancel).solve(cancel);
    }

    private RhfState solve(CancelToken cancel) {
        for (double shift : new double[] {0, LEVEL_SHIFT}) {
            double[][] density = guess;
            double[][] shifted = new double[orthonormal.length][orthonormal.length];
            Diis diis = new Diis();
            for (int i = 0; i < MAX_ITERATIONS; i++) {
                cancel.throwIfCancelled();
                double[][] fock = Matrices.sum(core, 1, builder.build(density));
                double[][] error = commutator(fock, density);
                if (i > 0 && Matrices.largest(error) < CONVERGED) {
                    return state(fock, density, i);
                }
                double[][] next = diis.next(Matrices.transformed(orthonormal, fock), error);
                SymmetricEigen eigen = SymmetricEigen.of(Matrices.sum(next, -shift, shifted));
                shifted = projector(eigen.vectors());
                density = density(Matrices.product(eigen.vectors(), orthonormal));
            }
        }
        throw new ModelException("The Hartree-Fock energy of " + charges.size() + " charges and "
                + basis.functions() + " functions did not converge in " + 2 * MAX_ITERATIONS
                + " iterations: check the geometry and the charge of the fragment.");
    }

    private RhfState state(double[][] fock, double[][] density, int iterations) {
        double energy = repulsion + 0.5 * (Matrices.dot(density, core) + Matrices.dot(density, fock));
        SymmetricEigen eigen = SymmetricEigen.of(Matrices.transformed(orthonormal, fock));
        double[][] orbitals = Matrices.product(eigen.vectors(), orthonormal);
        return new RhfState(basis, energy, occupied, orbitals, eigen.values(), density, integrals, charges, iterations);
    }

    /** FDS - SDF in the orthonormal basis. */
    private double[][] commutator(double[][] fock, double[][] density) {
        double[][] fds = Matrices.product(Matrices.product(fock, density), overlap);
        double[][] e = Matrices.productTransposed(Matrices.product(orthonormal, fds), orthonormal);
        double[][] out = new double[e.length][e.length];
        for (int i = 0; i < e.length; i++) {
            for (int j = 0; j < e.length; j++) {
                out[i][j] = e[i][j] - e[j][i];
            }
        }
        return out;
    }

    private double[][] density(double[][] orbitals) {
        int n = basis.functions();
        double[][] density = new double[n][n];
        for (int i = 0; i < occupied; i++) {
            double[] c = orbitals[i];
            for (int p = 0; p < n; p++) {
                for (int q = 0; q < n; q++) {
                    density[p][q] += 2 * c[p] * c[q];
                }
            }
        }
        return density;
    }

    private double[][] projector(double[][] vectors) {
        double[][] out = new double[vectors.length][vectors.length];
        for (int i = 0; i < occupied; i++) {
            for (int p = 0; p < vectors.length; p++) {
                for (int q = 0; q < vectors.length; q++) {
                    out[p][q] += vectors[i][p] * vectors[i][q];
                }
            }
        }
        return out;
    }

    /** Rows are orthonormal combinations of functions. */
    private static double[][] orthonormal(double[][] overlap) {
        SymmetricEigen eigen = SymmetricEigen.of(overlap);
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < overlap.length; i++) {
            if (eigen.values()[i] > DEPENDENT) {
                double[] row = eigen.vectors()[i].clone();
                for (int p = 0; p < row.length; p++) {
                    row[p] /= Math.sqrt(eigen.values()[i]);
                }
                rows.add(row);
            }
        }
        return rows.toArray(double[][]::new);
    }

    private static double[][] guess(Calculation calculation, int n) {
        double[][] density = new double[n][n];
        int at = 0;
        for (Atom atom : calculation.real()) {
            for (double electrons : Sto3g.occupations(Sto3g.nuclearCharge(atom))) {
                density[at][at] = electrons;
                at++;
            }
        }
        return density;
    }

    private static int pairs(Calculation calculation) {
        int electrons = -calculation.charge();
        for (Atom atom : calculation.real()) {
            electrons += Sto3g.nuclearCharge(atom);
        }
        if (electrons < 0 || electrons % 2 != 0) {
            throw new UsageException("A charge of " + calculation.charge() + " leaves " + electrons
                    + " electrons, and the rhf engine computes closed shells only: give an even number.");
        }
        return electrons / 2;
    }

    private static List<PointCharge> charges(Calculation calculation) {
        List<PointCharge> charges = new ArrayList<>();
        for (Atom atom : calculation.real()) {
            charges.add(new PointCharge(Sto3g.nuclearCharge(atom), atom.x(), atom.y(), atom.z()));
        }
        charges.addAll(calculation.embedding());
        return charges;
    }

    /** Nuclei among each other and with the embedding charges, but not those among themselves. */
    private double repulsion(Calculation calculation) {
        double sum = 0;
        for (int i = 0; i < calculation.real().size(); i++) {
            for (int j = i + 1; j < charges.size(); j++) {
                PointCharge a = charges.get(i);
                PointCharge b = charges.get(j);
                double distance = Math.sqrt(StrictMath.pow(a.x() - b.x(), 2)
                        + StrictMath.pow(a.y() - b.y(), 2)
                        + StrictMath.pow(a.z() - b.z(), 2));
                if (!(distance > COINCIDENT)) {
                    throw new UsageException(
                            "Atom " + (i + 1) + " (" + calculation.real().get(i).element()
                                    + ") lies on another atom or charge, " + distance + " bohr away.");
                }
                sum += a.charge() * b.charge() / distance;
            }
        }
        return sum;
    }
}
