package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a SMILES text before it is parsed: finds what is wrong with it at a position that can be named, and
 * remembers which atoms are bare and which are written as aromatic.
 */
final class SmilesCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{2,}[A-Za-z_-]*:?\\d{2,}");
    private static final String BARE = "BCNOPSFIbcnops*";

    private final String text;
    private final BitSet bare = new BitSet();
    private final BitSet lowerCase = new BitSet();
    private final List<Integer> openBranches = new ArrayList<>();
    private final List<Integer> branchAtoms = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final int[] openRing = new int[100];
    private final int[] ringAtom = new int[100];
    private final int[] ringMark = new int[100];
    private int previous = -1;
    private int mark;
    private int atoms;
    private int position;
    private int openRings;
    private boolean atomBefore;
    private boolean bondBefore;

    /** A {@code /} (sign 1) or {@code \} (sign -1) between two atoms, as read from the first to the second. */
    record Mark(int from, int to, int sign) {}

    SmilesCheck(String text) {
        this.text = text;
    }

    boolean isBare(int atom) {
        return bare.get(atom);
    }

    boolean isLowerCase(int atom) {
        return lowerCase.get(atom);
    }

    List<Mark> marks() {
        return marks;
    }

    boolean hasLowerCase() {
        return !lowerCase.isEmpty();
    }

    /** Reads the text; null if nothing is wrong that can be seen without its meaning. */
    @Nullable
    Issue run() {
        Issue early = foreign();
        if (early != null) {
            return early;
        }
        while (position < text.length()) {
            Issue issue = step(text.charAt(position));
            if (issue != null) {
                return issue;
            }
            position++;
        }
        return atEnd();
    }

    private @Nullable Issue foreign() {
        if (text.startsWith("InChI=")) {
            return syntax("This is an InChI, not SMILES; convert it to SMILES first");
        }
        if (text.indexOf('>') >= 0 && text.indexOf("->") < 0) {
            return issue(
                    IssueCode.REACTION,
                    "This is a reaction (it has '>' at position " + (text.indexOf('>') + 1)
                            + "); give one molecule per row");
        }
        if (NAME.matcher(text).matches()) {
            return syntax("\"" + shown(text) + "\" looks like a name or an identifier, not SMILES;"
                    + " choose the column that holds structures");
        }
        return null;
    }

    private @Nullable Issue step(char c) {
        return switch (c) {
            case '[' -> bracket();
            case '(' -> openBranch();
            case ')' -> closeBranch();
            case '.' -> dot();
            case '-', '=', '#', '$', ':', '/', '\\' -> bond(c);
            case '%', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> ring(c);
            default -> bareAtom(c);
        };
    }

    private @Nullable Issue bareAtom(char c) {
        if (BARE.indexOf(c) < 0) {
            return unexpected(c);
        }
        boolean two = position + 1 < text.length()
                && (c == 'C' && text.charAt(position + 1) == 'l' || c == 'B' && text.charAt(position + 1) == 'r');
        position += two ? 1 : 0;
        bare.set(atoms);
        atom(Character.isLowerCase(c));
        return null;
    }

    private void atom(boolean isLower) {
        if (isLower) {
            lowerCase.set(atoms);
        }
        if (mark != 0) {
            marks.add(new Mark(previous, atoms, mark));
            mark = 0;
        }
        previous = atoms;
        atoms++;
        atomBefore = true;
        bondBefore = false;
    }

    private @Nullable Issue unexpected(char c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return syntax("There is a space at position " + (position + 1) + "; a SMILES text has none");
        }
        if (c == '~') {
            return syntax("'~' at position " + (position + 1) + " means any bond, which belongs to a query");
        }
        if (Character.isLetter(c) && c < 128) {
            return syntax("'" + c + "' at position " + (position + 1)
                    + " is not an atom that SMILES writes without brackets");
        }
        return syntax("'" + c + "' at position " + (position + 1) + " has no meaning in SMILES");
    }

    private @Nullable Issue bracket() {
        int end = text.indexOf(']', position);
        if (end < 0) {
            return syntax("The bracket opened at position " + (position + 1) + " is not closed");
        }
        String inside = text.substring(position, end + 1);
        String symbol = BracketAtom.symbol(inside);
        if (symbol == null) {
            return syntax(shown(inside) + " at position " + (position + 1) + " is not an atom in SMILES");
        }
        if (!BracketAtom.isElement(symbol)) {
            return issue(
                    IssueCode.UNKNOWN_ELEMENT, shown(inside) + " at position " + (position + 1) + " is not an element");
        }
        atom(Character.isLowerCase(symbol.charAt(0)));
        position = end;
        return null;
    }

    private @Nullable Issue openBranch() {
        if (!atomBefore || bondBefore) {
            return syntax("The branch at position " + (position + 1) + " does not start on an atom");
        }
        if (position + 1 < text.length() && (text.charAt(position + 1) == ')' || text.charAt(position + 1) == '(')) {
            return syntax("The branch at position " + (position + 1) + " does not start with an atom");
        }
        openBranches.add(position);
        branchAtoms.add(previous);
        return null;
    }

    private @Nullable Issue closeBranch() {
        if (openBranches.isEmpty()) {
            return issue(
                    IssueCode.UNCLOSED_RING_OR_BRANCH,
                    "The branch closed at position " + (position + 1) + " was never opened");
        }
        if (bondBefore) {
            return danglingBond();
        }
        openBranches.remove(openBranches.size() - 1);
        previous = branchAtoms.remove(branchAtoms.size() - 1);
        return null;
    }

    private Issue danglingBond() {
        return syntax("The bond before position " + (position + 1) + " leads to no atom");
    }

    private @Nullable Issue dot() {
        if (!atomBefore || bondBefore || position + 1 == text.length()) {
            return syntax("The dot at position " + (position + 1) + " does not stand between two parts");
        }
        atomBefore = false;
        return null;
    }

    private @Nullable Issue bond(char c) {
        if (text.startsWith("->", position) || c == '-' && position > 0 && text.charAt(position - 1) == '<') {
            return syntax("The dative bond at position " + (position + 1) + " is not supported; write '-'");
        }
        if (!atomBefore || bondBefore) {
            return syntax("The bond '" + c + "' at position " + (position + 1) + " does not follow an atom");
        }
        bondBefore = true;
        mark = c == '/' ? 1 : c == '\\' ? -1 : 0;
        return null;
    }

    private @Nullable Issue ring(char c) {
        if (!atomBefore) {
            return syntax("The ring number at position " + (position + 1) + " does not follow an atom");
        }
        int start = position;
        int number = c - '0';
        if (c == '%') {
            if (start + 2 >= text.length() || !isDigit(start + 1) || !isDigit(start + 2)) {
                return syntax("'%' at position " + (start + 1) + " needs a ring number of two digits");
            }
            number = 10 * (text.charAt(start + 1) - '0') + text.charAt(start + 2) - '0';
            position += 2;
        }
        bondBefore = false;
        if (openRing[number] == 0) {
            openRing[number] = start + 1;
            ringAtom[number] = previous;
            ringMark[number] = mark;
            openRings++;
        } else {
            closeRing(number);
        }
        mark = 0;
        return null;
    }

    private void closeRing(int number) {
        openRing[number] = 0;
        openRings--;
        if (ringMark[number] != 0) {
            marks.add(new Mark(ringAtom[number], previous, ringMark[number]));
        } else if (mark != 0) {
            marks.add(new Mark(previous, ringAtom[number], mark));
        }
    }

    private boolean isDigit(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private @Nullable Issue atEnd() {
        if (bondBefore) {
            return danglingBond();
        }
        if (!openBranches.isEmpty()) {
            return issue(
                    IssueCode.UNCLOSED_RING_OR_BRANCH,
                    "The branch opened at position " + (openBranches.get(openBranches.size() - 1) + 1)
                            + " is not closed");
        }
        if (openRings > 0) {
            int number = 0;
            while (openRing[number] == 0) {
                number++;
            }
            return issue(
                    IssueCode.UNCLOSED_RING_OR_BRANCH,
                    "Ring " + number + " opened at position " + openRing[number] + " is not closed");
        }
        return null;
    }

    private Issue syntax(String message) {
        return issue(IssueCode.SMILES_SYNTAX, message);
    }

    private Issue issue(IssueCode code, String message) {
        return Issue.of(code, message, text);
    }

    private static String shown(String part) {
        return part.length() <= 40 ? part : part.substring(0, 40) + "...";
    }
}
