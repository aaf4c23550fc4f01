package io.retort.chem;

import java.util.Arrays;

/**
 * A hash of the molecule that a SMILES of the virtual library stands for, whatever the order in which its atoms are
 * written. Two spellings of one molecule hash alike, provided that an aromatic system is spelled in one way, so the
 * number of distinct hashes is a lower bound on the number of distinct molecules. Knows only what the library writes: the
 * organic subset, brackets without isotopes, one-digit ring closures; double bonds are taken as E. Not safe for use by
 * several threads at a time.
 *
 * <p><b>Source</b>: iterated neighborhood refinement (Weisfeiler and Leman 1968), with the parity of each stereo centre
 * folded in afterwards, and one of two like neighbors marked where there are such.
 */
final class StructureHash {
    private static final int MAX_ATOMS = 128;
    private static final int ROUNDS = 14;
    private static final int STEREO_ROUNDS = 8;
    private static final int HYDROGEN = -1;

    private final long[] code = new long[MAX_ATOMS];
    private final int[] chirality = new int[MAX_ATOMS];
    private final int[][] neighbor = new int[MAX_ATOMS][6];
    private final int[][] order = new int[MAX_ATOMS][6];
    private final int[] degree = new int[MAX_ATOMS];
    private final int[] ringAtom = new int[10];
    private final int[] ringSlot = new int[10];
    private final int[] ringBond = new int[10];
    private final int[] stack = new int[MAX_ATOMS];
    private long[] invariant = new long[MAX_ATOMS];
    private long[] next = new long[MAX_ATOMS];
    private int atoms;
    private int previous;
    private int bond;

    /** The hash of one molecule. */
    long of(String smiles) {
        parse(smiles);
        for (int a = 0; a < atoms; a++) {
            invariant[a] = LibraryPermutation.mix(code[a] * 31 + degree[a]);
        }
        refine(ROUNDS);
        boolean tied = foldParities();
        refine(STEREO_ROUNDS);
        long hash = sum();
        return tied ? hash + tiedHash() : hash;
    }

    /** Marks in turn each of two like neighbors of a stereo centre, so that cis and trans come to differ. */
    private long tiedHash() {
        long[] before = Arrays.copyOf(invariant, atoms);
        long total = 0;
        for (int a = 0; a < atoms; a++) {
            System.arraycopy(before, 0, invariant, 0, atoms);
            if (chirality[a] == 0 || parity(a) != 0) {
                continue;
            }
            for (int k = 0; k < degree[a]; k++) {
                System.arraycopy(before, 0, invariant, 0, atoms);
                if (neighbor[a][k] != HYDROGEN && isTied(a, neighbor[a][k])) {
                    invariant[neighbor[a][k]] = LibraryPermutation.mix(invariant[neighbor[a][k]] + 1);
                    refine(STEREO_ROUNDS);
                    foldParities();
                    refine(STEREO_ROUNDS);
                    total += sum();
                }
            }
        }
        return total;
    }

    private boolean isTied(int atom, int of) {
        int same = 0;
        for (int k = 0; k < degree[atom]; k++) {
            same += rank(neighbor[atom][k]) == rank(of) ? 1 : 0;
        }
        return same > 1;
    }

    /** Folds the parity of each stereo centre into its invariant; true if one has two neighbors alike. */
    private boolean foldParities() {
        long[] parity = new long[atoms];
        boolean tied = false;
        for (int a = 0; a < atoms; a++) {
            parity[a] = chirality[a] == 0 ? 0 : chirality[a] * parity(a);
            tied |= chirality[a] != 0 && parity[a] == 0;
        }
        for (int a = 0; a < atoms; a++) {
            invariant[a] += parity[a] * 0x9E3779B97F4A7C15L;
        }
        return tied;
    }

