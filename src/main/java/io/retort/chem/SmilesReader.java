package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.Locale;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.LoggingToolFactory;

/**
 * Reads SMILES with CDK's parser, which is looked over from both sides: {@link SmilesCheck} before, valences and
 * aromaticity after. Not safe for use by several threads at a time; {@link #local} gives one per thread.
 */
final class SmilesReader {
    /** Marks nitrogen atoms that are written without brackets. */
    static final String BARE = "io.retort.chem.bare";

    private static final int MAX_LENGTH = 20_000;
    private static final ThreadLocal<SmilesReader> LOCAL = ThreadLocal.withInitial(SmilesReader::new);

    private final SmilesParser parser = new SmilesParser(SilentChemObjectBuilder.getInstance());

    static {
        LoggingToolFactory.setLoggingToolClass(SilentLog.class);
    }

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
        SmilesCheck check = new SmilesCheck(text);
        Issue issue = check.run();
        if (issue != null) {
            return new Outcome.Failed<>(issue);
        }
        try {
            IAtomContainer container = parser.parseSmiles(text);
            return build(container, check, text);
        } catch (InvalidSmilesException e) {
            return rejected(String.valueOf(e.getMessage()), text);
        } catch (StackOverflowError e) {
            return Outcome.failed(
                    IssueCode.TOO_LARGE, "The structure is nested or chained too deep to be read", smiles);
        }
    }

    private static Outcome<Molecule> build(IAtomContainer container, SmilesCheck check, String text) {
        markBare(container, check);
        ChargeSeparation.apply(container);
        Issue issue = Perception.valenceIssue(container, text);
        if (issue != null) {
            return new Outcome.Failed<>(issue);
        }
        Perception.rings(container);
        if (!check.marks().isEmpty()) {
            LostMarks.restore(container, check);
        }
        if (check.hasLowerCase()) {
            for (int i = 0; i < container.getAtomCount(); i++) {
                if (check.isLowerCase(i) && !container.getAtom(i).isInRing()) {
                    return Outcome.failed(
                            IssueCode.KEKULIZATION,
                            "Atom " + (i + 1) + " is written as aromatic (lower case) but is in no ring",
                            text);
                }
            }
        }
        IAtomContainer folded = Hydrogens.fold(container);
        if (folded != container) {
            Perception.rings(folded);
        }
        return Perception.finish(folded, text);
    }

    private static void markBare(IAtomContainer container, SmilesCheck check) {
        for (int i = 0; i < container.getAtomCount(); i++) {
            IAtom atom = container.getAtom(i);
            if (ValenceModel.element(atom) == 7 && check.isBare(i) && ValenceModel.valence(atom) == 5) {
                atom.setProperty(BARE, true);
            }
        }
    }

    /** Puts the parser's complaint into a sentence of ours. */
    private static Outcome<Molecule> rejected(String complaint, String text) {
        String what = complaint.toLowerCase(Locale.ROOT);
        if (what.contains("kekul")) {
            return Outcome.failed(
                    IssueCode.KEKULIZATION,
                    "No alternating double bonds can be found for the aromatic atoms;"
                            + " a ring nitrogen may lack its hydrogen ([nH])",
                    text);
        }
        if (what.contains("unclosed")) {
            return Outcome.failed(IssueCode.UNCLOSED_RING_OR_BRANCH, "A ring or branch is not closed", text);
        }
        if (what.contains("ring closure")) {
            return Outcome.failed(
                    IssueCode.SMILES_SYNTAX,
                    "A ring closure does not fit: its ends name different bonds,"
                            + " or it joins an atom to itself or to a neighbor it is bonded to already",
                    text);
        }
        String line = complaint.lines().findFirst().orElse("").replaceFirst("^could not parse '.*', ?", "");
        String reason = line.replaceAll("[:\\s]+$", "");
        return Outcome.failed(
                IssueCode.SMILES_SYNTAX,
                "The text is not SMILES" + (reason.isEmpty() || reason.contains("'") ? "" : ": " + reason),
                text);
    }
}
