package io.retort.chem;

import java.util.Arrays;

/**
 * Hashes of circular environments, the extended-connectivity features of Morgan fingerprints. Each atom starts with a
 * hash of its element, connections, hydrogens, charge, isotope and ring membership; each round hashes it with its
 * neighbors and their bonds. An environment whose set of bonds was seen already counts once; of environments that meet
 * the same bonds in the same round, the one with the lowest hash counts.
 *
 * <p><b>Source</b>: Rogers, Hahn, J. Chem. Inf. Model. 2010, 50, 742, with the invariants and the hash function of
 * RDKit 2022.09 (32-bit Boost hash), so that bits are equal to RDKit's.
 */
final class MorganEnvironments {
    private static final int GOLDEN = 0x9e3779b9;
    private static final int AROMATIC_BOND = 12;

    private final MolecularGraph graph;
    private final byte[] bits;
    private final int words;
    private int[] invariants;
    private long[] covered;
    private final boolean[] dead;
    private long[] seen;
    private int seenCount;
    private long[] neighborKeys = new long[8];

    private MorganEnvironments(MolecularGraph graph, byte[] bits) {
        this.graph = graph;
        this.bits = bits;
        words = (graph.bondCount + 63) >>> 6;
        invariants = new int[graph.atomCount];
        covered = new long[graph.atomCount * words];
        seen = new long[2 * graph.atomCount * words];
        dead = new boolean[graph.atomCount];
    }

    /**
     * Sets the bits of all environments.
     *
     * @param graph the molecule
     * @param radius number of rounds
     * @param bits bit {@code i} is in byte {@code i / 8} at position {@code i % 8}; the number of bits is a power of 2
     */
    static void collect(MolecularGraph graph, int radius, byte[] bits) {
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
        int hash = combine(0, graph.atomicNumber[atom]);
        hash = combine(hash, graph.degree(atom) + graph.implicitHydrogens[atom]);
        hash = combine(hash, graph.hydrogens(atom));
        hash = combine(hash, graph.charge[atom]);
        hash = combine(hash, massDifference(atom));
        return graph.inRing[atom] ? combine(hash, 1) : hash;
    }

    /** Whole daltons, cut towards zero, by which an isotope differs from the average weight. */
    private int massDifference(int atom) {
        int isotope = graph.massNumber[atom];
        if (isotope == 0) {
            return 0;
        }
        ElementTable table = ElementTable.get();
        int element = graph.atomicNumber[atom];
        long difference = table.isotopeMassNanodalton(element, isotope) - table.weightNanodalton(element);
        return (int) (difference / (long) ElementTable.NANO);
    }

    private void grow(int round) {
        int atoms = graph.atomCount;
        int[] next = new int[atoms];
        long[] nextCovered = covered.clone();
        int[] grown = new int[atoms];
        int grownCount = 0;
        for (int atom = 0; atom < atoms; atom++) {
            if (!dead[atom]) {
                next[atom] = environment(atom, round);
                cover(atom, nextCovered);
                grown[grownCount++] = atom;
            }
        }
        // Signed keys that sort as the hashes do without sign, then by atom.
        long[] order = new long[grownCount];
        for (int i = 0; i < grownCount; i++) {
            order[i] = (long) (next[grown[i]] ^ Integer.MIN_VALUE) << 32 | grown[i];
        }
        Arrays.sort(order);
        for (long entry : order) {
            int atom = (int) entry;
            if (isSeen(nextCovered, atom)) {
                dead[atom] = true;
            } else {
                set(next[atom]);
                remember(nextCovered, atom);
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

    private void cover(int atom, long[] target) {
        int own = atom * words;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int bond = graph.via[k];
            target[own + (bond >>> 6)] |= 1L << bond;
            int other = graph.neighbor[k] * words;
            for (int w = 0; w < words; w++) {
                target[own + w] |= covered[other + w];
            }
        }
    }

    private boolean isSeen(long[] source, int atom) {
        int from = atom * words;
        for (int s = 0; s < seenCount; s++) {
            if (Arrays.equals(seen, s * words, (s + 1) * words, source, from, from + words)) {
                return true;
            }
        }
        return false;
    }

    private void remember(long[] source, int atom) {
        if ((seenCount + 1) * words > seen.length) {
            seen = Arrays.copyOf(seen, 2 * seen.length);
        }
        System.arraycopy(source, atom * words, seen, seenCount * words, words);
        seenCount++;
    }
}