    private long sum() {
        long sum = atoms;
        for (int a = 0; a < atoms; a++) {
            sum += LibraryPermutation.mix(invariant[a] ^ 0x5DEECE66DL);
        }
        return LibraryPermutation.mix(sum);
    }

    private void refine(int rounds) {
        for (int r = 0; r < rounds; r++) {
            for (int a = 0; a < atoms; a++) {
                long sum = 0;
                for (int k = 0; k < degree[a]; k++) {
                    int b = neighbor[a][k];
                    if (b != HYDROGEN) {
                        sum += LibraryPermutation.mix(invariant[b] + order[a][k] * 0xD1B54A32D192ED03L);
                    }
                }
                next[a] = LibraryPermutation.mix(invariant[a] * 3 + sum);
            }
            long[] swap = invariant;
            invariant = next;
            next = swap;
        }
    }

    /** The sign of the permutation that sorts the neighbors by invariant; 0 where two of them are alike. */
    private int parity(int atom) {
        int sign = 1;
        for (int i = 0; i < degree[atom]; i++) {
            for (int j = i + 1; j < degree[atom]; j++) {
                int compared = Long.compare(rank(neighbor[atom][i]), rank(neighbor[atom][j]));
                if (compared == 0) {
                    return 0;
                }
                sign *= compared;
            }
        }
        return sign;
    }

    private long rank(int atom) {
        return atom == HYDROGEN ? 0 : invariant[atom];
    }

    private void parse(String smiles) {
        atoms = 0;
        previous = -1;
        bond = 0;
        Arrays.fill(ringAtom, -1);
        int depth = 0;
        int i = 0;
        while (i < smiles.length()) {
            char c = smiles.charAt(i);
            switch (c) {
                case '(' -> stack[depth++] = previous;
                case ')' -> previous = stack[--depth];
                case '=' -> bond = 2;
                case '#' -> bond = 3;
                case '-', '/', '\\' -> bond = 0;
                case '[' -> {
                    int close = smiles.indexOf(']', i);
                    bracket(smiles.substring(i + 1, close));
                    i = close;
                }
                default -> {
                    if (c >= '0' && c <= '9') {
                        ring(c - '0');
                    } else if (c == 'C' && i + 1 < smiles.length() && smiles.charAt(i + 1) == 'l') {
                        atom('l', 0, false);
                        i++;
                    } else if ("CNOSFcnos".indexOf(c) >= 0) {
                        atom(c, 0, false);
                    } else {
                        throw new IllegalArgumentException("smiles is " + smiles + "; '" + c + "' is not known here");
                    }
                }
            }
            i++;
        }
    }

    private void bracket(String text) {
        if (text.startsWith("C@")) {
            boolean clockwise = text.startsWith("C@@");
            atom('C', clockwise ? 1 : -1, text.endsWith("H"));
        } else {
            atom(text.hashCode(), 0, false);
        }
    }

    private void atom(int symbol, int sense, boolean hydrogen) {
        int a = atoms++;
        code[a] = symbol;
        chirality[a] = sense;
        degree[a] = 0;
        if (previous >= 0) {
            link(previous, a, bond);
            link(a, previous, bond);
        }
        if (hydrogen) {
            link(a, HYDROGEN, 0);
        }
        previous = a;
        bond = 0;
    }

    private void ring(int digit) {
        int other = ringAtom[digit];
        if (other < 0) {
            ringAtom[digit] = previous;
            ringSlot[digit] = degree[previous];
            ringBond[digit] = bond;
            link(previous, HYDROGEN, 0);
        } else {
            int order0 = Math.max(bond, ringBond[digit]);
            neighbor[other][ringSlot[digit]] = previous;
            order[other][ringSlot[digit]] = order0;
            link(previous, other, order0);
            ringAtom[digit] = -1;
        }
        bond = 0;
    }

    private void link(int atom, int to, int bondOrder) {
        neighbor[atom][degree[atom]] = to;
        order[atom][degree[atom]++] = bondOrder;
    }
}
