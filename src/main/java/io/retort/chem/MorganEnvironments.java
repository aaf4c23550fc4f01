package io.retort.chem;

import java.util.Arrays;

/**
 * Hashes of circular environments, the extended-connectivity features of Morgan fingerprints. Each atom starts with a
 * number given to it; each round hashes it with its neighbors and their bonds. An environment whose set of bonds was
 * seen already counts once; of environments that meet the same bonds in the same round, the one with the lowest hash
 * counts. Sets of up to 64 bonds are words of bits; larger ones are told apart by 64-bit hashes. Time and memory are
 * linear in the number of atoms. Reused between molecules, by one thread.
 *
 * <p><b>Source</b>: Rogers, Hahn, J. Chem. Inf. Model. 2010, 50, 742, with the hash function of RDKit 2022.09 (32-bit
 * Boost hash), so that bits are equal to RDKit's.
 */
final class MorganEnvironments {
    private static final int GOLDEN = 0x9e3779b9;
    private static final int AROMATIC_BOND = 12;
    private static final int WORD = 64;

    private MolGraph graph = new MolGraph(0, 0);
    private byte[] bits = {};
    private boolean[] dead = new boolean[64];
    private int[] invariants = new int[64];
    private int[] next = new int[64];
    /** Key of the bonds of each atom's environment: the set itself if there are at most 64 bonds, else a hash. */
    private long[] keys = new long[64];

    private long[] nextKeys = new long[64];
    private final BondLists lists = new BondLists();
    private final EnvironmentTable seen = new EnvironmentTable();
    private long[] around = new long[8];

    /** The number that RDKit's hash makes of a hash and another value. */
    static int combine(int seed, int value) {
        return seed ^ (value + GOLDEN + (seed << 6) + (seed >>> 2));
    }

    /**
     * Room for the first numbers of the atoms of a molecule, to be filled before {@link #collect}.
     *
     * @return an array of at least as many places as there are atoms, used again
     */
    int[] invariants(MolGraph molecule) {
        int atoms = molecule.atomCount;
        if (invariants.length < atoms) {
            invariants = new int[2 * atoms];
            next = new int[2 * atoms];
            keys = new long[2 * atoms];
            nextKeys = new long[2 * atoms];
            dead = new boolean[2 * atoms];
        }
        return invariants;
    }

    /**
     * Sets the bits of all environments.
     *
     * @param molecule the one whose {@link #invariants} were filled in
     * @param radius number of rounds
     * @param target bit {@code i} is in byte {@code i / 8} at position {@code i % 8}; the number of bits is a power of 2
     */
    void collect(MolGraph molecule, int radius, byte[] target) {
        graph = molecule;
        bits = target;
        for (int atom = 0; atom < molecule.atomCount; atom++) {
            set(invariants[atom]);
            dead[atom] = molecule.first[atom] == molecule.first[atom + 1];
        }
        seen.clear(molecule.atomCount * radius);
        Arrays.fill(keys, 0, molecule.atomCount, 0);
        if (molecule.bondCount > WORD) {
            lists.clear(molecule);
        }
        for (int round = 0; round < radius; round++) {
            grow(round);
        }
    }

    private void set(int hash) {
        int bit = hash & (8 * bits.length - 1);
        bits[bit >>> 3] |= (byte) (1 << (bit & 7));
    }

    private void grow(int round) {
        int atoms = graph.atomCount;
        boolean asBits = graph.bondCount <= WORD;
        for (int atom = 0; atom < atoms; atom++) {
            if (!dead[atom]) {
                next[atom] = environment(atom, round);
                nextKeys[atom] = asBits ? cover(atom) : lists.grow(graph, atom);
            } else {
                next[atom] = 0;
                nextKeys[atom] = keys[atom];
                if (!asBits) {
                    lists.keep(atom);
                }
            }
        }
        for (int atom = 0; atom < atoms; atom++) {
            if (!dead[atom]) {
                enter(atom, round);
            }
        }
        for (int atom = 0; atom < atoms; atom++) {
            if (!dead[atom]) {
                set(next[atom]);
            }
        }
        swap();
    }

    /** Lets an atom hold the set of bonds of its environment, or die if another has it by an earlier round or lower hash. */
    private void enter(int atom, int round) {
        int place = seen.place(nextKeys[atom]);
        int owner = seen.owner(place) - round * graph.atomCount;
        if (owner >= 0 && Integer.compareUnsigned(next[atom], next[owner]) < 0) {
            dead[owner] = true;
        } else if (seen.owner(place) >= 0) {
            dead[atom] = true;
            return;
        }
        seen.put(place, round * graph.atomCount + atom);
    }

    private void swap() {
        int[] numbers = invariants;
        invariants = next;
        next = numbers;
        long[] sets = keys;
        keys = nextKeys;
        nextKeys = sets;
        lists.swap();
    }

    private int environment(int atom, int round) {
        int from = graph.first[atom];
        int degree = graph.first[atom + 1] - from;
        int hash = combine(round, invariants[atom]);
        long one = key(from);
        if (degree == 1) {
            return combine(hash, pair(one));
        }
        long two = key(from + 1);
        long low = Math.min(one, two);
        long high = Math.max(one, two);
        if (degree == 2) {
            return combine(combine(hash, pair(low)), pair(high));
        }
        if (degree > 3) {
            return many(from, degree, hash);
        }
        long three = key(from + 2);
        long middle = Math.min(high, three);
        hash = combine(hash, pair(Math.min(low, middle)));
        hash = combine(hash, pair(Math.max(low, middle)));
        return combine(hash, pair(Math.max(high, three)));
    }

    /** Bond and number of a neighbor, by which neighbors are sorted. */
    private long key(int slot) {
        int bond = graph.via[slot];
        long type = graph.bondAromatic[bond] ? AROMATIC_BOND : graph.order[bond];
        return type << 32 | Integer.toUnsignedLong(invariants[graph.neighbor[slot]]);
    }

    private static int pair(long key) {
        return combine(combine(0, (int) (key >>> 32)), (int) key);
    }

    private int many(int from, int degree, int start) {
        if (degree > around.length) {
            around = new long[degree];
        }
        for (int k = 0; k < degree; k++) {
            long key = key(from + k);
            int place = k;
            while (place > 0 && around[place - 1] > key) {
                around[place] = around[place - 1];
                place--;
            }
            around[place] = key;
        }
        int hash = start;
        for (int k = 0; k < degree; k++) {
            hash = combine(hash, pair(around[k]));
        }
        return hash;
    }

    private long cover(int atom) {
        long set = keys[atom];
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            set |= 1L << graph.via[k] | keys[graph.neighbor[k]];
        }
        return set;
    }
}
