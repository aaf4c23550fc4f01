package io.retort.chem;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * What the bonds and rings of a pattern ask of a molecule as a whole, for patterns that are matched together.
 *
 * @param carbonyls double bonds between carbon and aliphatic oxygen
 * @param fused atoms in two rings or more
 * @param ringSizes sizes of relevant cycles of which the molecule has one, a bit each
 */
record SmartsShape(int carbonyls, int fused, long ringSizes) {
    /** Where the molecule's rings do not matter, or are not all known. */
    static final long ANY_SIZE = -1;

    private static final int MOST = 63;

    static SmartsShape of(SmartsDraft draft) {
        int carbonyls = 0;
        long sizes = ANY_SIZE;
        for (int[] bond : draft.bonds()) {
            SmartsAtom one = draft.atoms().get(bond[0]);
            SmartsAtom two = draft.atoms().get(bond[1]);
            boolean twofold = SmartsClasses.kinds(bond[2]) == 2;
            carbonyls += twofold && (isCarbonyl(one, two) || isCarbonyl(two, one)) ? 1 : 0;
            long here = sizes(draft, bond);
            sizes = Long.bitCount(here) < Long.bitCount(sizes) ? here : sizes;
        }
        int fused = 0;
        for (SmartsAtom atom : draft.atoms()) {
            fused += isSurely(atom, -4) ? 1 : 0;
        }
        return new SmartsShape(carbonyls, fused, sizes);
    }

    /** Number that is asked of a molecule, as a place in a table. */
    static int capped(int count) {
        return Math.min(SmartsScreen.MOST_COUNTED, count);
    }

    /** The bit of a ring size. */
    static long size(int atoms) {
        return 1L << Math.min(MOST, atoms);
    }

    private static boolean isCarbonyl(SmartsAtom carbon, SmartsAtom oxygen) {
        int carbons = 1 << SmartsClasses.CARBON | 1 << SmartsClasses.AROMATIC_CARBON;
        return SmartsClasses.of(oxygen) == 1 << SmartsClasses.OXYGEN && (SmartsClasses.of(carbon) & ~carbons) == 0;
    }

    /** Tells whether every alternative asks for one of some numbers of rings, a bit each. */
    private static boolean isSurely(SmartsAtom atom, int rings) {
        for (SmartsTerm term : atom.terms) {
            for (int count = 0; count <= 9; count++) {
                if ((rings >> count & 1) == 0 && term.takes(SmartsField.RINGS, count)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Sizes that follow from the shortest ring of the pattern through a bond. A cycle of three bonds is a relevant one,
     * one of four is or has chords that make triangles. A longer one is a sum of relevant cycles; if it is not relevant
     * itself, at least two of those share an atom of it, which then is in two rings.
     */
    private static long sizes(SmartsDraft draft, int[] bond) {
        int[] ring = ring(draft, bond);
        if (ring.length == 0) {
            return ANY_SIZE;
        }
        boolean alone = true;
        for (int atom : ring) {
            alone &= isSurely(draft.atoms().get(atom), 2);
        }
        if (ring.length == 3 || alone) {
            return size(ring.length);
        }
        return ring.length == 4 ? size(3) | size(4) : ANY_SIZE;
    }

    /** Atoms of a shortest ring through a bond, none if it closes no ring. */
    private static int[] ring(SmartsDraft draft, int[] without) {
        List<int[]> bonds = draft.bonds();
        int[] from = new int[draft.atoms().size()];
        Arrays.fill(from, -1);
        from[without[0]] = without[0];
        Deque<Integer> open = new ArrayDeque<>(List.of(without[0]));
        while (!open.isEmpty()) {
            int atom = open.removeFirst();
            for (int[] bond : bonds) {
                int other = bond[0] == atom ? bond[1] : bond[1] == atom ? bond[0] : -1;
                if (bond != without && other >= 0 && from[other] < 0) {
                    from[other] = atom;
                    open.addLast(other);
                }
            }
        }
        if (from[without[1]] < 0) {
            return new int[0];
        }
        int[] ring = {without[0]};
        for (int atom = without[1]; atom != without[0]; atom = from[atom]) {
            ring = Arrays.copyOf(ring, ring.length + 1);
            ring[ring.length - 1] = atom;
        }
        return ring;
    }
}
