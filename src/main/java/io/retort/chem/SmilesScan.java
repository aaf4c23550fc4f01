package io.retort.chem;

import java.util.Arrays;

/**
 * Reads the characters of a SMILES text (OpenSMILES 1.0) into a {@link WrittenMolecule}, in one pass without recursion.
 * It only says whether the text is right; {@link SmilesCheck} says what is wrong. One for each thread.
 */
final class SmilesScan {
    private static final int RINGS = 100;
    /** Largest ring number of the form {@code %(n)}, an extension that RDKit reads too. */
    static final int LAST_RING = 99_999;

    /** Atomic number plus one of the atoms that need no brackets. */
    private static final byte[] ELEMENT = new byte[128];

    private final WrittenMolecule out = new WrittenMolecule();
    private final BracketScan bracket = new BracketScan(out);
    private char[] text = new char[0];
    private int[] branch = new int[0];
    private int[] ringAtom = new int[RINGS];
    private int[] ringAt = new int[RINGS];
    private byte[] ringSymbol = new byte[RINGS];
    private int length;
    private int position;
    private int depth;
    private int openRings;
    private int previous;
    private byte pending;
    private boolean branchStarts;

    static {
        String bare = "*BCNOPSFIbcnops";
        int[] numbers = {0, 5, 6, 7, 8, 15, 16, 9, 53, 5, 6, 7, 8, 15, 16};
        for (int i = 0; i < numbers.length; i++) {
            ELEMENT[bare.charAt(i)] = (byte) (numbers[i] + 1);
        }
    }

    /** What was read. */
    WrittenMolecule out() {
        return out;
    }

    /** Where reading ended, counted from 0. */
    int position() {
        return position;
    }

    /** Reads a text; false if it is not SMILES. */
    boolean scan(String smiles) {
        start(smiles);
        while (position < length) {
            if (!step(text[position])) {
                return false;
            }
            position++;
        }
        return previous >= 0 && pending == WrittenMolecule.NONE && depth == 0 && openRings == 0;
    }

    private void start(String smiles) {
        length = smiles.length();
        if (text.length <= length) {
            text = new char[Math.max(256, 2 * length)];
            branch = new int[text.length];
        }
        smiles.getChars(0, length, text, 0);
        text[length] = 0;
        out.start(length);
        Arrays.fill(ringAtom, -1);
        position = 0;
        depth = 0;
        openRings = 0;
        previous = -1;
        pending = WrittenMolecule.NONE;
        branchStarts = false;
    }

    private boolean step(char c) {
        if (c < 128 && ELEMENT[c] != 0) {
            bare(c);
            return true;
        }
        return switch (c) {
            case '(' -> openBranch();
            case ')' -> closeBranch();
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> ring(c - '0');
            case '%' -> ring(longNumber());
            case '[' -> bracket();
            case '.' -> dot();
            default -> bond(symbol(c));
        };
    }

    private void bare(char c) {
        int number = ELEMENT[c] - 1;
        int at = position;
        char follows = text[position + 1];
        if (c == 'C' && follows == 'l') {
            number = MolGraph.CHLORINE;
            position++;
        } else if (c == 'B' && follows == 'r') {
            number = MolGraph.BROMINE;
            position++;
        }
        attach(out.addAtom(number, c >= 'a'), at);
    }

    private void attach(int atom, int at) {
        if (previous >= 0) {
            out.beginAt[out.bondCount] = at;
            out.entry[atom] = out.bondCount;
            out.addBond(previous, atom, pending);
            pending = WrittenMolecule.NONE;
        }
        previous = atom;
        branchStarts = false;
    }

    private boolean bracket() {
        int at = position;
        position = bracket.read(text, position);
        if (position < 0) {
            position = at;
            return false;
        }
        attach(out.atomCount - 1, at);
        return true;
    }

    private boolean openBranch() {
        if (previous < 0 || pending != WrittenMolecule.NONE || branchStarts) {
            return false;
        }
        branch[depth++] = previous;
        branchStarts = true;
        return true;
    }

    private boolean closeBranch() {
        if (depth == 0 || previous < 0 || pending != WrittenMolecule.NONE || branchStarts) {
            return false;
        }
        previous = branch[--depth];
        return true;
    }

    private boolean dot() {
        if (previous < 0 || pending != WrittenMolecule.NONE) {
            return false;
        }
        previous = -1;
        return true;
    }

    private static byte symbol(char c) {
        return switch (c) {
            case '=' -> WrittenMolecule.DOUBLE;
            case '/' -> WrittenMolecule.UP;
            case '\\' -> WrittenMolecule.DOWN;
            case '#' -> WrittenMolecule.TRIPLE;
            case '-' -> WrittenMolecule.SINGLE;
            case ':' -> WrittenMolecule.AROMATIC;
            case '$' -> WrittenMolecule.QUADRUPLE;
            default -> WrittenMolecule.NONE;
        };
    }

    private boolean bond(byte symbol) {
        if (symbol == WrittenMolecule.NONE || previous < 0 || pending != WrittenMolecule.NONE) {
            return false;
        }
        pending = symbol;
        return true;
    }

    private boolean ring(int number) {
        if (number < 0 || previous < 0 || branchStarts) {
            return false;
        }
        if (number >= ringAtom.length) {
            growRings(number + 1);
        }
        int from = ringAtom[number];
        if (from < 0) {
            ringAtom[number] = previous;
            ringAt[number] = position;
            ringSymbol[number] = pending;
            openRings++;
        } else {
            if (from == previous || !out.addRingBond(from, previous, ringSymbol[number], pending)) {
                return false;
            }
            out.beginAt[out.bondCount - 1] = ringAt[number];
            out.endAt[out.bondCount - 1] = position;
            ringAtom[number] = -1;
            openRings--;
        }
        pending = WrittenMolecule.NONE;
        return true;
    }

    private void growRings(int size) {
        int before = ringAtom.length;
        ringAtom = Arrays.copyOf(ringAtom, Math.max(size, 2 * before));
        Arrays.fill(ringAtom, before, ringAtom.length, -1);
        ringAt = Arrays.copyOf(ringAt, ringAtom.length);
        ringSymbol = Arrays.copyOf(ringSymbol, ringAtom.length);
    }

    /** Reads {@code %nn} or {@code %(n...)} up to its last character; -1 if it is neither. */
    private int longNumber() {
        int at = position + 1;
        int number = 0;
        if (text[at] == '(') {
            at++;
            int from = at;
            while (text[at] >= '0' && text[at] <= '9' && number <= LAST_RING) {
                number = 10 * number + text[at++] - '0';
            }
            if (at == from || text[at] != ')' || number > LAST_RING) {
                return -1;
            }
            position = at;
            return number;
        }
        boolean digits = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
        if (!digits) {
            return -1;
        }
        position = at + 1;
        return 10 * (text[at] - '0') + text[at + 1] - '0';
    }
}
