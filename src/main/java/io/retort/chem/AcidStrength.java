package io.retort.chem;

/**
 * Rank of an acid or of the base it leaves, 0 the strongest, by the group it belongs to. The order is that of the
 * FDA's Substance Registration System guide as MolVS lists it; -1 means no acid of the list.
 */
final class AcidStrength {
    /** Number of ranks. */
    static final int COUNT = 33;

    private AcidStrength() {}

    static int ofAcid(MolGraph graph, int atom) {
        return rank(graph, atom, true);
    }

    static int ofBase(MolGraph graph, int atom) {
        return rank(graph, atom, false);
    }

    private static int rank(MolGraph graph, int atom, boolean acid) {
        int hydrogens = graph.hydrogens[atom];
        return switch (graph.element[atom]) {
            case 8 -> hydrogens == (acid ? 1 : 0) && !graph.aromatic[atom] ? oxygen(graph, atom, acid) : -1;
            case 16 -> hydrogens == (acid ? 1 : 0) && !graph.aromatic[atom] ? sulfur(graph, atom) : -1;
            case 7 -> nitrogen(graph, atom, acid, hydrogens);
            case 6 -> acid && graph.charge[atom] != 0 ? -1 : carbon(graph, atom, acid, hydrogens);
            default -> -1;
        };
    }

    private static int oxygen(MolGraph graph, int atom, boolean acid) {
        int center = Edit.onlyNeighbor(graph, atom);
        if (center < 0) {
            return -1;
        }
        return switch (graph.element[center]) {
            case 16 -> onSulfur(graph, center);
            case 15 -> onPhosphorus(graph, atom, center, acid);
            case 5 -> bySecondOxygen(graph, atom, center, acid ? 14 : -14);
            case 6 -> onCarbon(graph, center);
            case 8 -> isPeracid(graph, atom, center) ? 11 : -1;
            default -> -1;
        };
    }

    private static int onSulfur(MolGraph graph, int sulfur) {
        int oxo = Edit.count(graph, sulfur, 8, 2);
        boolean ester = Edit.count(graph, sulfur, 8, 1) > 1;
        if (oxo >= 2) {
            return ester ? 0 : 1;
        }
        if (oxo == 1 && graph.degree(sulfur) == 3) {
            return ester ? 2 : 3;
        }
        return -1;
    }

    private static int onPhosphorus(MolGraph graph, int atom, int phosphorus, boolean acid) {
        if (Edit.count(graph, phosphorus, 8, 2) == 0) {
            return -1;
        }
        return bySecondOxygen(graph, atom, phosphorus, acid ? 4 : -4);
    }

    /**
     * Rank by what the center has besides: another hydroxyl group, or four weaker, an oxide; one weaker without a third
     * oxygen, where another neighbor is needed. An acid counts as its strongest kind, a base as its weakest.
     *
     * @param strongest rank of the strongest kind, negative for a base
     */
    private static int bySecondOxygen(MolGraph graph, int atom, int center, int strongest) {
        int hydroxyls = 0;
        int oxides = 0;
        int singles = 0;
        int others = 0;
        for (int k = graph.first[center]; k < graph.first[center + 1]; k++) {
            int other = graph.neighbor[k];
            if (other == atom || graph.order[graph.via[k]] != 1) {
                continue;
            }
            boolean oxygen = graph.element[other] == 8;
            singles += oxygen ? 1 : 0;
            others += oxygen ? 0 : 1;
            hydroxyls += oxygen && graph.hydrogens[other] == 1 ? 1 : 0;
            oxides += Edit.is(graph, other, 8, -1) ? 1 : 0;
        }
        boolean acid = strongest > 0;
        boolean first = hydroxyls > 0 && (acid || oxides == 0);
        if (!first && oxides == 0 || singles < 2 && others == 0) {
            return -1;
        }
        return Math.abs(strongest) + (first ? 0 : 4) + (singles > 1 ? 0 : 1);
    }

    private static int onCarbon(MolGraph graph, int carbon) {
        if (graph.aromatic[carbon]) {
            return 16;
        }
        if (Edit.count(graph, carbon, 8, 2) > 0) {
            return 6;
        }
        return Edit.connections(graph, carbon) == 4 ? 23 : -1;
    }

    private static boolean isPeracid(MolGraph graph, int atom, int oxygen) {
        for (int k = graph.first[oxygen]; k < graph.first[oxygen + 1]; k++) {
            int carbon = graph.neighbor[k];
            if (carbon != atom && graph.element[carbon] == 6 && Edit.count(graph, carbon, 8, 2) > 0) {
                return true;
            }
        }
        return false;
    }

