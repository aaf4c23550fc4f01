package io.retort.chem;

/** Small questions about atoms that the standardization steps share. */
final class Edit {
    private Edit() {}

    static boolean is(MolGraph graph, int atom, int element, int charge) {
        return graph.element[atom] == element && graph.charge[atom] == charge;
    }

    /** Neighbors and hydrogens, as SMARTS's X counts them. */
    static int connections(MolGraph graph, int atom) {
        return graph.degree(atom) + graph.hydrogens[atom];
    }

    /** Number of neighbors of an element by bonds of an order. */
    static int count(MolGraph graph, int atom, int element, int order) {
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == order && graph.element[graph.neighbor[k]] == element) {
                count++;
            }
        }
        return count;
    }

    /** The only neighbor of an atom, or -1. */
    static int onlyNeighbor(MolGraph graph, int atom) {
        return graph.degree(atom) == 1 ? graph.neighbor[graph.first[atom]] : -1;
    }

    /** Sum of the orders of the bonds to other atoms. */
    static int bondOrders(MolGraph graph, int atom) {
        return graph.valence(atom) - graph.hydrogens[atom];
    }

    static boolean isChalcogen(int element) {
        return element == MolGraph.OXYGEN
                || element == MolGraph.SULFUR
                || element == MolGraph.SELENIUM
                || element == MolGraph.TELLURIUM;
    }

    static boolean isPnictogen(int element) {
        return element == MolGraph.NITROGEN
                || element == MolGraph.PHOSPHORUS
                || element == MolGraph.ARSENIC
                || element == 51;
    }
}
