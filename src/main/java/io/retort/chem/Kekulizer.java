package io.retort.chem;

/**
 * Finds Kekulé orders for the bonds that a text leaves open: each aromatic atom with room for a double bond takes
 * exactly one, which is a perfect matching. A greedy pass settles nearly all of it, augmenting paths with blossoms the
 * rest (Edmonds, Can. J. Math. 1965, 17, 449), so that no fused system takes more than quadratic time. Wildcards take
 * part where they are needed. One for each thread.
 */
final class Kekulizer {
    private static final byte MUST = 1;
    private static final byte MAY = 2;

    private byte[] role = new byte[0];
    private int[] mate = new int[0];

    /**
     * Gives orders to the bonds that are marked as aromatic; the other bonds and the hydrogens are settled.
     *
     * @param orders sum of bond orders by atom, 1 for those that are open
     * @return false if there is no way to
     */
    boolean assign(MolGraph graph, int[] orders) {
        int n = graph.atomCount;
        if (role.length < n) {
            role = new byte[2 * n];
            mate = new int[2 * n];
        }
        for (int i = 0; i < n; i++) {
            mate[i] = -1;
            role[i] = graph.aromatic[i] ? role(graph, i, orders[i]) : 0;
        }
        for (int i = 0; i < n; i++) {
            if (role[i] == MUST && mate[i] < 0) {
                pair(graph, i);
            }
        }
        MatchingSearch search = null;
        for (int i = 0; i < n; i++) {
            if (role[i] == MUST && mate[i] < 0) {
                search = search == null ? new MatchingSearch(graph, role, mate) : search;
                if (!search.cover(i)) {
                    return false;
                }
            }
        }
        for (int b = 0; b < graph.bondCount; b++) {
            if (graph.bondAromatic[b] && mate[graph.begin[b]] == graph.end[b]) {
                graph.order[b] = 2;
            }
        }
        return true;
    }

    private void pair(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            if (role[other] == MUST && mate[other] < 0 && graph.bondAromatic[graph.via[k]]) {
                mate[atom] = other;
                mate[other] = atom;
                return;
            }
        }
    }

    private static byte role(MolGraph graph, int atom, int orders) {
        int element = graph.element[atom];
        if (element == 0) {
            return MAY;
        }
        int sum = graph.hydrogens[atom] + orders;
        boolean multiple = orders > graph.degree(atom);
        int charge = graph.charge[atom];
        if (element == MolGraph.NITROGEN && charge == 0 && sum == 4) {
            return multiple && !isOxo(graph, atom) ? 0 : MUST;
        }
        if (multiple && element < MolGraph.SILICON) {
            return 0;
        }
        return room(element, charge, sum) > 0 ? MUST : 0;
    }

    private static boolean isOxo(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 2 && graph.element[graph.neighbor[k]] == MolGraph.OXYGEN) {
                return true;
            }
        }
        return false;
    }

    /** Valence that is left up to the next one of the element; 0 or less for none. */
    private static int room(int element, int charge, int sum) {
        return switch (element) {
            case MolGraph.BORON -> 3 - charge - sum;
            case MolGraph.CARBON, MolGraph.SILICON -> 4 - Math.abs(charge) - sum;
            case MolGraph.NITROGEN -> 3 + charge - sum;
            case MolGraph.OXYGEN -> 2 + charge - sum;
            case MolGraph.PHOSPHORUS, MolGraph.ARSENIC -> expanded(3 + charge, 5 + charge, sum);
            case MolGraph.SULFUR, MolGraph.SELENIUM, MolGraph.TELLURIUM -> expanded(2 + charge, 6 + charge, sum);
            default -> 0;
        };
    }

    private static int expanded(int least, int most, int sum) {
        int valence = least;
        while (valence < sum && valence < most) {
            valence += 2;
        }
        return valence - sum;
    }
}
