package io.retort.manybody;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Molecules that stand together: atoms at fixed places, each of which belongs to one fragment. Places are never shifted or
 * turned. Immutable.
 */
public final class Cluster {
    private static final double CLOSEST_ANGSTROM = 0.35;

    private final List<Atom> atoms;
    private final int[][] fragments;
    private final int[] charges;
    private final int[] multiplicities;
    private final double @Nullable [] partialCharges;

    Cluster(
            List<Atom> atoms,
            int[][] fragments,
            int[] charges,
            int[] multiplicities,
            double @Nullable [] partialCharges) {
        this.atoms = List.copyOf(atoms);
        this.fragments = fragments;
        this.charges = charges;
        this.multiplicities = multiplicities;
        this.partialCharges = partialCharges;
        checkPlaces();
        checkElectrons();
    }

    /**
     * Begins a cluster.
     *
     * @return a builder without atoms
     */
    public static ClusterBuilder builder() {
        return new ClusterBuilder();
    }

    /**
     * Reads a cluster from an XYZ, extended XYZ or QCSchema molecule file, with fragments as the file says or, if it says
     * nothing, by connectivity.
     *
     * @param file one frame
     * @return the cluster
     * @throws DataException if the file cannot be read, holds several frames, or its fragments make no sense
     */
    public static Cluster read(Path file) {
        return ClusterReader.read(file, ClusterOptions.defaults());
    }

    /**
     * Reads a cluster.
     *
     * @param file one frame
     * @param options unit, fragments, charges and multiplicities
     * @return the cluster
     * @throws DataException as {@link #read(Path)}
     */
    public static Cluster read(Path file, ClusterOptions options) {
        return ClusterReader.read(file, options);
    }

    /**
     * Reads a cluster from the text of a file.
     *
     * @param text XYZ, extended XYZ or a QCSchema molecule; one frame
     * @param options unit, fragments, charges and multiplicities
     * @return the cluster
     * @throws DataException as {@link #read(Path)}
     */
    public static Cluster parse(String text, ClusterOptions options) {
        return ClusterReader.parse(text, options);
    }

    private void checkPlaces() {
        for (int i = 0; i < atoms.size(); i++) {
            for (int j = 0; j < i; j++) {
                double angstrom = distance(atoms.get(i), atoms.get(j)) * Units.ANGSTROM_PER_BOHR;
                if (!(angstrom >= CLOSEST_ANGSTROM)) {
                    throw new DataException(
                            "atoms " + (j + 1) + " (fragment " + (fragmentOf(j) + 1) + ") and " + (i + 1)
                                    + " (fragment " + (fragmentOf(i) + 1) + ") overlap: they are "
                                    + String.format(java.util.Locale.ROOT, "%.3f", angstrom)
                                    + " angstrom apart; look at the unit of the file");
                }
            }
        }
    }

    private void checkElectrons() {
        for (int f = 0; f < fragments.length; f++) {
            int nuclear = IntStream.of(fragments[f])
                    .map(a -> Elements.of(atoms.get(a).element()).number())
                    .sum();
            int electrons = nuclear - charges[f];
            if (electrons < 0) {
                throw new DataException("fragment " + (f + 1) + " has charge " + charges[f] + " but only " + nuclear
                        + " electrons to give");
            }
            if (multiplicities[f] < 1
                    || multiplicities[f] > electrons + 1
                    || (electrons + multiplicities[f]) % 2 == 0) {
                throw new DataException("fragment " + (f + 1) + " has " + electrons + " electrons (charge " + charges[f]
                        + "), which does not go with multiplicity " + multiplicities[f]
                        + "; give the charge or the multiplicity of each fragment");
            }
        }
    }

    static double distance(Atom a, Atom b) {
        double x = a.x() - b.x();
        double y = a.y() - b.y();
        double z = a.z() - b.z();
        return Math.sqrt(x * x + y * y + z * z);
    }

    private int fragmentOf(int atom) {
        for (int f = 0; f < fragments.length; f++) {
            if (Arrays.binarySearch(fragments[f], atom) >= 0) {
                return f;
            }
        }
        throw new IllegalStateException("atom " + atom + " belongs to no fragment");
    }

    /**
     * The atoms.
     *
     * @return in the order of the input, in bohr
     */
    public List<Atom> atoms() {
        return atoms;
    }

    /**
     * Number of fragments.
     *
     * @return from 1
     */
    public int size() {
        return fragments.length;
    }

    /**
     * The atoms of a fragment.
     *
     * @param fragment from 0
     * @return their places in {@link #atoms()}, ascending
     */
    public int[] fragment(int fragment) {
        return fragments[fragment].clone();
    }

    /**
     * The charge of a fragment.
     *
     * @param fragment from 0
     * @return in elementary charges
     */
    public int charge(int fragment) {
        return charges[fragment];
    }

    /**
     * The multiplicity of a fragment.
     *
     * @param fragment from 0
     * @return 2S + 1
     */
    public int multiplicity(int fragment) {
        return multiplicities[fragment];
    }

    /**
     * Whether atoms have the partial charges that embedding needs.
     *
     * @return true if the input gave them
     */
    public boolean hasPartialCharges() {
        return partialCharges != null;
    }

    /** Partial charge of an atom. */
    double partialCharge(int atom) {
        if (partialCharges == null) {
            throw new UsageException("embedding needs a partial charge for each atom; give them in the input");
        }
        return partialCharges[atom];
    }

    /**
     * The shortest distance between atoms of two fragments.
     *
     * @param first from 0
     * @param second from 0
     * @return bohr
     */
    public double closest(int first, int second) {
        double least = Double.POSITIVE_INFINITY;
        for (int a : fragments[first]) {
            for (int b : fragments[second]) {
                least = Math.min(least, distance(atoms.get(a), atoms.get(b)));
            }
        }
        return least;
    }

    /** The atoms of some fragments, in the order of the input. */
    int[] atomsOf(FragmentSet set) {
        int count = 0;
        for (int i = 0; i < set.size(); i++) {
            count += fragments[set.get(i)].length;
        }
        int[] all = new int[count];
        int filled = 0;
        boolean sorted = true;
        for (int i = 0; i < set.size(); i++) {
            int[] members = fragments[set.get(i)];
            sorted &= filled == 0 || all[filled - 1] < members[0];
            System.arraycopy(members, 0, all, filled, members.length);
            filled += members.length;
        }
        if (!sorted) {
            Arrays.sort(all);
        }
        return all;
    }
}
