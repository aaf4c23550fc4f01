package io.retort.chem;

import java.util.Arrays;

/**
 * Finds which atoms and bonds lie in rings: a bond does unless it is a bridge, an atom does if one of its bonds does.
 * One depth-first walk without recursion, linear in atoms and bonds (Tarjan, Inf. Process. Lett. 1974, 2, 160).
 */
final class RingFlags {
    private RingFlags() {}

    /** Sets {@code inRing} and {@code bondInRing} of a graph anew. */
    static void mark(MolGraph graph) {
        Arrays.fill(graph.inRing, false);
        Arrays.fill(graph.bondInRing, false);
        int n = graph.atomCount;
        if (graph.bondCount < 3) {
            return;
        }
        int[] found = new int[n];
        int[] lowest = new int[n];
        int[] next = new int[n];
        int[] entry = new int[n];
        int clock = 0;
        for (int seed = 0; seed < n; seed++) {
            if (found[seed] == 0) {
                entry[seed] = -1;
                clock = walk(graph, seed, clock, new int[][] {found, lowest, next, entry});
            }
        }
        for (int b = 0; b < graph.bondCount; b++) {
            if (graph.bondInRing[b]) {
                graph.inRing[graph.begin[b]] = true;
                graph.inRing[graph.end[b]] = true;
            }
        }
    }

    /** Walks one connected part; {@code entry} holds the bond by which each atom was reached. */
    private static int walk(MolGraph graph, int seed, int start, int[][] scratch) {
        int[] found = scratch[0];
        int[] lowest = scratch[1];
        int[] next = scratch[2];
        int[] entry = scratch[3];
        int clock = start + 1;
        int atom = seed;
        found[seed] = clock;
        lowest[seed] = clock;
        next[seed] = graph.first[seed];
        while (true) {
            if (next[atom] < graph.first[atom + 1]) {
                int slot = next[atom]++;
                int bond = graph.via[slot];
                int other = graph.neighbor[slot];
                if (bond == entry[atom]) {
                    continue;
                }
                if (found[other] == 0) {
                    found[other] = ++clock;
                    lowest[other] = clock;
                    next[other] = graph.first[other];
                    entry[other] = bond;
                    atom = other;
                } else {
                    lowest[atom] = Math.min(lowest[atom], found[other]);
                    graph.bondInRing[bond] = true;
                }
                continue;
            }
            if (atom == seed) {
                return clock;
            }
            int bond = entry[atom];
            int up = graph.other(bond, atom);
            graph.bondInRing[bond] = lowest[atom] <= found[up];
            lowest[up] = Math.min(lowest[up], lowest[atom]);
            atom = up;
        }
    }
}
