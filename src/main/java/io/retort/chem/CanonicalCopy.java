package io.retort.chem;

import java.util.Arrays;

/** A copy of a graph with atoms, bonds and neighbors in canonical order, to be edited. */
final class CanonicalCopy {
    private static final long LOW = 0xFFFFFFFFL;

    private CanonicalCopy() {}

    static MolGraph of(MolGraph source) {
        int[] rank = CanonicalSmiles.write(source).rank();
        int[] atoms = new int[rank.length];
        for (int i = 0; i < rank.length; i++) {
            atoms[rank[i]] = i;
        }
        MolGraph moved = source.part(atoms);
        int[] bonds = sorted(moved);
        MolGraph copy = new MolGraph(moved.atomCount, moved.bondCount);
        System.arraycopy(moved.element, 0, copy.element, 0, moved.atomCount);
        System.arraycopy(moved.charge, 0, copy.charge, 0, moved.atomCount);
        System.arraycopy(moved.hydrogens, 0, copy.hydrogens, 0, moved.atomCount);
        System.arraycopy(moved.isotope, 0, copy.isotope, 0, moved.atomCount);
        System.arraycopy(moved.atomMap, 0, copy.atomMap, 0, moved.atomCount);
        System.arraycopy(moved.aromatic, 0, copy.aromatic, 0, moved.atomCount);
        System.arraycopy(moved.inRing, 0, copy.inRing, 0, moved.atomCount);
        for (int b = 0; b < bonds.length; b++) {
            copy.begin[b] = Math.min(moved.begin[bonds[b]], moved.end[bonds[b]]);
            copy.end[b] = Math.max(moved.begin[bonds[b]], moved.end[bonds[b]]);
            copy.order[b] = moved.order[bonds[b]];
            copy.bondAromatic[b] = moved.bondAromatic[bonds[b]];
            copy.bondInRing[b] = moved.bondInRing[bonds[b]];
        }
        copy.stereo.addAll(moved.stereo);
        return copy.link();
    }

    /** Bonds by their lower, then their higher end. */
    private static int[] sorted(MolGraph graph) {
        long[] keys = new long[graph.bondCount];
        int span = graph.atomCount;
        for (int b = 0; b < keys.length; b++) {
            long low = Math.min(graph.begin[b], graph.end[b]);
            long high = Math.max(graph.begin[b], graph.end[b]);
            keys[b] = low * span + high << 32 | b;
        }
        Arrays.sort(keys);
        int[] bonds = new int[keys.length];
        for (int b = 0; b < keys.length; b++) {
            bonds[b] = (int) (keys[b] & LOW);
        }
        return bonds;
    }
}
