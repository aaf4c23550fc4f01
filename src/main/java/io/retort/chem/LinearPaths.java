package io.retort.chem;

import java.util.Arrays;

/**
 * Paths of one to seven bonds without branches, hashed with their elements, aromaticity and bond orders; each sets one
 * bit, read from the end that gives the lower hash. Retort's own definition, in the manner of Daylight's fingerprints;
 * bits have nothing to do with those of other programs. In molecules so crowded that there are more than
 * {@value #MOST_WALKS} walks of a length, paths of that length and longer ones are left out. Reused between molecules,
 * by one thread.
 *
 * <p><b>Source</b> of the idea: Daylight Theory Manual, version 4.9 (2011), chapter on fingerprints.
 */
final class LinearPaths {
    private static final int LONGEST = 7;
    private static final long MOST_WALKS = 20_000_000;

    private MolGraph graph = new MolGraph(0, 0);
    private byte[] bits = {};
    private final int[] path = new int[LONGEST + 1];
    private final int[] slots = new int[LONGEST + 1];
    private boolean[] onPath = new boolean[64];

    /** Sets the bits of all paths. */
    void collect(MolGraph molecule, byte[] target) {
        graph = molecule;
        bits = target;
        if (onPath.length < molecule.atomCount) {
            onPath = new boolean[2 * molecule.atomCount];
        }
        int longest = longest(molecule);
        for (int atom = 0; atom < molecule.atomCount; atom++) {
            from(atom, longest);
        }
    }

    /** Number of bonds up to which all walks together are few enough. */
    private static int longest(MolGraph graph) {
        long[] walks = new long[graph.atomCount];
        Arrays.fill(walks, 1);
        for (int length = 1; length <= LONGEST; length++) {
            long[] next = new long[graph.atomCount];
            long all = 0;
            for (int atom = 0; atom < graph.atomCount; atom++) {
                for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                    next[atom] += walks[graph.neighbor[k]];
                }
                all += next[atom];
            }
            if (all > MOST_WALKS) {
                return length - 1;
            }
            walks = next;
        }
        return LONGEST;
    }

    /** All paths from an atom, depth first. */
    private void from(int start, int longest) {
        int size = 0;
        path[0] = start;
        slots[0] = graph.first[start];
        onPath[start] = true;
        while (size >= 0) {
            int atom = path[size];
            int slot = slots[size]++;
            if (slot == graph.first[atom + 1] || size == longest) {
                onPath[atom] = false;
                size--;
            } else if (!onPath[graph.neighbor[slot]]) {
                int other = graph.neighbor[slot];
                path[++size] = other;
                slots[size] = graph.first[other];
                onPath[other] = true;
                // Each path is found from both ends.
                if (start < other) {
                    set(size);
                }
            }
        }
    }

    private void set(int size) {
        long there = 0;
        long back = 0;
        for (int i = 0; i <= size; i++) {
            there = EnvironmentTable.mix(there * 31 + label(path[i]));
            back = EnvironmentTable.mix(back * 31 + label(path[size - i]));
            if (i < size) {
                // The slot of a path's atom has moved on to the next one.
                there = there * 31 + graph.color(slots[i] - 1);
                back = back * 31 + graph.color(slots[size - 1 - i] - 1);
            }
        }
        int bit = (int) (Math.min(there, back) & 8L * bits.length - 1);
        bits[bit >>> 3] |= (byte) (1 << (bit & 7));
    }

    private int label(int atom) {
        return 2 * graph.element[atom] + (graph.aromatic[atom] ? 1 : 0) + 1;
    }
}