    private static int sulfur(MolGraph graph, int atom) {
        int carbon = Edit.onlyNeighbor(graph, atom);
        if (carbon < 0 || graph.element[carbon] != 6) {
            return -1;
        }
        return graph.aromatic[carbon] ? 7 : 17;
    }

    private static int nitrogen(MolGraph graph, int atom, boolean acid, int hydrogens) {
        if (graph.aromatic[atom]) {
            return hydrogens == (acid ? 1 : 0) && RingPatterns.isImidazole(graph, atom) ? 22 : -1;
        }
        if (hydrogens == (acid ? 1 : 0) && RingPatterns.isPhthalimide(graph, atom)) {
            return 10;
        }
        if (hydrogens != (acid ? 2 : 1)) {
            return -1;
        }
        int best = -1;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            int oxo = Edit.count(graph, other, 8, 2);
            int rank = graph.element[other] == 16 && oxo >= 2
                    ? 13
                    : graph.element[other] == 6 && !graph.aromatic[other] && oxo > 0
                            ? 21
                            : graph.element[other] == 6 && Edit.connections(graph, other) == 4 ? 29 : -1;
            best = choose(best, rank, acid);
        }
        return best;
    }

    /** An acid counts as its strongest kind, a base as its weakest. */
    private static int choose(int one, int two, boolean acid) {
        if (one < 0 || two < 0) {
            return Math.max(one, two);
        }
        return acid ? Math.min(one, two) : Math.max(one, two);
    }

    private static int carbon(MolGraph graph, int atom, boolean acid, int hydrogens) {
        if (graph.aromatic[atom]) {
            return !acid && hydrogens == 1 && RingPatterns.isCyclopentadienyl(graph, atom) ? 20 : -1;
        }
        int best = acid && hydrogens == 2 && RingPatterns.isCyclopentadiene(graph, atom) ? 20 : -1;
        if (acid && hydrogens == 0) {
            return -1;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            best = choose(best, carbonNextTo(graph, atom, k, acid), acid);
        }
        int connections = Edit.connections(graph, atom);
        if (acid ? connections == 4 : connections == 3 && Edit.bondOrders(graph, atom) + hydrogens == 3) {
            best = choose(best, 32, acid);
        }
        return best;
    }

    private static int carbonNextTo(MolGraph graph, int atom, int slot, boolean acid) {
        int hydrogens = graph.hydrogens[atom];
        int other = graph.neighbor[slot];
        int order = graph.order[graph.via[slot]];
        int oxo = Edit.count(graph, other, 8, 2);
        if (order == 3) {
            return graph.element[other] == 6 && hydrogens == (acid ? 1 : 0) ? 26 : -1;
        }
        if (order == 2) {
            boolean sp2 = Edit.connections(graph, atom) == (acid ? 3 : 2) && Edit.connections(graph, other) == 3;
            return graph.element[other] == 6 && sp2 ? 31 : -1;
        }
        if (graph.element[other] == 7) {
            boolean nitro = oxo > 0 && Edit.count(graph, other, 8, 1) > 0;
            return nitro && (!acid || hydrogens == 1) ? 12 : -1;
        }
        if (graph.isAliphatic(other, 6) && oxo > 0) {
            return byThirdNeighbor(graph, atom, other, acid);
        }
        if (graph.element[other] == 16 && oxo > 0 && hasOtherCarbon(graph, other, atom)) {
            return oxo > 1 ? 27 : graph.degree(other) == 3 ? 28 : -1;
        }
        boolean benzyl = graph.aromatic[other] && graph.element[other] == 6 && hydrogens == (acid ? 2 : 1);
        return benzyl && Edit.connections(graph, atom) == (acid ? 4 : 3) ? 30 : -1;
    }

    /** Next to a carbonyl group: a ketone or amide has another neighbor than oxygen, an ester oxygen. */
    private static int byThirdNeighbor(MolGraph graph, int atom, int carbonyl, boolean acid) {
        boolean ester = false;
        boolean other = false;
        for (int k = graph.first[carbonyl]; k < graph.first[carbonyl + 1]; k++) {
            if (graph.neighbor[k] != atom && graph.order[graph.via[k]] == 1) {
                ester |= graph.element[graph.neighbor[k]] == 8;
                other |= graph.element[graph.neighbor[k]] != 8;
            }
        }
        if (ester && other) {
            return acid ? 24 : 25;
        }
        return other ? 24 : ester ? 25 : -1;
    }

    private static boolean hasOtherCarbon(MolGraph graph, int sulfur, int atom) {
        for (int k = graph.first[sulfur]; k < graph.first[sulfur + 1]; k++) {
            int other = graph.neighbor[k];
            if (other != atom && graph.isAliphatic(other, 6) && graph.order[graph.via[k]] == 1) {
                return true;
            }
        }
        return false;
    }
}
