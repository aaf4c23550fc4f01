package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.graph.Cycles;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Finds what a structure implies: rings, aromaticity by the Daylight model (the one of CDK's that agrees best with
 * RDKit's), and stereo marks that it does not support.
 */
final class Perception {
    private Perception() {}

    /** Says which atom has too many bonds, or null. */
    static @Nullable Issue valenceIssue(IAtomContainer container, String input) {
        IAtom atom = ValenceModel.firstViolation(container);
        if (atom == null) {
            return null;
        }
        int element = ValenceModel.element(atom);
        int charge = ValenceModel.charge(atom);
        boolean implied = Boolean.TRUE.equals(atom.getProperty(SmilesReader.BARE));
        int valence = implied ? ValenceModel.bondOrders(atom) : ValenceModel.valence(atom);
        String sign = charge == 0 ? "" : charge > 0 ? "+" : "-";
        String size = Math.abs(charge) > 1 ? String.valueOf(Math.abs(charge)) : "";
        int limit = implied ? 3 : Math.max(0, ValenceModel.limit(element, charge));
        return Issue.of(
                IssueCode.VALENCE,
                "Atom " + (container.indexOf(atom) + 1) + " (" + SmilesWriter.symbol(element) + size + sign + ") has "
                        + valence + " bonds, counting orders and hydrogens; " + limit + " are allowed",
                input);
    }

    static void rings(IAtomContainer container) {
        Cycles.markRingAtomsAndBonds(container);
    }

    /** Sets the ring and aromaticity flags of a graph anew. */
    static void perceive(MolGraph graph) {
        IAtomContainer container = CdkGraph.toContainer(graph);
        rings(container);
        Aromaticity.apply(Aromaticity.Model.Daylight, container);
        MolGraph seen = CdkGraph.bare(container);
        System.arraycopy(seen.aromatic, 0, graph.aromatic, 0, graph.atomCount);
        System.arraycopy(seen.inRing, 0, graph.inRing, 0, graph.atomCount);
        System.arraycopy(seen.bondAromatic, 0, graph.bondAromatic, 0, graph.bondCount);
        System.arraycopy(seen.bondInRing, 0, graph.bondInRing, 0, graph.bondCount);
    }

    /** Perceives aromaticity and drops stereo marks without meaning, for a container with rings marked. */
    static Outcome<Molecule> finish(IAtomContainer container, String input) {
        Aromaticity.apply(Aromaticity.Model.Daylight, container);
        StereoSupport support = new StereoSupport(container);
        int dropped = support.drop();
        Molecule molecule = new Molecule(container);
        if (dropped == 0) {
            return Outcome.ok(molecule);
        }
        String what = dropped == 1 ? "1 stereo mark was" : dropped + " stereo marks were";
        return new Outcome.Warned<>(
                molecule,
                List.of(Issue.of(
                        IssueCode.STEREO_DROPPED,
                        what + " dropped because the structure has no stereochemistry there",
                        input)));
    }
}
