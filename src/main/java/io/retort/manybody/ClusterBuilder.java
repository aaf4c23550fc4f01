package io.retort.manybody;

import io.retort.core.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a cluster together. Fragments that are not given are found by connectivity. For one thread. */
public final class ClusterBuilder {
    private final List<Atom> atoms = new ArrayList<>();
    private LengthUnit unit = LengthUnit.ANGSTROM;
    private @Nullable List<int[]> fragments;
    private int @Nullable [] charges;
    private int @Nullable [] multiplicities;
    private double @Nullable [] partialCharges;

    ClusterBuilder() {}

    /**
     * Sets the unit of the atoms that are added after.
     *
     * @param of their places; angstrom unless set
     * @return this
     */
    public ClusterBuilder unit(LengthUnit of) {
        unit = of;
        return this;
    }

    /**
     * Adds an atom.
     *
     * @param element its symbol
     * @param x in the unit set
     * @param y in the unit set
     * @param z in the unit set
     * @return this
     * @throws DataException if the element is unknown or a figure is not finite
     */
    public ClusterBuilder atom(String element, double x, double y, double z) {
        if (!Double.isFinite(x + y + z)) {
            throw new DataException("atom " + (atoms.size() + 1) + " has no finite place");
        }
        atoms.add(new Atom(Elements.of(element).symbol(), x * unit.bohr(), y * unit.bohr(), z * unit.bohr()));
        return this;
    }

    /**
     * Sets the fragments.
     *
     * @param lists atoms of each, from 0 in the order in which they were added
     * @return this
     */
    public ClusterBuilder fragments(int[]... lists) {
        fragments = List.of(lists);
        return this;
    }

    /**
     * Leaves the fragments to be found by connectivity.
     *
     * @return this
     */
    public ClusterBuilder byBonds() {
        fragments = null;
        return this;
    }

    /**
     * Sets the charges.
     *
     * @param ofFragments in elementary charges, one for each fragment; all 0 unless set
     * @return this
     */
    public ClusterBuilder charges(int... ofFragments) {
        charges = ofFragments.clone();
        return this;
    }

    /**
     * Sets the multiplicities.
     *
     * @param ofFragments 2S + 1, one for each fragment; all 1 unless set
     * @return this
     */
    public ClusterBuilder multiplicities(int... ofFragments) {
        multiplicities = ofFragments.clone();
        return this;
    }

    /**
     * Sets the partial charges, for embedding.
     *
     * @param ofAtoms in elementary charges, one for each atom
     * @return this
     */
    public ClusterBuilder partialCharges(double... ofAtoms) {
        partialCharges = ofAtoms.clone();
        return this;
    }

    /**
     * Makes the cluster.
     *
     * @return the cluster
     * @throws DataException if an atom is in no fragment or in two, atoms overlap, or charge and multiplicity of a fragment
     *     do not go together
     */
    public Cluster build() {
        if (atoms.isEmpty()) {
            throw new DataException("a cluster needs atoms, got none");
        }
        int[][] parts = fragments == null ? Connectivity.fragments(atoms) : checked(fragments.toArray(int[][]::new));
        if (partialCharges != null && partialCharges.length != atoms.size()) {
            throw new DataException(
                    "there are " + partialCharges.length + " partial charges for " + atoms.size() + " atoms");
        }
        return new Cluster(
                atoms,
                parts,
                filled(charges, parts.length, 0, "charges"),
                filled(multiplicities, parts.length, 1, "multiplicities"),
                partialCharges);
    }

    private static int[] filled(int @Nullable [] given, int count, int fallback, String what) {
        if (given == null) {
            int[] all = new int[count];
            Arrays.fill(all, fallback);
            return all;
        }
        if (given.length != count) {
            throw new DataException("there are " + given.length + " " + what + " for " + count + " fragments");
        }
        return given;
    }

    private int[][] checked(int[][] lists) {
        int[] owner = new int[atoms.size()];
        int[][] sorted = new int[lists.length][];
        for (int f = 0; f < lists.length; f++) {
            if (lists[f].length == 0) {
                throw new DataException("fragment " + (f + 1) + " has no atoms");
            }
            for (int atom : lists[f]) {
                if (atom < 0 || atom >= owner.length) {
                    throw new DataException("fragment " + (f + 1) + " has atom " + (atom + 1)
                            + "; there are atoms 1 to " + owner.length);
                }
                if (owner[atom] > 0) {
                    throw new DataException(
                            owner[atom] == f + 1
                                    ? "fragment " + (f + 1) + " has atom " + (atom + 1) + " twice"
                                    : "fragments " + owner[atom] + " and " + (f + 1) + " overlap: both have atom "
                                            + (atom + 1));
                }
                owner[atom] = f + 1;
            }
            sorted[f] = lists[f].clone();
            Arrays.sort(sorted[f]);
        }
        for (int atom = 0; atom < owner.length; atom++) {
            if (owner[atom] == 0) {
                throw new DataException("atom " + (atom + 1) + " ("
                        + atoms.get(atom).element() + ") is in none of the " + lists.length + " fragments");
            }
        }
        return sorted;
    }
}
