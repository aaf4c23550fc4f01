package io.retort.chem;

import java.util.Arrays;

/**
 * Sets of bonds of atoms' environments as lists, for molecules of more bonds than a word has bits. The sets of a round
 * are made from those of the round before, which are kept. Reused between molecules.
 */
final class BondLists {
    private int[] bonds = new int[256];
    private int[] start = new int[0];
    private int[] size = new int[0];
    private int[] nextStart = new int[0];
    private int[] nextSize = new int[0];
    private int[] stamps = new int[0];
    private int stamp;
    private int end;

    /** Starts with an empty set for each atom. */
    void clear(MolGraph graph) {
        if (start.length < graph.atomCount) {
            start = new int[2 * graph.atomCount];
            size = new int[2 * graph.atomCount];
            nextStart = new int[2 * graph.atomCount];
            nextSize = new int[2 * graph.atomCount];
        }
        if (stamps.length < graph.bondCount) {
            stamps = new int[2 * graph.bondCount];
        }
        Arrays.fill(size, 0, graph.atomCount, 0);
        Arrays.fill(stamps, 0);
        stamp = 0;
        end = 0;
    }

    /** Makes the next set of an atom its set, its bonds, and its neighbors' sets together; returns a hash of it. */
    long grow(MolGraph graph, int atom) {
        stamp++;
        int from = end;
        long hash = addAll(atom);
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            hash += add(graph.via[k]) + addAll(graph.neighbor[k]);
        }
        nextStart[atom] = from;
        nextSize[atom] = end - from;
        return hash;
    }

    /** Lets an atom have its set in the next round too. */
    void keep(int atom) {
        nextStart[atom] = start[atom];
        nextSize[atom] = size[atom];
    }

    /** Turns to the sets of the next round. */
    void swap() {
        int[] starts = start;
        start = nextStart;
        nextStart = starts;
        int[] sizes = size;
        size = nextSize;
        nextSize = sizes;
    }

    private long addAll(int atom) {
        long hash = 0;
        for (int i = start[atom]; i < start[atom] + size[atom]; i++) {
            hash += add(bonds[i]);
        }
        return hash;
    }

    private long add(int bond) {
        if (stamps[bond] == stamp) {
            return 0;
        }
        stamps[bond] = stamp;
        if (end == bonds.length) {
            bonds = Arrays.copyOf(bonds, 2 * end);
        }
        bonds[end++] = bond;
        return EnvironmentTable.mix(bond + 1L);
    }
}
