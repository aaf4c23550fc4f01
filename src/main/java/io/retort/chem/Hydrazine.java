package io.retort.chem;

/**
 * A hydrazine and a diazonium on one saturated carbon become a hydrazone cation and a diazene: {@code CNNC[N+]#N} is
 * drawn {@code CN=[NH+]CN=N}, as in RDKit.
 */
final class Hydrazine {
    private Hydrazine() {}

    static boolean normalize(Draft draft, int atom) {
        MolGraph graph = draft.graph();
        if (!Edit.is(graph, atom, MolGraph.NITROGEN, 1) || graph.degree(atom) != 2) {
            return false;
        }
        int end = -1;
        int carbon = -1;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            boolean triple = graph.order[graph.via[k]] == 3;
            if (triple && Edit.is(graph, other, MolGraph.NITROGEN, 0) && graph.degree(other) == 1) {
                end = k;
            } else if (!triple && isSaturated(graph, other)) {
                carbon = other;
            }
        }
        return end >= 0 && carbon >= 0 && shift(draft, carbon, atom, end);
    }

    private static boolean isSaturated(MolGraph graph, int atom) {
        return graph.isAliphatic(atom, MolGraph.CARBON) && Edit.connections(graph, atom) == 4;
    }

    private static boolean shift(Draft draft, int carbon, int cation, int end) {
        MolGraph graph = draft.graph();
        int last = graph.neighbor[end];
        int triple = graph.via[end];
        for (int k = graph.first[carbon]; k < graph.first[carbon + 1]; k++) {
            int near = graph.neighbor[k];
            if (near == cation || !isAmine(graph, near)) {
                continue;
            }
            for (int j = graph.first[near]; j < graph.first[near + 1]; j++) {
                int far = graph.neighbor[j];
                if (isAmine(graph, far) && hasOtherCarbon(graph, far)) {
                    draft.setOrder(graph.via[j], 2);
                    draft.addHydrogens(far, -1);
                    draft.setCharge(near, 1);
                    draft.setOrder(triple, 2);
                    draft.setCharge(cation, 0);
                    draft.addHydrogens(last, 1);
                    draft.choose();
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAmine(MolGraph graph, int atom) {
        return graph.isAliphatic(atom, MolGraph.NITROGEN)
                && graph.charge[atom] == 0
                && graph.hydrogens[atom] == 1
                && Edit.connections(graph, atom) == 3;
    }

    private static boolean hasOtherCarbon(MolGraph graph, int nitrogen) {
        for (int k = graph.first[nitrogen]; k < graph.first[nitrogen + 1]; k++) {
            if (isSaturated(graph, graph.neighbor[k])) {
                return true;
            }
        }
        return false;
    }
}
