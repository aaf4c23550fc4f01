package io.retort.manybody.engine;

import io.retort.manybody.PointCharge;
import java.util.List;

/**
 * A converged closed-shell state. The arrays are shared.
 *
 * @param energy total, hartree
 * @param occupied number of doubly occupied orbitals
 * @param orbitals one per row, by energy
 * @param orbitalEnergies hartree, ascending
 * @param density twice the sum over occupied orbitals
 * @param integrals electron repulsion, as {@link Repulsion#all} gives them
 * @param charges nuclei, then embedding charges
 * @param iterations that it took
 */
@SuppressWarnings("ArrayRecordComponent")
record RhfState(
        Basis basis,
        double energy,
        int occupied,
        double[][] orbitals,
        double[] orbitalEnergies,
        double[][] density,
        double[] integrals,
        List<PointCharge> charges,
        int iterations) {}
