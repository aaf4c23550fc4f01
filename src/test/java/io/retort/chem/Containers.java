package io.retort.chem;

import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.aromaticity.ElectronDonation;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

/** Builds containers as {@link Molecule#container()} promises them, straight from CDK. */
final class Containers {
    private static final Aromaticity DAYLIGHT =
            new Aromaticity(ElectronDonation.daylight(), Cycles.or(Cycles.all(), Cycles.relevant()));

    private Containers() {}

    static IAtomContainer of(String smiles) {
        try {
            IAtomContainer container =
                    new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
            perceive(container);
            return container;
        } catch (CDKException e) {
            throw new IllegalArgumentException(smiles, e);
        }
    }

    static void perceive(IAtomContainer container) throws CDKException {
        Cycles.markRingAtomsAndBonds(container);
        DAYLIGHT.apply(container);
    }

    /** Constitution only: no stereo, no isotopes. */
    static String canonical(IAtomContainer container) {
        try {
            return new SmilesGenerator(SmiFlavor.Unique | SmiFlavor.UseAromaticSymbols).create(container);
        } catch (CDKException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
