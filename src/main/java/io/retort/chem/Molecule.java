package io.retort.chem;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * One molecule with rings and aromaticity perceived. Not safe for use by several threads at a time.
 */
public final class Molecule {
    private @Nullable IAtomContainer container;
    private @Nullable MolGraph graph;
    private @Nullable String smiles;

    /** Takes a container as it is, with hydrogen counts set and rings and aromaticity marked. */
    Molecule(IAtomContainer container) {
        this.container = container;
    }

    /** Takes a graph as it is, with rings and aromaticity perceived. */
    Molecule(MolGraph graph) {
        this.graph = graph;
    }

    /**
     * Reads a SMILES string, checks valences and perceives rings and aromaticity. Ordinary hydrogen atoms become
     * counts; hypervalent nitro, azide, diazo and halogen oxo groups become charge-separated; stereo marks that the
     * structure does not support are dropped with a remark. Does not standardize: salts, charges and tautomers stay.
     *
     * @param smiles one molecule; disconnected parts are separated by dots; no title behind it
     * @return the molecule, or the reason why the text is not one; never null
     */
    public static Outcome<Molecule> parse(String smiles) {
        return SmilesReader.local().read(smiles);
    }

    /**
     * Makes a molecule of a container that was edited or read from elsewhere.
     *
     * @param container hydrogen counts set, Kekulé bonds; it is not changed
     * @param input what to quote in an issue
     * @return the molecule, or why it is not one
     */
    static Outcome<Molecule> of(IAtomContainer container, String input) {
        return of(CdkGraph.of(container), input);
    }

    /**
     * Makes a molecule of a graph that was edited or read from elsewhere: checks valences, folds hydrogens and perceives
     * rings, aromaticity and stereo support again. The graph may be changed and kept.
     *
     * @param graph hydrogen counts set, Kekulé bonds; its flags do not matter
     * @param input what to quote in an issue
     * @return the molecule, or why it is not one
     */
    static Outcome<Molecule> of(MolGraph graph, String input) {
        if (graph.atomCount == 0) {
            return Outcome.failed(IssueCode.EMPTY_INPUT, "There is no structure", input);
        }
        RingFlags.mark(graph);
        return Perception.finish(graph, input, 0);
    }

    /** The same with nothing to quote. */
    static Outcome<Molecule> of(IAtomContainer container) {
        return of(container, "");
    }

    /**
     * Canonical isomeric SMILES, written by Retort: equal for the same molecule whatever the order of its atoms and
     * its Kekulé form. Keeps isotopes, charges, stereo and atom maps. Tautomers and charge states differ. Computed
     * once.
     *
     * @return text that {@link #parse} reads back to the same molecule
     */
    public String smiles() {
        String known = smiles;
        if (known == null) {
            known = CanonicalSmiles.of(graph());
            smiles = known;
        }
        return known;
    }

    /** The arrays, shared: not to be edited. */
    MolGraph graph() {
        MolGraph known = graph;
        if (known == null) {
            known = CdkGraph.of(Objects.requireNonNull(container));
            graph = known;
        }
        return known;
    }

    /** A CDK container, shared: within this room only. Made when first asked for. */
    IAtomContainer container() {
        IAtomContainer known = container;
        if (known == null) {
            known = CdkGraph.toContainer(Objects.requireNonNull(graph));
            container = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return smiles();
    }
}
