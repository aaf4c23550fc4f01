package io.retort.chem;

import java.util.ArrayList;
import java.util.List;

/**
 * Rings of up to eight atoms without chords: what the tautomer rules ask for. They depend on which atoms are bonded
 * only, so that all tautomers of a molecule share them.
 */
final class SmallRings {
    private static final int LARGEST = 8;
    private static final int LISTED = 4096;

    private final MolGraph graph;
    private final List<int[]> rings = new ArrayList<>();
    private final int[] counts;
    private final int[] smallest;
    private final int[] path = new int[LARGEST];

    SmallRings(MolGraph graph) {
        this.graph = graph;
        counts = new int[graph.atomCount];
        smallest = new int[graph.atomCount];
        for (int i = 0; i < graph.atomCount; i++) {
            if (graph.inRing[i]) {
                path[0] = i;
                extend(1);
            }
        }
        for (int[] ring : rings) {
            for (int atom : ring) {
                counts[atom]++;
                smallest[atom] = smallest[atom] == 0 ? ring.length : Math.min(smallest[atom], ring.length);
            }
        }
    }

    /** Rings as atoms in order. */
    List<int[]> rings() {
        return rings;
    }

    /** Number of rings of an atom; one if it is in large rings only. */
    int count(int atom) {
        return counts[atom] == 0 && graph.inRing[atom] ? 1 : counts[atom];
    }

    /** Size of the smallest ring of an atom, 0 for none. */
    int smallest(int atom) {
        return smallest[atom];
    }

    /** Goes on from a path whose first atom is the lowest; a ring is found in the direction of its lower second atom. */
    private void extend(int size) {
        int last = path[size - 1];
        for (int k = graph.first[last]; k < graph.first[last + 1] && rings.size() < LISTED; k++) {
            int next = graph.neighbor[k];
            if (!graph.bondInRing[graph.via[k]] || next < path[0]) {
                continue;
            }
            if (next == path[0]) {
                if (size > 2 && path[1] < last) {
                    rings.add(java.util.Arrays.copyOf(path, size));
                }
            } else if (size < LARGEST && isChordless(next, size)) {
                path[size] = next;
                extend(size + 1);
            }
        }
    }

    /** Whether an atom is bonded to none of the path but the last and perhaps the first, and not on it. */
    private boolean isChordless(int next, int size) {
        for (int i = 0; i < size; i++) {
            if (path[i] == next || i > 0 && i < size - 1 && graph.slot(next, path[i]) >= 0) {
                return false;
            }
        }
        return size < 3 || graph.slot(path[size - 1], path[0]) < 0;
    }
}
