package io.retort.chem;

import java.util.Arrays;

/**
 * What tells atoms apart before their neighborhoods do: degree, element, isotope, charge, hydrogens, map number,
 * aromaticity, ring membership and kind of stereo. Low colors come first in a canonical SMILES, so chain ends do.
 */
final class AtomColors {
    private AtomColors() {}

    /** One number per atom; atoms of the same kind have the same. */
    static long[] of(MolGraph graph) {
        int n = graph.atomCount;
        long[] colors = new long[n];
        for (int i = 0; i < n; i++) {
            long c = Math.min(graph.degree(i), 15);
            c = (c << 1) | (graph.inRing[i] ? 1 : 0);
            c = (c << 1) | (graph.aromatic[i] ? 1 : 0);
            c = (c << 7) | (graph.element[i] == 6 ? 0 : graph.element[i] + 1);
            c = (c << 6) | ((graph.charge[i] + 32) & 63);
            c = (c << 4) | (15 - Math.min(graph.hydrogens[i], 15));
            c = (c << 18) | (graph.isotope[i] & 0x3FFFF);
            c = (c << 20) | (graph.atomMap[i] & 0xFFFFF);
            colors[i] = c;
        }
        long[] kinds = new long[n];
        for (StereoUnit unit : graph.stereo) {
            kinds[unit.a()] += 1L << (2 * unit.kind().ordinal() % 30);
            if (unit.b() != unit.a()) {
                kinds[unit.b()] += 1L << (2 * unit.kind().ordinal() % 30);
            }
        }
        return combine(colors, kinds);
    }

    private static long[] combine(long[] colors, long[] kinds) {
        long[] distinct = Arrays.stream(colors).distinct().sorted().toArray();
        long[] combined = new long[colors.length];
        for (int i = 0; i < colors.length; i++) {
            combined[i] = (long) Arrays.binarySearch(distinct, colors[i]) << 32 | kinds[i];
        }
        return combined;
    }
}
