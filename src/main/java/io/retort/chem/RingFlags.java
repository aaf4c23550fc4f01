package io.retort.chem;

import java.util.Arrays;

/**
 * Marks the atoms and bonds that are in a ring: the bonds that are no bridges and the atoms at these. Linear time, on a
 * stack of its own.
 *
 * <p><b>Source</b>: Tarjan, Inf. Process. Lett. 1974, 2, 160 (bridges by depth-first search).
 */
final class RingFlags {
    private static final ThreadLocal<RingFlags> LOCAL = ThreadLocal.withInitial(RingFlags::new);

    /** Place in the search from 1 on, 0 for not seen. */
    private int[] place = new int[64];
    /** Earliest place that a way down and one bond back lead to. */
    private int[] low = new int[64];

    private int[] slot = new int[64];
    private int[] stack = new int[64];
    /** Bond by which the search came to the atom. */
    private int[] entry = new int[64];

    private RingFlags() {}

    /** Sets the ring flags of atoms and bonds anew. */
    static void mark(MolGraph graph) {
        Arrays.fill(graph.inRing, false);
        Arrays.fill(graph.bondInRing, false);
        LOCAL.get().search(graph);
    }

    private void search(MolGraph graph) {
        int atoms = graph.atomCount;
        if (place.length < atoms) {
            place = new int[2 * atoms];
            low = new int[2 * atoms];
            slot = new int[2 * atoms];
            stack = new int[2 * atoms];
            entry = new int[2 * atoms];
        }
        Arrays.fill(place, 0, atoms, 0);
        int seen = 0;
        for (int seed = 0; seed < atoms; seed++) {
            if (place[seed] == 0) {
                seen = from(graph, seed, seen);
            }
        }
    }

    private int from(MolGraph graph, int seed, int before) {
        int seen = enter(graph, seed, -1, before);
        int top = 0;
        stack[top++] = seed;
        while (top > 0) {
            int atom = stack[top - 1];
            if (slot[atom] == graph.first[atom + 1]) {
                top--;
                if (top > 0 && low[atom] < place[atom]) {
                    low[stack[top - 1]] = Math.min(low[stack[top - 1]], low[atom]);
                    set(graph, entry[atom]);
                }
                continue;
            }
            int k = slot[atom]++;
            int other = graph.neighbor[k];
            if (graph.via[k] == entry[atom]) {
                continue;
            }
            if (place[other] == 0) {
                seen = enter(graph, other, graph.via[k], seen);
                stack[top++] = other;
            } else if (place[other] < place[atom]) {
                low[atom] = Math.min(low[atom], place[other]);
                set(graph, graph.via[k]);
            }
        }
        return seen;
    }

    private int enter(MolGraph graph, int atom, int by, int seen) {
        place[atom] = seen + 1;
        low[atom] = seen + 1;
        slot[atom] = graph.first[atom];
        entry[atom] = by;
        return seen + 1;
    }

    private static void set(MolGraph graph, int bond) {
        graph.bondInRing[bond] = true;
        graph.inRing[graph.begin[bond]] = true;
        graph.inRing[graph.end[bond]] = true;
    }
}
