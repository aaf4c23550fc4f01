package io.retort.chem;

import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * The properties of one molecule, each computed when first asked for. {@link MoleculeProperty} names, defines and lists
 * them. Sums are exact, so no value depends on the order of the atoms. For use by one thread.
 */
final class MoleculeProperties {
    private final MolGraph graph;
    private @Nullable Composition composition;
    private @Nullable RingCounts ringCounts;
    private @Nullable Crippen crippen;
    private @Nullable StereoCenters stereoCenters;
    private long centiSquareAngstrom = -1;
    private int donors = -1;
    private int rotatableBonds = -1;

    private MoleculeProperties(MolGraph graph) {
        this.graph = graph;
    }

    /**
     * Takes a molecule.
     *
     * @param container molecule with hydrogen counts, ring and aromaticity flags set; it is not changed
     * @return its properties
     */
    static MoleculeProperties of(IAtomContainer container) {
        return of(CdkGraph.of(container));
    }

    /**
     * Takes a molecule.
     *
     * @param graph the molecule, which must not change
     * @return its properties
     */
    static MoleculeProperties of(MolGraph graph) {
        return new MoleculeProperties(graph);
    }

    MolGraph graph() {
        return graph;
    }

    private Composition composition() {
        Composition known = composition;
        if (known == null) {
            known = Composition.of(graph);
            composition = known;
        }
        return known;
    }

    private RingCounts ringCounts() {
        RingCounts known = ringCounts;
        if (known == null) {
            known = RingCounts.of(graph);
            ringCounts = known;
        }
        return known;
    }

    private Crippen crippen() {
        Crippen known = crippen;
        if (known == null) {
            known = Crippen.of(graph);
            crippen = known;
        }
        return known;
    }

    /** See {@link MoleculeProperty#EXACT_MASS}. */
    double exactMassDalton() {
        return composition().exactMassNanodalton() / ElementTable.NANO;
    }

    /** See {@link MoleculeProperty#MOL_WEIGHT}. */
    double molWeightDalton() {
        return composition().weightNanodalton() / ElementTable.NANO;
    }

    /** See {@link MoleculeProperty#TPSA}. */
    double tpsaSquareAngstrom() {
        if (centiSquareAngstrom < 0) {
            centiSquareAngstrom = PolarSurface.centiSquareAngstrom(graph);
        }
        return centiSquareAngstrom / 100.0;
    }

    /** See {@link MoleculeProperty#HBA}. */
    int acceptors() {
        return HydrogenBonding.acceptors(graph);
    }

    /** See {@link MoleculeProperty#HBD}. */
    int donors() {
        if (donors < 0) {
            donors = HydrogenBonding.donors(graph);
        }
        return donors;
    }

    /** See {@link MoleculeProperty#ROTATABLE_BONDS}. */
    int rotatableBonds() {
        if (rotatableBonds < 0) {
            rotatableBonds = RotatableBonds.count(graph);
        }
        return rotatableBonds;
    }

    /** See {@link MoleculeProperty#RINGS}. */
    int rings() {
        return ringCounts().rings();
    }

    /** See {@link MoleculeProperty#AROMATIC_RINGS}. */
    int aromaticRings() {
        return ringCounts().aromaticRings();
    }

    /** See {@link MoleculeProperty#FRACTION_CSP3}. */
    double fractionCsp3() {
        Composition known = composition();
        return known.carbons() == 0 ? 0 : (double) known.saturatedCarbons() / known.carbons();
    }

    /** See {@link MoleculeProperty#HEAVY_ATOMS}. */
    int heavyAtoms() {
        return composition().heavyAtoms();
    }

    /** See {@link MoleculeProperty#FORMAL_CHARGE}. */
    int formalCharge() {
        return composition().charge();
    }

    /** See {@link MoleculeProperty#FORMULA}. */
    String formula() {
        return composition().formula();
    }

    /** See {@link MoleculeProperty#CRIPPEN_LOGP}. */
    double crippenLogP() {
        return crippen().logP();
    }

    /** See {@link MoleculeProperty#CRIPPEN_MR}. */
    double crippenRefractivity() {
        return crippen().refractivity();
    }

    /** See {@link MoleculeProperty#QED}. */
    double qed() {
        return Qed.of(this);
    }

    /** See {@link MoleculeProperty#STEREOCENTERS}. */
    StereoCenters stereoCenters() {
        StereoCenters known = stereoCenters;
        if (known == null) {
            known = StereoCenters.of(graph);
            stereoCenters = known;
        }
        return known;
    }
}
