package io.retort.chem;

/** Sets of atoms that automorphisms map onto each other, as trees that point to a common root. */
final class Orbits {
    private final int[] root;

    /** Every atom alone. */
    Orbits(int atoms) {
        root = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            root[i] = i;
        }
    }

    /** Joins each atom with its image. */
    void join(int[] image) {
        for (int i = 0; i < root.length; i++) {
            root[find(i)] = find(image[i]);
        }
    }

    /** What atoms of one set have in common. */
    int find(int atom) {
        int at = atom;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }
}
