package io.retort.chem;

/** Rings of each atom as {@link SmartsField} bits: how many, and the size of the smallest. */
final class SmartsRings {
    private static final int SMALLEST = 2;

    private SmartsRings() {}

    static long[] bits(MolGraph graph) {
        RingSet set = graph.rings();
        int[] rings = set.ringsPerAtom(graph);
        int[] smallest = set.smallestPerAtom(graph);
        long[] bits = new long[graph.atomCount];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            bits[atom] = SmartsField.RINGS.bit(rings[atom])
                    | SmartsField.RING_SIZE.bit(Math.max(SMALLEST, smallest[atom]) - SMALLEST);
        }
        return bits;
    }
}
