package io.retort.chem;

import java.util.BitSet;

/**
 * Disconnects metals: any metal from nitrogen, oxygen and fluorine, and transition metals and aluminum from boron,
 * aliphatic carbon and most other non-metals. Alkali metals stay bonded to carbon, sulfur and the heavier halogens, as
 * in RDKit's MetalDisconnector. {@link MetalCharges} says who gets the electrons.
 */
final class Metals {
    private static final BitSet ANY = set(3, 11, 19, 37, 55, 87, 4, 12, 20, 38, 56, 88, 13, 31, 49, 81, 50, 82, 83);
    private static final BitSet TRANSITION = set(13);
    private static final BitSet WITH_ANY = set(7, 8, 9);
    private static final BitSet WITH_TRANSITION = set(5, 6, 14, 15, 33, 51, 16, 34, 52, 17, 35, 53, 85);

    static {
        for (int[] row : new int[][] {{21, 30}, {39, 48}, {72, 79}}) {
            TRANSITION.set(row[0], row[1] + 1);
        }
        ANY.or(TRANSITION);
        ANY.set(80);
    }

    private Metals() {}

    private static BitSet set(int... elements) {
        BitSet set = new BitSet();
        for (int element : elements) {
            set.set(element);
        }
        return set;
    }

    static boolean isMetal(int element) {
        return ANY.get(element);
    }

    static boolean disconnect(Draft draft) {
        MolGraph graph = draft.graph();
        boolean[] cut = new boolean[graph.bondCount];
        boolean any = false;
        for (int b = 0; b < cut.length; b++) {
            cut[b] = metalEnd(graph, b) >= 0;
            any |= cut[b];
        }
        if (!any) {
            return false;
        }
        int[] all = new int[graph.atomCount];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        MolGraph open = graph.part(all, cut);
        MetalCharges.set(draft, open, cut);
        draft.replace(open, false);
        return true;
    }

    /** The metal of a bond that is to be cut, or -1. */
    static int metalEnd(MolGraph graph, int bond) {
        int one = graph.begin[bond];
        int two = graph.end[bond];
        if (isCut(graph, one, two)) {
            return one;
        }
        return isCut(graph, two, one) ? two : -1;
    }

    private static boolean isCut(MolGraph graph, int metal, int other) {
        int element = graph.element[other];
        if (ANY.get(graph.element[metal]) && WITH_ANY.get(element)) {
            return true;
        }
        return TRANSITION.get(graph.element[metal]) && WITH_TRANSITION.get(element) && !graph.aromatic[other];
    }
}
