package io.retort.chem;

import java.util.Arrays;

/**
 * Finds which atoms and bonds lie in rings: a bond does unless it is a bridge, an atom does if one of its bonds does. A
 * spanning tree leaves out one bond for each independent ring; with up to 64 of those, each has a bit, and a tree bond
 * is in a ring if the bits below it do not cancel. Graphs with more are walked depth first (Tarjan, Inf. Process. Lett.
 * 1974, 2, 160). Linear in atoms and bonds, without recursion.
 */
final class RingFlags {
    private static final int BITS = Long.SIZE;
    private static final int UNSEEN = -2;

    private RingFlags() {}

    /** Sets {@code inRing} and {@code bondInRing} of a graph anew. */
    static void mark(MolGraph graph) {
        int n = graph.atomCount;
        Arrays.fill(graph.inRing, false);
        Arrays.fill(graph.bondInRing, false);
        int[] order = new int[n];
        int[] entry = new int[n];
        int trees = span(graph, order, entry);
        int rings = graph.bondCount - n + trees;
        if (rings > BITS) {
            markWalking(graph);
        } else if (rings > 0) {
            coverOrdered(graph, order, entry);
        }
    }

    /**
     * The same for a graph whose atoms come in the order of a spanning forest, parents before children.
     *
     * @param entry bond that leads to an atom, -1 for the first of a tree
     */
    static void mark(MolGraph graph, int[] entry, int rings) {
        int n = graph.atomCount;
        long[] bits = new long[n];
        if (rings > BITS || !cover(graph, entry, bits)) {
            mark(graph);
        }
    }

    private static boolean cover(MolGraph graph, int[] entry, long[] bits) {
        long bit = 1;
        for (int b = 0; b < graph.bondCount; b++) {
            int one = graph.begin[b];
            int two = graph.end[b];
            if (entry[two] != b) {
                bits[one] ^= bit;
                bits[two] ^= bit;
                bit <<= 1;
                setRing(graph, b);
            }
        }
        for (int i = graph.atomCount - 1; i >= 0; i--) {
            if (bits[i] == 0) {
                continue;
            }
            if (entry[i] < 0) {
                return false; // a bond between two trees, which are one then
            }
            bits[graph.begin[entry[i]]] ^= bits[i];
            setRing(graph, entry[i]);
        }
        return true;
    }

    /** Breadth-first forest: {@code entry} is the bond that leads to an atom, or -1; returns the number of trees. */
    private static int span(MolGraph graph, int[] order, int[] entry) {
        int n = graph.atomCount;
        Arrays.fill(entry, UNSEEN);
        int tail = 0;
        int trees = 0;
        for (int seed = 0; tail < n; seed++) {
            if (entry[seed] != UNSEEN) {
                continue;
            }
            trees++;
            entry[seed] = -1;
            int head = tail;
            order[tail++] = seed;
            while (head < tail) {
                int atom = order[head++];
                for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                    int other = graph.neighbor[k];
                    if (entry[other] == UNSEEN) {
                        entry[other] = graph.via[k];
                        order[tail++] = other;
                    }
                }
            }
        }
        return trees;
    }

    private static void coverOrdered(MolGraph graph, int[] order, int[] entry) {
        long[] bits = new long[order.length];
        long bit = 1;
        for (int b = 0; b < graph.bondCount; b++) {
            int one = graph.begin[b];
            int two = graph.end[b];
            if (entry[one] != b && entry[two] != b) {
                bits[one] ^= bit;
                bits[two] ^= bit;
                bit <<= 1;
                setRing(graph, b);
            }
        }
        for (int i = order.length - 1; i >= 0; i--) {
            int atom = order[i];
            int bond = entry[atom];
            if (bits[atom] != 0 && bond >= 0) {
                bits[graph.other(bond, atom)] ^= bits[atom];
                setRing(graph, bond);
            }
        }
    }

    private static void setRing(MolGraph graph, int bond) {
        graph.bondInRing[bond] = true;
        graph.inRing[graph.begin[bond]] = true;
        graph.inRing[graph.end[bond]] = true;
    }

    private static void markWalking(MolGraph graph) {
        int n = graph.atomCount;
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
                setRing(graph, b);
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
