package io.retort.chem;

import java.util.function.BiFunction;

/** Reads atoms of SMARTS: symbols outside of brackets, and expressions inside. */
final class SmartsAtomReader {
    private static final String AROMATIC_SHORT = "bcnops";
    private static final String AROMATIC_LONG = " as se te si ";

    private final BiFunction<SmartsText, Boolean, SmartsAtom> environments;

    /**
     * Makes a reader.
     *
     * @param environments reads a recursive pattern up to its end and says what it asks of its first atom, or, for false,
     *     the opposite
     */
    SmartsAtomReader(BiFunction<SmartsText, Boolean, SmartsAtom> environments) {
        this.environments = environments;
    }

    /** Reads an atom; the text is at one. */
    SmartsAtom read(SmartsText text) {
        if (text.take('[')) {
            return bracket(text.inside('[', ']'));
        }
        String two = text.upTo(2);
        if (two.equals("Cl") || two.equals("Br")) {
            text.skip(2);
            return SmartsAtom.of(number(two), false);
        }
        char c = text.peek();
        if ("BCNOPSFI".indexOf(c) >= 0 || AROMATIC_SHORT.indexOf(c) >= 0 || c == '*' || c == 'a' || c == 'A') {
            return symbol(text);
        }
        throw text.error("an atom was expected; elements other than B C N O P S F Cl Br I stand in brackets");
    }

    private SmartsAtom bracket(SmartsText text) {
        if (text.restMatches("[0-9]*H([+-]+|[+-][0-9])?(:[0-9]+)?")) {
            return hydrogen(text);
        }
        SmartsAtom atom = or(text);
        while (text.take(';')) {
            atom = checked(atom.and(or(text)), text);
        }
        if (text.take(':') && text.number(-1) < 0) {
            throw text.error("an atom map number was expected");
        }
        if (!text.isDone()) {
            throw text.error("'" + text.peek() + "' is not supported here");
        }
        if (atom.terms.length == 0) {
            throw text.error("no atom can be like this");
        }
        return atom;
    }

    /** {@code [H]}, {@code [2H]}, {@code [H+]} are hydrogen atoms; elsewhere H is a count. */
    private SmartsAtom hydrogen(SmartsText text) {
        SmartsAtom atom = SmartsAtom.of(SmartsTerm.element(MolGraph.HYDROGEN));
        while (!text.isDone() && text.peek() != ':') {
            if (!text.take('H')) {
                atom = atom.and(primitive(text));
            }
        }
        return atom;
    }

    private SmartsAtom or(SmartsText text) {
        SmartsAtom atom = and(text);
        while (text.take(',')) {
            atom = checked(atom.or(and(text)), text);
        }
        return atom;
    }

    private SmartsAtom and(SmartsText text) {
        SmartsAtom atom = negatable(text);
        while (text.take('&') || !text.isDone() && ",;:".indexOf(text.peek()) < 0) {
            atom = checked(atom.and(negatable(text)), text);
        }
        return atom;
    }

    private static SmartsAtom checked(SmartsAtom atom, SmartsText text) {
        if (atom.isTooLarge()) {
            throw text.error("the atom expression has too many alternatives");
        }
        return atom;
    }

    private SmartsAtom negatable(SmartsText text) {
        if (!text.take('!')) {
            return primitive(text);
        }
        if (text.peek() == '$') {
            return environment(text, false);
        }
        SmartsAtom atom = negatable(text).not();
        if (atom == null) {
            throw text.error("the opposite of this is not supported");
        }
        return atom;
    }

    private SmartsAtom primitive(SmartsText text) {
        if (text.isDigit()) {
            return SmartsAtom.of(SmartsTerm.isotope(text.number(0)));
        }
        int length = symbolLength(text);
        if (length == 2) {
            return symbol(text);
        }
        char c = text.peek();
        return switch (c) {
            case '#' -> element(text);
            case '+', '-' -> charge(text);
            case '$' -> environment(text, true);
            case '@' -> chirality(text);
            case 'D', 'X', 'v', 'H', 'h', 'R', 'r', 'x' -> count(text);
            default -> {
                if (length == 0) {
                    throw text.error(text.isDone() ? "a condition is missing" : "'" + c + "' is not supported");
                }
                yield symbol(text);
            }
        };
    }

