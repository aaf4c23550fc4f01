package io.retort.chem;

/** First numbers of atoms for Morgan fingerprints, as RDKit 2022.09 makes them. */
final class MorganInvariants {
    private MorganInvariants() {}

    /**
     * The connectivity invariants: a hash of element, connections, hydrogens, charge, isotope and ring membership.
     *
     * @param into gets the number of each atom at its place
     */
    static void connectivity(MolGraph graph, int[] into) {
        for (int atom = 0; atom < graph.atomCount; atom++) {
            int hash = MorganEnvironments.combine(0, graph.element[atom]);
            hash = MorganEnvironments.combine(hash, graph.degree(atom) + graph.hydrogens[atom]);
            hash = MorganEnvironments.combine(hash, graph.totalHydrogens(atom));
            hash = MorganEnvironments.combine(hash, graph.charge[atom]);
            hash = MorganEnvironments.combine(hash, massDifference(graph, atom));
            into[atom] = graph.inRing[atom] ? MorganEnvironments.combine(hash, 1) : hash;
        }
    }

    /** Whole daltons, cut towards zero, by which an isotope differs from the average weight. */
    private static int massDifference(MolGraph graph, int atom) {
        int isotope = graph.isotope[atom];
        if (isotope == 0) {
            return 0;
        }
        ElementTable table = ElementTable.get();
        int element = graph.element[atom];
        long difference = table.isotopeMassNanodalton(element, isotope) - table.weightNanodalton(element);
        return (int) (difference / (long) ElementTable.NANO);
    }
}
