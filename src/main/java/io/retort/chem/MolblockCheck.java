package io.retort.chem;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks a molblock over before CDK reads it, because CDK takes much on trust: it turns unknown symbols into pseudo atoms
 * and stops without a word where a file ends early.
 */
final class MolblockCheck {
    private static final int HEADER_LINES = 4;
    private static final int VERSION_COLUMN = 33;
    private static final String V30 = "M  V30 ";
    /** Symbols other than elements that CTfile knows: isotopes of hydrogen, queries, attachment points. */
    private static final Set<String> SPECIAL =
            Set.of("D", "T", "A", "Q", "X", "M", "AH", "QH", "XH", "MH", "L", "LP", "*", "R", "R#", "Pol", "Mod");

    private static final Set<String> SYMBOLS = symbols();

    private final List<String> lines;
    private final String text;

    private MolblockCheck(List<String> lines, String text) {
        this.lines = lines;
        this.text = text;
    }

    private static Set<String> symbols() {
        Set<String> symbols = new HashSet<>(SPECIAL);
        for (int number = 1; number <= ElementTable.LAST; number++) {
            symbols.add(ElementTable.get().symbol(number));
        }
        return Set.copyOf(symbols);
    }

    /** Tells whether a line is the counts line of a molblock of either version. */
    static boolean isCountsLine(String line) {
        return version(line) != 0;
    }

    /** 2000, 3000, or 0 for neither. */
    static int version(String line) {
        String tail = line.length() > VERSION_COLUMN ? line.substring(VERSION_COLUMN) : "";
        return tail.contains("V3000") ? 3000 : tail.contains("V2000") ? 2000 : 0;
    }

    /**
     * Checks a molblock.
     *
     * @param lines its lines from the title; what follows {@code M  END} is not looked at
     * @param text the record, for the issue
     * @return the first thing that is wrong, or null
     */
    static @Nullable Issue check(List<String> lines, String text) {
        return new MolblockCheck(lines, text).check();
    }

    private @Nullable Issue check() {
        if (lines.size() < HEADER_LINES) {
            return truncated("before the counts line, which is the 4th");
        }
        String counts = lines.get(HEADER_LINES - 1);
        int version = version(counts);
        boolean closed = lines.stream().anyMatch(line -> line.startsWith("M  END"));
        if (!closed && (version != 0 || lines.size() == HEADER_LINES)) {
            return truncated("after line " + lines.size() + ", before the line \"M  END\"");
        }
        return switch (version) {
            case 2000 -> checkV2000(counts);
            case 3000 -> checkV3000();
            default -> syntax("line 4 should be a counts line that ends in V2000 or V3000, got \"" + counts + "\"");
        };
    }

    private Issue truncated(String where) {
        return Issue.of(IssueCode.TRUNCATED_RECORD, "the record ends " + where, text);
    }

    private Issue syntax(String message) {
        return Issue.of(IssueCode.MOLFILE_SYNTAX, message, text);
    }

    private @Nullable Issue checkV2000(String counts) {
        int atoms = integer(counts, 0, 3);
        int bonds = integer(counts, 3, 6);
        if (atoms < 0 || bonds < 0) {
            return syntax("the counts line should start with two numbers of 3 digits, got \"" + counts + "\"");
        }
        for (int i = 0; i < atoms + bonds; i++) {
            int index = HEADER_LINES + i;
            boolean atomLine = i < atoms;
            String block = atomLine ? "atom " + (i + 1) + " of " + atoms : "bond " + (i - atoms + 1) + " of " + bonds;
            String line = lines.get(index);
            if (line.startsWith("M  END")) {
                return syntax("\"M  END\" comes where " + block + " is expected: the counts line promises more lines");
            }
            Issue issue = atomLine ? checkAtom(line, index) : checkBond(line, index, atoms);
            if (issue != null) {
                return issue;
            }
        }
        return null;
    }

    private @Nullable Issue checkAtom(String line, int index) {
        for (int column = 0; column < 30; column += 10) {
            if (!isNumber(field(line, column, column + 10))) {
                return syntax(
                        "line " + (index + 1) + " should be an atom with three coordinates, got \"" + line + "\"");
            }
        }
        return checkSymbol(field(line, 31, 34), index);
    }

    private @Nullable Issue checkSymbol(String symbol, int index) {
        boolean labelled = symbol.matches("R\\d+");
        if (labelled || SYMBOLS.contains(symbol)) {
            return null;
        }
        return Issue.of(
                IssueCode.UNKNOWN_ELEMENT, "line " + (index + 1) + " names no element: \"" + symbol + "\"", text);
    }

    private @Nullable Issue checkBond(String line, int index, int atoms) {
        int begin = integer(line, 0, 3);
        int end = integer(line, 3, 6);
        int type = integer(line, 6, 9);
        if (begin < 1 || end < 1 || begin > atoms || end > atoms || begin == end || type < 1) {
            return syntax("line " + (index + 1) + " should be a bond between two of " + atoms + " atoms, got \"" + line
                    + "\"");
        }
        return null;
    }

    private @Nullable Issue checkV3000() {
        boolean inAtoms = false;
        boolean continued = false;
        int promised = -1;
        int atoms = 0;
        for (int index = HEADER_LINES; index < lines.size(); index++) {
            String line = lines.get(index);
            if (line.startsWith("M  END")) {
                break;
            }
            if (!line.startsWith(V30)) {
                return syntax("line " + (index + 1) + " should start with \"M  V30\", got \"" + line + "\"");
            }
            String entry = line.substring(V30.length()).trim();
            if (entry.startsWith("COUNTS") && promised < 0) {
                promised = integer(word(entry, 1), 0, 9);
            } else if (entry.equals("BEGIN ATOM") || entry.equals("END ATOM")) {
                inAtoms = entry.startsWith("BEGIN");
            } else if (inAtoms && !continued) {
                atoms++;
                Issue issue = checkV30Symbol(word(entry, 1), index);
                if (issue != null) {
                    return issue;
                }
            }
            continued = entry.endsWith("-");
        }
        return checkV30Count(promised, atoms);
    }

    /** Atom lists such as {@code [C,N]} and quoted templates are left to CDK. */
    private @Nullable Issue checkV30Symbol(String symbol, int index) {
        return symbol.startsWith("[") || symbol.startsWith("NOT") || symbol.startsWith("\"")
                ? null
                : checkSymbol(symbol, index);
    }

    private @Nullable Issue checkV30Count(int promised, int atoms) {
        if (promised < 0) {
            return syntax("a V3000 record should have a line \"M  V30 COUNTS\" with the number of atoms");
        }
        if (atoms < promised) {
            return syntax("the COUNTS line promises " + promised + " atoms, but there are " + atoms);
        }
        return null;
    }

    private static String word(String entry, int index) {
        String[] words = entry.split("\\s+", index + 2);
        return words.length > index ? words[index] : "";
    }

    private static String field(String line, int from, int to) {
        return from >= line.length()
                ? ""
                : line.substring(from, Math.min(to, line.length())).trim();
    }

    /** A number without sign, or -1. */
    private static int integer(String line, int from, int to) {
        String field = field(line, from, to);
        boolean digits = !field.isEmpty() && field.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(field) : -1;
    }

    private static boolean isNumber(String field) {
        try {
            return Double.isFinite(Double.parseDouble(field));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
