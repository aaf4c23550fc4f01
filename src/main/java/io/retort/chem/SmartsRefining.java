package io.retort.chem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes into the atoms and bonds of a pattern what the pattern as a whole implies, so that atoms are refused before
 * their neighbors are looked at: an atom has at least as many neighbors as in the pattern, and what closes a ring in the
 * pattern is in a ring of the molecule.
 */
final class SmartsRefining {
    private final SmartsDraft draft;

    private SmartsRefining(SmartsDraft draft) {
        this.draft = draft;
    }

    static SmartsDraft refine(SmartsDraft draft) {
        return new SmartsRefining(draft).refine();
    }

    private SmartsDraft refine() {
        int size = draft.atoms().size();
        int[] degree = new int[size];
        int[] ringBonds = new int[size];
        List<int[]> bonds = new ArrayList<>();
        for (int[] bond : draft.bonds()) {
            boolean ring = closesRing(bond);
            for (int i = 0; i < 2; i++) {
                degree[bond[i]]++;
                ringBonds[bond[i]] += ring ? 1 : 0;
            }
            bonds.add(new int[] {bond[0], bond[1], ring ? bond[2] & SmartsBond.RING : bond[2]});
        }
        List<SmartsAtom> atoms = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            SmartsAtom atom = draft.atoms().get(i);
            atom = atom.and(SmartsAtom.of(SmartsTerm.atLeast(SmartsField.DEGREE, Math.min(7, degree[i]))));
            if (ringBonds[i] > 0) {
                atom = atom.and(SmartsAtom.of(SmartsTerm.field(SmartsField.IN_RING, 1)));
                atom = atom.and(SmartsAtom.of(SmartsTerm.atLeast(SmartsField.RING_BONDS, Math.min(6, ringBonds[i]))));
            }
            atoms.add(atom);
        }
        return new SmartsDraft(atoms, bonds);
    }

    /** Tells whether the ends of a bond are connected without it. */
    private boolean closesRing(int[] without) {
        boolean[] seen = new boolean[draft.atoms().size()];
        Deque<Integer> open = new ArrayDeque<>();
        open.push(without[0]);
        seen[without[0]] = true;
        while (!open.isEmpty()) {
            int atom = open.pop();
            for (int[] bond : draft.bonds()) {
                int other = bond[0] == atom ? bond[1] : bond[1] == atom ? bond[0] : -1;
                if (bond != without && other >= 0 && !seen[other]) {
                    seen[other] = true;
                    open.push(other);
                }
            }
        }
        return seen[without[1]];
    }
}
