package io.retort.chem;

import java.util.Arrays;

/**
 * What tells atoms apart before their neighborhoods do: degree, element, isotope, charge, hydrogens, map number,
 * aromaticity, ring membership and kind of stereo. Low colors come first in a canonical SMILES, so chain ends do.
 */
final class AtomColors {
    private static final int ISOTOPE_AND_MAP_BITS = 38;
    private static final int KIND_BITS = 32;

    /** Number of values of {@link #bucket}. */
    static final int BUCKETS = 64;

    private static final int BUCKET_SHIFT = KIND_BITS + 17;

    private AtomColors() {}

    /** Degree, ring and aromaticity of most colors, which grows with the color. */
    static int bucket(long color) {
        return (int) (color >>> BUCKET_SHIFT) & (BUCKETS - 1);
    }

    /** One number per atom; atoms of the same kind have the same. */
    static long[] of(MolGraph graph) {
        long[] colors = new long[graph.atomCount];
        fill(graph, colors);
        return colors;
    }

    /** The same into an array with room for at least the atoms. */
    static void fill(MolGraph graph, long[] colors) {
        int n = graph.atomCount;
        boolean labelled = false;
        for (int i = 0; i < n; i++) {
            labelled |= (graph.isotope[i] | graph.atomMap[i]) != 0;
            colors[i] = color(graph, i);
        }
        if (labelled) {
            rankByLabel(graph, colors);
        }
        for (int i = 0; i < n; i++) {
            colors[i] <<= KIND_BITS;
        }
        for (int u = 0; u < graph.stereo.size(); u++) {
            StereoUnit unit = graph.stereo.get(u);
            long kind = 1L << (2 * unit.kind().ordinal() % 30);
            colors[unit.a()] += kind;
            if (unit.b() != unit.a()) {
                colors[unit.b()] += kind;
            }
        }
    }

    private static long color(MolGraph graph, int atom) {
        long c = Math.min(graph.degree(atom), 15);
        c = (c << 1) | (graph.inRing[atom] ? 1 : 0);
        c = (c << 1) | (graph.aromatic[atom] ? 1 : 0);
        c = (c << 7) | (graph.element[atom] == MolGraph.CARBON ? 0 : graph.element[atom] + 1);
        c = (c << 6) | ((graph.charge[atom] + 32) & 63);
        return (c << 4) | (15 - Math.min(graph.hydrogens[atom], 15));
    }

    /** Isotopes and map numbers would not fit beside the kinds of stereo: the place among all that occur does. */
    private static void rankByLabel(MolGraph graph, long[] colors) {
        int n = graph.atomCount;
        for (int i = 0; i < n; i++) {
            long label = (graph.isotope[i] & 0x3FFFFL) << 20 | graph.atomMap[i] & 0xFFFFFL;
            colors[i] = colors[i] << ISOTOPE_AND_MAP_BITS | label;
        }
        long[] sorted = Arrays.copyOf(colors, n);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        for (int i = 0; i < n; i++) {
            colors[i] = Arrays.binarySearch(sorted, 0, distinct, colors[i]);
        }
    }
}
