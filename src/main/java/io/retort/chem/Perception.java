package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a structure implies: valences that cannot be, rings, aromaticity, and stereo marks that it does not
 * support.
 */
final class Perception {
    private Perception() {}

    /** Says which atom has too many bonds, or null. */
    private static @Nullable Issue valenceIssue(MolGraph graph, String input) {
        int atom = ValenceModel.firstViolation(graph);
        if (atom < 0) {
            return null;
        }
        int element = graph.element[atom];
        int charge = graph.charge[atom];
        String sign = charge == 0 ? "" : charge > 0 ? "+" : "-";
        String size = Math.abs(charge) > 1 ? String.valueOf(Math.abs(charge)) : "";
        return Issue.of(
                IssueCode.VALENCE,
                "Atom " + (atom + 1) + " (" + ElementTable.get().symbol(element) + size + sign + ") has "
                        + graph.valence(atom) + " bonds, counting orders and hydrogens; "
                        + Math.max(0, ValenceModel.limit(element, charge)) + " are allowed",
                input);
    }

    /** Sets the ring and aromaticity flags of a graph anew. */
    static void perceive(MolGraph graph) {
        RingFlags.mark(graph);
        Aromaticity.perceive(graph);
    }

    /**
     * Makes a molecule of a graph whose rings are marked: separates charges, checks valences, folds hydrogens, perceives
     * aromaticity and drops stereo marks without meaning. The graph may be changed and kept.
     *
     * @param lost stereo marks that were dropped before
     */
    static Outcome<Molecule> finish(MolGraph graph, String input, int lost) {
        ChargeSeparation.apply(graph);
        Issue issue = valenceIssue(graph, input);
        if (issue != null) {
            return new Outcome.Failed<>(issue);
        }
        int marks = graph.stereo.size() + lost;
        MolGraph folded = Hydrogens.fold(graph);
        Aromaticity.perceive(folded);
        if (marks == 0) {
            return Outcome.ok(new Molecule(folded));
        }
        StereoSupport.drop(folded);
        int dropped = marks - folded.stereo.size();
        if (dropped == 0) {
            return Outcome.ok(new Molecule(folded));
        }
        // A hydrogen may have stayed for a mark that is gone now.
        Molecule molecule = new Molecule(Hydrogens.fold(folded));
        String what = dropped == 1 ? "1 stereo mark was" : dropped + " stereo marks were";
        return new Outcome.Warned<>(
                molecule,
                List.of(Issue.of(
                        IssueCode.STEREO_DROPPED,
                        what + " dropped because the structure has no stereochemistry there",
                        input)));
    }
}
