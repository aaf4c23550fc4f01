package io.retort.chem;

import java.util.Arrays;

/** A growing list of rings, emptied and filled again for each molecule. */
final class RingList {
    private int[] first = new int[16];
    private int[] atoms = new int[128];
    private int[] bonds = new int[128];
    private int rings;
    private int members;

    void clear() {
        rings = 0;
        members = 0;
    }

    int size() {
        return rings;
    }

    /** Forgets the rings behind the first ones. */
    void truncate(int size) {
        rings = size;
        members = first[size];
    }

    /** Adds the ring whose atoms and bonds are at the places {@code low} up to {@code end}. */
    void add(int[] ringAtoms, int[] ringBonds, int low, int end) {
        int size = end - low;
        if (members + size > atoms.length) {
            int room = 2 * (members + size);
            atoms = Arrays.copyOf(atoms, room);
            bonds = Arrays.copyOf(bonds, room);
        }
        if (rings + 2 > first.length) {
            first = Arrays.copyOf(first, 2 * first.length);
        }
        System.arraycopy(ringAtoms, low, atoms, members, size);
        System.arraycopy(ringBonds, low, bonds, members, size);
        members += size;
        rings++;
        first[rings] = members;
    }

    RingSet toSet(int count) {
        return new RingSet(
                Arrays.copyOf(first, rings + 1), Arrays.copyOf(atoms, members), Arrays.copyOf(bonds, members), count);
    }
}