    /** 2 or 1 for an element, {@code *}, {@code a} or {@code A}, else 0. */
    private static int symbolLength(SmartsText text) {
        String two = text.upTo(2);
        if (two.length() == 2 && (number(two) > 0 || AROMATIC_LONG.contains(" " + two + " "))) {
            return 2;
        }
        char c = text.peek();
        boolean one = c == '*' || c == 'a' || c == 'A' || AROMATIC_SHORT.indexOf(c) >= 0;
        return one || number(String.valueOf(c)) > 0 ? 1 : 0;
    }

    private static SmartsAtom symbol(SmartsText text) {
        int length = symbolLength(text);
        String symbol = text.upTo(length);
        text.skip(length);
        return switch (symbol) {
            case "*" -> SmartsAtom.ANY;
            case "a" -> SmartsAtom.of(SmartsTerm.field(SmartsField.AROMATIC, 1));
            case "A" -> SmartsAtom.of(SmartsTerm.field(SmartsField.AROMATIC, 0));
            default -> {
                boolean aromatic = Character.isLowerCase(symbol.charAt(0));
                String name = Character.toUpperCase(symbol.charAt(0)) + symbol.substring(1);
                yield SmartsAtom.of(number(name), aromatic);
            }
        };
    }

    /** Atomic number of a symbol, 0 if there is none. */
    private static int number(String symbol) {
        for (int i = 1; i <= ElementTable.LAST; i++) {
            if (ElementTable.get().symbol(i).equals(symbol)) {
                return i;
            }
        }
        return 0;
    }

    private static SmartsAtom element(SmartsText text) {
        text.next();
        int number = text.number(-1);
        if (number < 0 || number > ElementTable.LAST) {
            throw text.error("an atomic number from 0 to " + ElementTable.LAST + " was expected");
        }
        return SmartsAtom.of(SmartsTerm.element(number));
    }

    private static SmartsAtom charge(SmartsText text) {
        char sign = text.next();
        int size = 1;
        if (text.isDigit()) {
            size = text.number(1);
        } else {
            while (text.take(sign)) {
                size++;
            }
        }
        return field(text, SmartsField.CHARGE, sign == '+' ? size : -size);
    }

    private static SmartsAtom field(SmartsText text, SmartsField field, int value) {
        if (!field.isExact(value)) {
            throw text.error("the value " + value + " is out of the range that is supported");
        }
        return SmartsAtom.of(SmartsTerm.field(field, value));
    }

    private SmartsAtom environment(SmartsText text, boolean positive) {
        text.next();
        if (!text.take('(')) {
            throw text.error("'(' was expected behind '$'");
        }
        return environments.apply(text.inside('(', ')'), positive);
    }

    /** Read and not looked at: handedness does not count in matching. */
    private static SmartsAtom chirality(SmartsText text) {
        while (text.take('@') || text.take('?')) {
            // both marks of a center
        }
        return SmartsAtom.ANY;
    }

    private static SmartsAtom count(SmartsText text) {
        char letter = text.next();
        int value = text.number(-1);
        return switch (letter) {
            case 'D' -> field(text, SmartsField.DEGREE, value < 0 ? 1 : value);
            case 'X' -> field(text, SmartsField.CONNECTIONS, value < 0 ? 1 : value);
            case 'v' -> field(text, SmartsField.VALENCE, value < 0 ? 1 : value);
            case 'H' -> field(text, SmartsField.HYDROGENS, value < 0 ? 1 : value);
            case 'h' ->
                value < 0 ? some(SmartsField.IMPLICIT_HYDROGENS) : field(text, SmartsField.IMPLICIT_HYDROGENS, value);
            case 'R' -> value <= 0 ? inRing(value) : inRing(1).and(field(text, SmartsField.RINGS, value));
            case 'x' -> value <= 0 ? inRing(value) : field(text, SmartsField.RING_BONDS, value);
            default ->
                value <= 0 ? inRing(value) : inRing(1).and(field(text, SmartsField.RING_SIZE, Math.max(value, 2) - 2));
        };
    }

    private static SmartsAtom inRing(int value) {
        return SmartsAtom.of(SmartsTerm.field(SmartsField.IN_RING, value == 0 ? 0 : 1));
    }

    private static SmartsAtom some(SmartsField field) {
        SmartsTerm none = SmartsTerm.field(field, 0);
        SmartsTerm some = none.not();
        return some == null ? SmartsAtom.ANY : SmartsAtom.of(some);
    }
}
