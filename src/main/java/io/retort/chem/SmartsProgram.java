package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern in the order in which its atoms are matched: the rarest first, each other one next to a matched one as far
 * as the pattern is connected, ring closures as early as they come.
 */
final class SmartsProgram {
    private final SmartsAtom[] atoms;
    /** Where the terms of each place start, and the last end. */
    final int[] termStart;
    /** Terms in a row, {@link #WORDS} words each: elements below 64, others, forbidden bits of both words. */
    final long[] code;
    /** What a term asks beyond its words: isotope and environments; null for nothing. */
    final @Nullable SmartsTerm[] more;

    /** Words of a term in {@link #code}. */
    static final int WORDS = 4;

    /** About the share of atoms that have a neighbor that is asked for. */
    private static final double PER_NEIGHBOR = 0.4;

    /** Place of the matched neighbor from which an atom is reached, -1 at the start of a component. */
    final int[] parent;
    /** Bond mask to the parent. */
    final int[] bond;
    /** Further bonds to matched atoms: place, mask, place, mask. */
    final int[][] closures;
    /** Number in the text of the atom at each place. */
    final int[] written;

    /** What {@link SmartsTarget#around} must hold for the atom at each place. */
    final long[] around;

    /** Classes that the atom at each place may match, a bit each. */
    final int[] classes;
    /** Bits that none of the alternatives at each place allows. */
    final long[] forbidden;

    final SmartsScreen screen;

    private SmartsProgram(SmartsDraft draft, int[] order) {
        int size = order.length;
        atoms = new SmartsAtom[size];
        parent = new int[size];
        bond = new int[size];
        closures = new int[size][];
        written = order;
        int[] place = new int[size];
        for (int i = 0; i < size; i++) {
            place[order[i]] = i;
        }
        for (int i = 0; i < size; i++) {
            atoms[i] = draft.atoms().get(order[i]);
            bondsBack(draft, order[i], place);
        }
        around = new long[size];
        classes = new int[size];
        forbidden = new long[size];
        for (int i = 0; i < size; i++) {
            classes[i] = SmartsClasses.of(atoms[i]);
            forbidden[i] = -1;
            for (SmartsTerm term : atoms[i].terms) {
                forbidden[i] &= term.forbidden();
            }
        }
        for (int i = 0; i < size; i++) {
            around[i] = around(draft, order[i]);
        }
        termStart = new int[size + 1];
        for (int i = 0; i < size; i++) {
            termStart[i + 1] = termStart[i] + atoms[i].terms.length;
        }
        code = new long[WORDS * termStart[size]];
        more = new SmartsTerm[termStart[size]];
        encode();
        screen = SmartsScreen.of(draft, atoms[0]);
    }

    private void encode() {
        int number = 0;
        for (SmartsAtom atom : atoms) {
            for (SmartsTerm term : atom.terms) {
                int at = WORDS * number;
                code[at] = term.low();
                code[at + 1] = term.high();
                code[at + 2] = term.forbidden();
                code[at + 3] = term.forbiddenRing();
                more[number++] = term.isotope() == SmartsTerm.ANY && term.environments().length == 0 ? null : term;
            }
        }
    }

    /** Number of atoms. */
    int size() {
        return atoms.length;
    }

    private void bondsBack(SmartsDraft draft, int atom, int[] place) {
        int here = place[atom];
        parent[here] = -1;
        List<Integer> further = new ArrayList<>();
        for (int[] each : draft.bonds()) {
            int other = each[0] == atom ? each[1] : each[1] == atom ? each[0] : -1;
            if (other >= 0 && place[other] < here) {
                if (parent[here] < 0) {
                    parent[here] = place[other];
                    bond[here] = each[2];
                } else {
                    further.add(place[other]);
                    further.add(each[2]);
                }
            }
        }
        closures[here] = further.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Anchored at the rarest atom. */
    static SmartsProgram of(SmartsDraft read) {
        SmartsDraft draft = SmartsRefining.refine(read);
        int rarest = 0;
        for (int i = 1; i < draft.atoms().size(); i++) {
            if (frequency(draft, i) < frequency(draft, rarest)) {
                rarest = i;
            }
        }
        return new SmartsProgram(draft, order(draft, rarest));
    }

    /** Anchored at the atom that the fewest match with their neighbors. */
    static SmartsProgram forPresence(SmartsDraft read) {
        SmartsDraft draft = SmartsRefining.refine(read);
        int rarest = 0;
        for (int i = 1; i < draft.atoms().size(); i++) {
            if (presence(draft, i) < presence(draft, rarest)) {
                rarest = i;
            }
        }
        return new SmartsProgram(draft, order(draft, rarest));
    }

    private static double presence(SmartsDraft draft, int atom) {
        return frequency(draft, atom) * Math.pow(PER_NEIGHBOR, Long.bitCount(around(draft, atom)));
    }

    /** What neighbors an atom of a pattern has at least. */
    private static long around(SmartsDraft draft, int atom) {
        long around = 0;
        int hetero = 0;
        for (int[] each : draft.bonds()) {
            int other = each[0] == atom ? each[1] : each[1] == atom ? each[0] : -1;
            if (other >= 0) {
                SmartsAtom neighbor = draft.atoms().get(other);
                around |= SmartsClasses.asked(neighbor, each[2]);
                hetero += SmartsClasses.isHetero(neighbor) ? 1 : 0;
            }
        }
        return hetero > 1 ? around | SmartsClasses.TWO_HETERO : around;
    }

    /** Anchored at the first atom, as environments are asked for. */
    static SmartsProgram fromFirst(SmartsDraft read) {
        SmartsDraft draft = SmartsRefining.refine(read);
        return new SmartsProgram(draft, order(draft, 0));
    }

    private static double frequency(SmartsDraft draft, int atom) {
        return SmartsClasses.frequency(draft.atoms().get(atom));
    }

    private static int[] order(SmartsDraft draft, int start) {
        int size = draft.atoms().size();
        int[] order = new int[size];
        boolean[] done = new boolean[size];
        int next = start;
        for (int i = 0; i < size; i++) {
            order[i] = next;
            done[next] = true;
            next = next(draft, done);
        }
        return order;
    }

    /** The atom with the most bonds to those done; of these the rarest. */
    private static int next(SmartsDraft draft, boolean[] done) {
        int[] links = new int[done.length];
        for (int[] each : draft.bonds()) {
            if (done[each[0]] != done[each[1]]) {
                links[done[each[0]] ? each[1] : each[0]]++;
            }
        }
        int best = -1;
        for (int i = 0; i < done.length; i++) {
            if (!done[i]
                    && (best < 0
                            || links[i] > links[best]
                            || links[i] == links[best] && frequency(draft, i) < frequency(draft, best))) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return Arrays.toString(written);
    }
}
