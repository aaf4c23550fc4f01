package io.retort.chem;

/**
 * What a molecule has that a standardization step might work on, found in one look at its atoms.
 *
 * @param isWork whether there are charges, metals, several parts, or atoms that may be drawn in another way
 * @param isotopes whether there are isotopes
 */
record Screen(boolean isWork, boolean isotopes) {
    private static final Screen NOTHING = new Screen(false, false);

    static Screen of(MolGraph graph) {
        int charges = 0;
        int isotopes = 0;
        boolean unusual = false;
        for (int i = 0; i < graph.atomCount; i++) {
            charges |= graph.charge[i];
            isotopes |= graph.isotope[i];
            int element = graph.element[i];
            if (element != MolGraph.CARBON && element > MolGraph.OXYGEN || element < MolGraph.BORON) {
                unusual |= isUnusual(graph, i, element);
            }
        }
        boolean work = charges != 0 || unusual || !isConnected(graph);
        return work || isotopes != 0 ? new Screen(work, isotopes != 0) : NOTHING;
    }

    private static boolean isUnusual(MolGraph graph, int atom, int element) {
        return switch (element) {
            case MolGraph.HYDROGEN, MolGraph.FLUORINE, MolGraph.CHLORINE, MolGraph.BROMINE -> false;
            case MolGraph.SULFUR -> graph.degree(atom) == 3;
            case MolGraph.PHOSPHORUS, MolGraph.ARSENIC, 51 -> graph.degree(atom) <= 3;
            default -> Metals.isMetal(element);
        };
    }

    /** Atoms as SMILES has them are each bonded to an earlier one; only others need a search. */
    static boolean isConnected(MolGraph graph) {
        for (int i = 1; i < graph.atomCount; i++) {
            int k = graph.first[i];
            while (k < graph.first[i + 1] && graph.neighbor[k] >= i) {
                k++;
            }
            if (k == graph.first[i + 1]) {
                return !graph.isDisconnected();
            }
        }
        return true;
    }
}
