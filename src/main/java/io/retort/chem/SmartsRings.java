package io.retort.chem;

import java.util.Arrays;
import org.openscience.cdk.graph.RelevantCycles;

/** Rings of each atom as {@link SmartsField} bits: how many, and the size of the smallest. */
final class SmartsRings {
    private SmartsRings() {}

    static long[] bits(MolGraph graph) {
        int[] rings = new int[graph.atomCount];
        int[] smallest = new int[graph.atomCount];
        Arrays.fill(smallest, 2);
        int[][] adjacency = new int[graph.atomCount][];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            adjacency[atom] = ringNeighbors(graph, atom);
        }
        for (int[] path : new RelevantCycles(adjacency).paths()) {
            int size = path.length - 1;
            for (int i = 0; i < size; i++) {
                rings[path[i]]++;
                smallest[path[i]] = smallest[path[i]] == 2 ? size : Math.min(smallest[path[i]], size);
            }
        }
        long[] bits = new long[graph.atomCount];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            bits[atom] = SmartsField.RINGS.bit(rings[atom]) | SmartsField.RING_SIZE.bit(smallest[atom] - 2);
        }
        return bits;
    }

    private static int[] ringNeighbors(MolGraph graph, int atom) {
        int[] found = new int[graph.degree(atom)];
        int size = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.bondInRing[graph.via[k]]) {
                found[size++] = graph.neighbor[k];
            }
        }
        return Arrays.copyOf(found, size);
    }
}
