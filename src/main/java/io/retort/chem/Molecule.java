package io.retort.chem;

import io.retort.core.Outcome;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * One molecule with rings and aromaticity perceived. Not safe for use by several threads at a time.
 */
public final class Molecule {
    private final IAtomContainer container;

    Molecule(IAtomContainer container) {
        this.container = container;
    }

    /**
     * Reads a SMILES string, checks valences and perceives rings and aromaticity.
     *
     * @param smiles one molecule; disconnected parts are separated by dots
     * @return the molecule, or the reason why the text is not one
     */
    public static Outcome<Molecule> parse(String smiles) {
        throw new UnsupportedOperationException("written next");
    }

    /** The CDK container, shared: within this room only. */
    IAtomContainer container() {
        return container;
    }
}
