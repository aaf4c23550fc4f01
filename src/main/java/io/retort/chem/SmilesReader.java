package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Reads SMILES: the characters with {@link SmilesScan}, then hydrogens, Kekulé orders and stereo. Linear in the text for
 * all that is ordinary. Not safe for use by several threads at a time; {@link #local} gives one per thread. Each text is
 * read anew: nothing is left over from the one before.
 */
final class SmilesReader {
    private static final int MAX_LENGTH = 20_000;
    private static final ThreadLocal<SmilesReader> LOCAL = ThreadLocal.withInitial(SmilesReader::new);

    private final SmilesScan scan = new SmilesScan();
    private final Kekulizer kekulizer = new Kekulizer();

    private SmilesReader() {}

    static SmilesReader local() {
        return LOCAL.get();
    }

    Outcome<Molecule> read(String smiles) {
        String text = smiles.strip();
        if (text.isEmpty()) {
            return Outcome.failed(IssueCode.EMPTY_INPUT, "There is no structure", smiles);
        }
        if (text.length() > MAX_LENGTH) {
            return Outcome.failed(
                    IssueCode.TOO_LARGE,
                    "The structure has " + text.length() + " characters; up to " + MAX_LENGTH + " are read",
                    smiles);
        }
        if (!scan.scan(text)) {
            return rejected(text);
        }
        WrittenMolecule written = scan.out();
        MolGraph graph = written.graph();
        int twice = written.doubledBond(graph);
        if (twice >= 0) {
            return misfit(written.endAt[twice], text);
        }
        int[] orders = fillHydrogens(written, graph);
        if (written.hasAromatic) {
            Issue issue = kekulize(written, graph, orders, text);
            if (issue != null) {
                return new Outcome.Failed<>(issue);
            }
        }
        boolean hasMarks = written.hasCenters || written.hasDirections || written.conflicts > 0;
        return Perception.finish(graph, text, hasMarks ? WrittenStereo.add(written, graph) : 0);
    }

    /**
     * Counts the hydrogens of atoms without brackets; an aromatic one keeps room for one double bond.
     *
     * @return sum of bond orders by atom
     */
    static int[] fillHydrogens(WrittenMolecule written, MolGraph graph) {
        int[] orders = new int[graph.atomCount];
        for (int b = 0; b < graph.bondCount; b++) {
            orders[graph.begin[b]] += graph.order[b];
            orders[graph.end[b]] += graph.order[b];
        }
        for (int i = 0; i < graph.atomCount; i++) {
            if (written.hydrogens[i] != WrittenMolecule.BARE) {
                continue;
            }
            int element = graph.element[i];
            if (!written.aromatic[i]) {
                // Four bonds on nitrogen are an error, not a five-valent atom with a hydrogen.
                boolean tooMany = element == MolGraph.NITROGEN && orders[i] > 3;
                graph.hydrogens[i] = tooMany ? 0 : AtomText.impliedHydrogens(element, orders[i]);
            } else if (element == MolGraph.CARBON) {
                boolean open = orders[i] == graph.degree(i);
                graph.hydrogens[i] = Math.max(0, (open ? 3 : 4) - orders[i]);
            } else {
                graph.hydrogens[i] = 0;
            }
        }
        return orders;
    }

    private @Nullable Issue kekulize(WrittenMolecule written, MolGraph graph, int[] orders, String text) {
        for (int i = 0; i < graph.atomCount; i++) {
            if (written.aromatic[i] && !graph.inRing[i]) {
                return Issue.of(
                        IssueCode.KEKULIZATION,
                        "Atom " + (i + 1) + " is written as aromatic (lower case or ':') but is in no ring",
                        text);
            }
        }
        if (kekulizer.assign(graph, orders)) {
            return null;
        }
        return Issue.of(
                IssueCode.KEKULIZATION,
                "No alternating double bonds can be found for the aromatic atoms;"
                        + " a ring nitrogen may lack its hydrogen ([nH])",
                text);
    }

    private Outcome<Molecule> rejected(String text) {
        Issue issue = new SmilesCheck(text).run();
        return issue == null ? misfit(scan.position(), text) : new Outcome.Failed<>(issue);
    }

    private static Outcome<Molecule> misfit(int position, String text) {
        return Outcome.failed(
                IssueCode.SMILES_SYNTAX,
                "The ring closure at position " + (position + 1) + " does not fit: its ends name different bonds,"
                        + " or it joins an atom to itself or to a neighbor it is bonded to already",
                text);
    }
}
