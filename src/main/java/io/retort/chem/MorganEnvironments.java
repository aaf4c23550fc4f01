package io.retort.chem;

import java.util.Arrays;

/**
 * Hashes of circular environments, the extended-connectivity features of Morgan fingerprints. Each atom starts with a
 * hash of its element, connections, hydrogens, charge, isotope and ring membership; each round hashes it with its
 * neighbors and their bonds. An environment whose set of bonds was seen already counts once; of environments that meet
 * the same bonds in the same round, the one with the lowest hash counts. Sets of bonds are told apart by 64-bit hashes.
 * Time and memory are linear in the number of atoms.
 *
 * <p><b>Source</b>: Rogers, Hahn, J. Chem. Inf. Model. 2010, 50, 742, with the invariants and the hash function of
 * RDKit 2022.09 (32-bit Boost hash), so that bits are equal to RDKit's.
 */
final class MorganEnvironments {
    private static final int GOLDEN = 0x9e3779b9;
    private static final int AROMATIC_BOND = 12;

    private final MolGraph graph;
    private final byte[] bits;
    private final boolean[] dead;
    private final LongSet seen;
    private int[] invariants;
    /** Bonds of each atom's environment, in no order. */
    private int[][] covered;

    private long[] neighborKeys = new long[8];
    private final int[] bondStamps;
    private int[] bondList = new int[64];
    private int bondListSize;
    private int stamp;

    private MorganEnvironments(MolGraph graph, byte[] bits) {
        this.graph = graph;
        this.bits = bits;
        invariants = new int[graph.atomCount];
        covered = new int[graph.atomCount][0];
        bondStamps = new int[graph.bondCount];
        seen = new LongSet(2 * graph.atomCount);
        dead = new boolean[graph.atomCount];
    }

    /**
     * Sets the bits of all environments.
     *
     * @param graph the molecule
     * @param radius number of rounds
     * @param bits bit {@code i} is in byte {@code i / 8} at position {@code i % 8}; the number of bits is a power of 2
     */
    static void collect(MolGraph graph, int radius, byte[] bits) {
        MorganEnvironments environments = new MorganEnvironments(graph, bits);
        environments.start();
        for (int round = 0; round < radius; round++) {
            environments.grow(round);
        }
    }

    private void start() {
        for (int atom = 0; atom < graph.atomCount; atom++) {
            invariants[atom] = atomInvariant(atom);
            set(invariants[atom]);
            dead[atom] = graph.degree(atom) == 0;
        }
    }

    private void set(int hash) {
        int bit = hash & (8 * bits.length - 1);
        bits[bit >>> 3] |= (byte) (1 << (bit & 7));
    }

    private static int combine(int seed, int value) {
        return seed ^ (value + GOLDEN + (seed << 6) + (seed >>> 2));
    }

    private int atomInvariant(int atom) {
        int hash = combine(0, graph.element[atom]);
        hash = combine(hash, graph.degree(atom) + graph.hydrogens[atom]);
        hash = combine(hash, graph.totalHydrogens(atom));
        hash = combine(hash, graph.charge[atom]);
        hash = combine(hash, massDifference(atom));
        return graph.inRing[atom] ? combine(hash, 1) : hash;
    }

    /** Whole daltons, cut towards zero, by which an isotope differs from the average weight. */
    private int massDifference(int atom) {
        int isotope = graph.isotope[atom];
        if (isotope == 0) {
            return 0;
        }
        ElementTable table = ElementTable.get();
        int element = graph.element[atom];
        long difference = table.isotopeMassNanodalton(element, isotope) - table.weightNanodalton(element);
        return (int) (difference / (long) ElementTable.NANO);
    }

    private void grow(int round) {
        int atoms = graph.atomCount;
        int[] next = new int[atoms];
        int[][] nextCovered = covered.clone();
        long[] coverHashes = new long[atoms];
        // Signed keys that sort as the hashes do without sign, then by atom.
        long[] order = new long[atoms];
        int grown = 0;
        for (int atom = 0; atom < atoms; atom++) {
            if (!dead[atom]) {
                next[atom] = environment(atom, round);
                coverHashes[atom] = cover(atom);
                nextCovered[atom] = Arrays.copyOf(bondList, bondListSize);
                order[grown++] = (long) (next[atom] ^ Integer.MIN_VALUE) << 32 | atom;
            }
        }
        Arrays.sort(order, 0, grown);
        for (int i = 0; i < grown; i++) {
            int atom = (int) order[i];
            if (seen.add(coverHashes[atom])) {
                set(next[atom]);
            } else {
                dead[atom] = true;
            }
        }
        invariants = next;
        covered = nextCovered;
    }

    private int environment(int atom, int round) {
        int from = graph.first[atom];
        int degree = graph.first[atom + 1] - from;
        if (degree > neighborKeys.length) {
            neighborKeys = new long[degree];
        }
        for (int k = 0; k < degree; k++) {
            int bond = graph.via[from + k];
            long type = graph.bondAromatic[bond] ? AROMATIC_BOND : graph.order[bond];
            neighborKeys[k] = type << 32 | Integer.toUnsignedLong(invariants[graph.neighbor[from + k]]);
        }
        Arrays.sort(neighborKeys, 0, degree);
        int hash = combine(round, invariants[atom]);
        for (int k = 0; k < degree; k++) {
            int pair = combine(combine(0, (int) (neighborKeys[k] >>> 32)), (int) neighborKeys[k]);
            hash = combine(hash, pair);
        }
        return hash;
    }

    /** Lists the bonds of an atom's next environment and returns a hash of their set. */
    private long cover(int atom) {
        stamp++;
        bondListSize = 0;
        long hash = list(covered[atom]);
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            hash += list(graph.via[k]) + list(covered[graph.neighbor[k]]);
        }
        return hash;
    }

    private long list(int[] bonds) {
        long hash = 0;
        for (int bond : bonds) {
            hash += list(bond);
        }
        return hash;
    }

    private long list(int bond) {
        if (bondStamps[bond] == stamp) {
            return 0;
        }
        bondStamps[bond] = stamp;
        if (bondListSize == bondList.length) {
            bondList = Arrays.copyOf(bondList, 2 * bondListSize);
        }
        bondList[bondListSize++] = bond;
        return LongSet.mix(bond + 1L);
    }
}
