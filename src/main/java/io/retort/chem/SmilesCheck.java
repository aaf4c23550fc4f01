package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a SMILES text that {@link SmilesScan} does not read: finds what is wrong with it at a position that can
 * be named.
 */
final class SmilesCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{2,}[A-Za-z_-]*:?\\d{2,}");
    private static final String BARE = "BCNOPSFIbcnops*";

    private final String text;
    private final List<Integer> openBranches = new ArrayList<>();
    private final Map<Integer, Integer> openRings = new TreeMap<>();
    private int position;
    private boolean atomBefore;
    private boolean bondBefore;
    private boolean branchStarts;

    SmilesCheck(String text) {
        this.text = text;
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
        atom();
        return null;
    }

    private void atom() {
        atomBefore = true;
        bondBefore = false;
        branchStarts = false;
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
        atom();
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
        branchStarts = true;
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
        if (!atomBefore) {
            return misplacedDot(position);
        }
        openBranches.remove(openBranches.size() - 1);
        return null;
    }

    private Issue danglingBond() {
        return syntax("The bond before position " + (position + 1) + " leads to no atom");
    }

    private @Nullable Issue dot() {
        if (!atomBefore || bondBefore || position + 1 == text.length()) {
            return misplacedDot(position + 1);
        }
        atomBefore = false;
        return null;
    }

    private Issue misplacedDot(int place) {
        return syntax("The dot at position " + place + " does not stand between two parts");
    }

    private @Nullable Issue bond(char c) {
        if (text.startsWith("->", position) || c == '-' && position > 0 && text.charAt(position - 1) == '<') {
            return syntax("The dative bond at position " + (position + 1) + " is not supported; write '-'");
        }
        if (!atomBefore || bondBefore) {
            return syntax("The bond '" + c + "' at position " + (position + 1) + " does not follow an atom");
        }
        bondBefore = true;
        return null;
    }

    private @Nullable Issue ring(char c) {
        if (!atomBefore) {
            return syntax("The ring number at position " + (position + 1) + " does not follow an atom");
        }
        if (branchStarts) {
            return syntax("The branch before position " + (position + 1) + " does not start with an atom");
        }
        int start = position;
        int number = c - '0';
        if (c == '%') {
            number = longNumber();
            if (number < 0) {
                return syntax("'%' at position " + (start + 1) + " needs a ring number of two digits");
            }
        }
        bondBefore = false;
        if (openRings.remove(number) == null) {
            openRings.put(number, start + 1);
        }
        return null;
    }

    /** Reads {@code %nn} or {@code %(n...)} up to its last character; -1 if it is neither. */
    private int longNumber() {
        int from = text.startsWith("%(", position) ? position + 2 : position + 1;
        int end = from;
        while (end < text.length() && end < from + (from == position + 2 ? 5 : 2) && isDigit(end)) {
            end++;
        }
        boolean parentheses = from == position + 2;
        if (parentheses ? end == from || !text.startsWith(")", end) : end != from + 2) {
            return -1;
        }
        position = parentheses ? end : end - 1;
        return Integer.parseInt(text.substring(from, end));
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
        for (Map.Entry<Integer, Integer> ring : openRings.entrySet()) {
            return issue(
                    IssueCode.UNCLOSED_RING_OR_BRANCH,
                    "Ring " + ring.getKey() + " opened at position " + ring.getValue() + " is not closed");
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
