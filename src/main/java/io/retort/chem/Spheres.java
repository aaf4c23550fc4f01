package io.retort.chem;

import java.util.Arrays;

/**
 * Order of atoms by what is around them, sphere by sphere: neighbors, element, isotope, hydrogens and charge of the atom
 * itself, then of the atoms one bond away, largest first, and so on. Atoms that stay equal keep their numbers' order.
 */
final class Spheres {
    private static final int DEPTH = 12;

    private final MolGraph graph;

    Spheres(MolGraph graph) {
        this.graph = graph;
    }

    /** Sorts a range of atoms; few, so by insertion. */
    void sort(int[] atoms, int from, int to) {
        if (to - from < 2) {
            return;
        }
        long[][] codes = new long[to - from][];
        for (int i = from; i < to; i++) {
            long[] code = code(atoms[i]);
            int atom = atoms[i];
            int j = i;
            while (j > from && compare(codes[j - 1 - from], code) > 0) {
                atoms[j] = atoms[j - 1];
                codes[j - from] = codes[j - 1 - from];
                j--;
            }
            atoms[j] = atom;
            codes[j - from] = code;
        }
    }

    private static int compare(long[] one, long[] two) {
        int length = Math.min(one.length, two.length);
        for (int i = 0; i < length; i++) {
            if (one[i] != two[i]) {
                return Long.compare(one[i], two[i]);
            }
        }
        return Integer.compare(one.length, two.length);
    }

    /** Keys of the atoms around one, each sphere sorted with the largest first and closed by 0. */
    private long[] code(int start) {
        boolean[] seen = new boolean[graph.atomCount];
        int[] queue = new int[graph.atomCount];
        long[] code = new long[graph.atomCount + DEPTH];
        int size = 0;
        int head = 0;
        int tail = 1;
        queue[0] = start;
        seen[start] = true;
        for (int depth = 0; depth < DEPTH && head < tail; depth++) {
            int end = tail;
            int begin = size;
            while (head < end) {
                int atom = queue[head++];
                code[size++] = -key(atom);
                for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                    int other = graph.neighbor[k];
                    if (!seen[other]) {
                        seen[other] = true;
                        queue[tail++] = other;
                    }
                }
            }
            Arrays.sort(code, begin, size);
            for (int i = begin; i < size; i++) {
                code[i] = -code[i];
            }
            size++;
        }
        return Arrays.copyOf(code, size);
    }

    private long key(int atom) {
        long key = graph.degree(atom) + 1L;
        key = key << 8 | graph.element[atom];
        key = key << 12 | graph.isotope[atom];
        key = key << 8 | graph.hydrogens[atom];
        return key << 8 | graph.charge[atom] + 128;
    }
}
