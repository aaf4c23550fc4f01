package io.retort.chem;

import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The properties of one molecule, computed in one pass. {@link MoleculeProperty} names, defines and lists them. Sums are
 * exact, so no value depends on the order of the atoms.
 *
 * @param exactMassDalton see {@link MoleculeProperty#EXACT_MASS}
 * @param molWeightDalton see {@link MoleculeProperty#MOL_WEIGHT}
 * @param tpsaSquareAngstrom see {@link MoleculeProperty#TPSA}
 * @param acceptors see {@link MoleculeProperty#HBA}
 * @param donors see {@link MoleculeProperty#HBD}
 * @param rotatableBonds see {@link MoleculeProperty#ROTATABLE_BONDS}
 * @param rings see {@link MoleculeProperty#RINGS}
 * @param aromaticRings see {@link MoleculeProperty#AROMATIC_RINGS}
 * @param fractionCsp3 see {@link MoleculeProperty#FRACTION_CSP3}
 * @param heavyAtoms see {@link MoleculeProperty#HEAVY_ATOMS}
 * @param formalCharge see {@link MoleculeProperty#FORMAL_CHARGE}
 * @param formula see {@link MoleculeProperty#FORMULA}
 */
record MoleculeProperties(
        double exactMassDalton,
        double molWeightDalton,
        double tpsaSquareAngstrom,
        int acceptors,
        int donors,
        int rotatableBonds,
        int rings,
        int aromaticRings,
        double fractionCsp3,
        int heavyAtoms,
        int formalCharge,
        String formula) {

    /**
     * Computes all properties.
     *
     * @param container molecule with hydrogen counts, ring and aromaticity flags set; it is not changed
     * @return its properties
     */
    static MoleculeProperties of(IAtomContainer container) {
        return of(CdkGraph.of(container));
    }

    /**
     * Computes all properties.
     *
     * @param graph the molecule
     * @return its properties
     */
    static MoleculeProperties of(MolGraph graph) {
        Composition composition = Composition.of(graph);
        RingCounts rings = RingCounts.of(graph);
        return new MoleculeProperties(
                composition.exactMassNanodalton() / ElementTable.NANO,
                composition.weightNanodalton() / ElementTable.NANO,
                PolarSurface.centiSquareAngstrom(graph) / 100.0,
                HydrogenBonding.acceptors(graph),
                HydrogenBonding.donors(graph),
                RotatableBonds.count(graph),
                rings.rings(),
                rings.aromaticRings(),
                fractionCsp3(graph),
                composition.heavyAtoms(),
                composition.charge(),
                composition.formula());
    }

    private static double fractionCsp3(MolGraph graph) {
        int carbons = 0;
        int saturated = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (graph.element[atom] == MolGraph.CARBON) {
                carbons++;
                saturated += graph.degree(atom) + graph.hydrogens[atom] == 4 ? 1 : 0;
            }
        }
        return carbons == 0 ? 0 : (double) saturated / carbons;
    }
}
