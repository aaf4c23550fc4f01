package io.retort.chem;

/**
 * Rotatable bonds by RDKit's strict definition (version 3.0.0 of its NumRotatableBonds), which is written there as one
 * SMARTS and here as code: acyclic single bonds between atoms that are not terminal, not on a triple bond and not the
 * centre of a symmetric top (CF3, CCl3, CBr3, tert-butyl), where at least one end belongs to no amide, ester, amidine
 * or amidinium bond.
 */
final class RotatableBonds {
    private RotatableBonds() {}

    /** Counts them. */
    static int count(MolGraph graph) {
        int count = 0;
        for (int bond = 0; bond < graph.bondCount; bond++) {
            if (!graph.bondInRing[bond] && isSingleOrAromatic(graph, bond)) {
                int begin = graph.begin[bond];
                int end = graph.end[bond];
                if (graph.degree(begin) > 1
                        && graph.degree(end) > 1
                        && isJoint(graph, begin)
                        && isJoint(graph, end)
                        && !(isConjugated(graph, begin) && isConjugated(graph, end))) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean isSingleOrAromatic(MolGraph graph, int bond) {
        return graph.order[bond] == 1 || graph.bondAromatic[bond];
    }

    private static boolean isJoint(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 3 && !graph.bondAromatic[graph.via[k]]) {
                return false;
            }
        }
        return !isTop(graph, atom);
    }

    private static boolean isTop(MolGraph graph, int atom) {
        if (graph.degree(atom) < 3 || !graph.isAliphatic(atom, MolGraph.CARBON)) {
            return false;
        }
        int fluorines = 0;
        int chlorines = 0;
        int bromines = 0;
        int methyls = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] != 1) {
                continue;
            }
            int next = graph.neighbor[k];
            switch (graph.element[next]) {
                case MolGraph.FLUORINE -> fluorines++;
                case MolGraph.CHLORINE -> chlorines++;
                case MolGraph.BROMINE -> bromines++;
                case MolGraph.CARBON -> methyls += !graph.aromatic[next] && graph.totalHydrogens(next) == 3 ? 1 : 0;
                default -> {}
            }
        }
        return fluorines >= 3 || chlorines >= 3 || bromines >= 3 || methyls >= 3;
    }

    /** Either end of the C-X bond of an amide, ester, amidine or amidinium, the bond being acyclic. */
    private static boolean isConjugated(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int bond = graph.via[k];
            if (graph.isSingle(bond) && !graph.bondInRing[bond]) {
                int next = graph.neighbor[k];
                if (isAcylBond(graph, atom, next) || isAcylBond(graph, next, atom)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code [CD3](=[N,O,S])-!@[#7,O,S!D1]} or {@code [CD3](=[N+])-!@[#7!D1]}; the first contains the second. */
    private static boolean isAcylBond(MolGraph graph, int carbon, int partner) {
        return isAcylPartner(graph, partner)
                && graph.isAliphatic(carbon, MolGraph.CARBON)
                && graph.degree(carbon) == 3
                && hasDoubleBondToHetero(graph, carbon);
    }

    private static boolean isAcylPartner(MolGraph graph, int atom) {
        return switch (graph.element[atom]) {
            case MolGraph.NITROGEN -> true;
            case MolGraph.OXYGEN -> !graph.aromatic[atom];
            case MolGraph.SULFUR -> !graph.aromatic[atom] && graph.degree(atom) != 1;
            default -> false;
        };
    }

    private static boolean hasDoubleBondToHetero(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int next = graph.neighbor[k];
            int element = graph.element[next];
            if (graph.isDouble(graph.via[k])
                    && !graph.aromatic[next]
                    && (element == MolGraph.NITROGEN || element == MolGraph.OXYGEN || element == MolGraph.SULFUR)) {
                return true;
            }
        }
        return false;
    }
}
