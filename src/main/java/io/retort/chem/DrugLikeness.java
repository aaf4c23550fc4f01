package io.retort.chem;

/** Rules of thumb for oral drugs, leads and fragments, each by its paper's limits, which themselves are allowed. */
final class DrugLikeness {
    private DrugLikeness() {}

    /** Limits of Lipinski's rule of five that are exceeded, with RDKit's donors and acceptors. */
    static int lipinskiViolations(MoleculeProperties p) {
        return violations(p, p.donors(), p.acceptors());
    }

    /** The same with the paper's own counts: hydrogens on N and O, and N and O themselves. */
    static int lipinskiViolationsByElement(MoleculeProperties p) {
        return violations(p, lipinskiDonors(p.graph()), lipinskiAcceptors(p.graph()));
    }

    private static int violations(MoleculeProperties p, int donors, int acceptors) {
        return (p.molWeightDalton() > 500 ? 1 : 0)
                + (p.crippenLogP() > 5 ? 1 : 0)
                + (donors > 5 ? 1 : 0)
                + (acceptors > 10 ? 1 : 0);
    }

    /** Hydrogens on nitrogen and oxygen. */
    static int lipinskiDonors(MolGraph graph) {
        int count = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            count += isNitrogenOrOxygen(graph, atom) ? graph.totalHydrogens(atom) : 0;
        }
        return count;
    }

    /** Nitrogens and oxygens. */
    static int lipinskiAcceptors(MolGraph graph) {
        int count = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            count += isNitrogenOrOxygen(graph, atom) ? 1 : 0;
        }
        return count;
    }

    private static boolean isNitrogenOrOxygen(MolGraph graph, int atom) {
        return graph.element[atom] == MolGraph.NITROGEN || graph.element[atom] == MolGraph.OXYGEN;
    }

    static boolean isVeber(MoleculeProperties p) {
        return p.rotatableBonds() <= 10 && p.tpsaSquareAngstrom() <= 140;
    }

    static boolean isEgan(MoleculeProperties p) {
        return p.tpsaSquareAngstrom() <= 131.6 && p.crippenLogP() <= 5.88;
    }

    static boolean isLeadLike(MoleculeProperties p) {
        double weight = p.molWeightDalton();
        double logP = p.crippenLogP();
        return weight >= 100 && weight <= 350 && logP >= 1 && logP <= 3;
    }

    static boolean isFragmentLike(MoleculeProperties p) {
        return p.molWeightDalton() < 300 && p.crippenLogP() <= 3 && p.donors() <= 3 && p.acceptors() <= 3;
    }
}
