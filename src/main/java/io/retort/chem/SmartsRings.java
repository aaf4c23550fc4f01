package io.retort.chem;

import java.util.Arrays;

/** Rings of each atom as {@link SmartsField} bits: how many, and the size of the smallest. */
final class SmartsRings {
    private static final int SMALLEST = 2;
    private static final long UPPER = -1L << Integer.SIZE;
    private static final long NONE = word(0, 0);

    private SmartsRings() {}

    /** Fills in a word for each atom. */
    static void fill(MolGraph graph, long[] bits) {
        RingSet set = graph.rings();
        if (!set.isComplete()) {
            int[] rings = set.ringsPerAtom(graph);
            int[] smallest = set.smallestPerAtom(graph);
            for (int atom = 0; atom < graph.atomCount; atom++) {
                bits[atom] = word(rings[atom], smallest[atom]);
            }
            return;
        }
        // Number of rings in the lower half, how far the smallest is from the largest there may be in the upper half.
        Arrays.fill(bits, 0, graph.atomCount, 0);
        for (int ring = 0; ring < set.size(); ring++) {
            long close = (long) Integer.MAX_VALUE - set.size(ring) << Integer.SIZE;
            for (int i = set.first[ring]; i < set.first[ring + 1]; i++) {
                long known = bits[set.atoms[i]];
                bits[set.atoms[i]] = Math.max(known & UPPER, close) | known + 1 & ~UPPER;
            }
        }
        for (int atom = 0; atom < graph.atomCount; atom++) {
            long known = bits[atom];
            bits[atom] = known == 0 ? NONE : word((int) known, Integer.MAX_VALUE - (int) (known >>> Integer.SIZE));
        }
    }

    private static long word(int rings, int smallest) {
        return SmartsField.RINGS.bit(rings) | SmartsField.RING_SIZE.bit(Math.max(SMALLEST, smallest) - SMALLEST);
    }
}
