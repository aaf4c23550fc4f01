package io.retort.chem;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One search of a pattern in a molecule, by backtracking with an explicit stack. Environments within the pattern are
 * searched by a further one of these, once for each atom that asks.
 */
final class SmartsSearch {
    private static final byte UNKNOWN = 0;
    private static final byte YES = 1;
    private static final byte NO = 2;

    private SmartsProgram program;
    private SmartsProgram[] environments;
    private SmartsTarget target;
    private MolGraph graph;
    /** What is known of environments: a row of atoms each. Shared with the searches within. */
    private byte[] memo = {};
    /** Atom at each place. */
    private int[] mapped = new int[16];
    /** Slot (or atom, at the start of a component) to look at next. */
    private int[] cursor = new int[16];

    private int depth;
    private boolean isAnchored;
    private @Nullable SmartsSearch within;

    SmartsSearch(SmartsProgram program) {
        this.program = program;
        environments = new SmartsProgram[0];
        target = new SmartsTarget();
        graph = target.graph();
    }

    /** Begins a search over a whole molecule. */
    void begin(SmartsProgram pattern, SmartsProgram[] patternEnvironments, SmartsTarget molecule) {
        take(pattern, patternEnvironments, molecule);
        int size = environments.length * graph.atomCount;
        if (memo.length < size) {
            memo = new byte[size + 64];
        } else {
            Arrays.fill(memo, 0, size, UNKNOWN);
        }
        isAnchored = false;
    }

    private void take(SmartsProgram pattern, SmartsProgram[] patternEnvironments, SmartsTarget molecule) {
        program = pattern;
        environments = patternEnvironments;
        target = molecule;
        graph = molecule.graph();
        int size = program.size();
        if (mapped.length < size) {
            mapped = new int[size];
            cursor = new int[size];
        }
        depth = 0;
        cursor[0] = 0;
    }

    /** Atom at a place of the program, after {@link #next} said yes. */
    int mapped(int place) {
        return mapped[place];
    }

    /** Goes to the next match; false if there is none. */
    boolean next() {
        int last = program.size() - 1;
        int place = depth;
        while (place >= 0) {
            if (!advance(place)) {
                place--;
            } else if (place == last) {
                depth = place;
                return true;
            } else {
                place++;
                int from = program.parent[place];
                cursor[place] = from < 0 ? 0 : graph.first[mapped[from]];
            }
        }
        depth = -1;
        return false;
    }

    private boolean advance(int place) {
        int from = program.parent[place];
        if (from < 0) {
            return place == 0 && isAnchored ? advanceAnchor() : advanceAtom(place);
        }
        int end = graph.first[mapped[from] + 1];
        int mask = program.bond[place];
        for (int k = cursor[place]; k < end; k++) {
            if ((target.slotBond[k] & mask) != 0 && accepts(place, graph.neighbor[k])) {
                cursor[place] = k + 1;
                return true;
            }
        }
        return false;
    }

    /** Looks through the atoms of the classes that the pattern's atom may match. */
    private boolean advanceAtom(int place) {
        int classes = program.classes[place];
        long around = program.around[place];
        long forbidden = program.forbidden[place];
        int at = cursor[place];
        while (at < graph.atomCount) {
            int atom = target.listed[at++];
            int number = target.classOf(atom);
            if ((classes >> number & 1) == 0) {
                at = target.classStart[number + 1];
            } else if ((target.around[atom] & around) == around
                    && (target.bits[atom] & forbidden) == 0
                    && accepts(place, atom)) {
                cursor[place] = at;
                return true;
            }
        }
        return false;
    }

    private boolean advanceAnchor() {
        if (cursor[0] > 0) {
            return false;
        }
        cursor[0] = 1;
        return accepts(0, mapped[0]);
    }

    private boolean accepts(int place, int atom) {
        long around = program.around[place];
        if ((target.around[atom] & around) != around || !isLike(place, atom)) {
            return false;
        }
        for (int i = 0; i < place; i++) {
            if (mapped[i] == atom) {
                return false;
            }
        }
        int[] closures = program.closures[place];
        for (int i = 0; i < closures.length; i += 2) {
            int slot = graph.slot(atom, mapped[closures[i]]);
            if (slot < 0 || (target.slotBond[slot] & closures[i + 1]) == 0) {
                return false;
            }
        }
        mapped[place] = atom;
        return true;
    }

    private boolean isLike(int place, int atom) {
        int element = graph.element[atom];
        long bits = target.bits[atom];
        long[] code = program.code;
        int end = program.termStart[place + 1];
        for (int term = program.termStart[place]; term < end; term++) {
            int at = SmartsProgram.WORDS * term;
            long forbiddenRing = code[at + 3];
            if ((bits & code[at + 2]) == 0
                    && (code[at + (element >> 6)] >>> element & 1) != 0
                    && (forbiddenRing == 0 || (forbiddenRing & target.ringBits(atom)) == 0)
                    && meetsMore(program.more[term], atom)) {
                return true;
            }
        }
        return false;
    }

    private boolean meetsMore(@Nullable SmartsTerm term, int atom) {
        return term == null
                || (term.isotope() == SmartsTerm.ANY || term.isotope() == graph.isotope[atom])
                        && startsAll(term.environments(), atom);
    }

    private boolean startsAll(int[] wanted, int atom) {
        for (int each : wanted) {
            if (starts(each < 0 ? ~each : each, atom) != each >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean starts(int environment, int atom) {
        int place = environment * graph.atomCount + atom;
        if (memo[place] == UNKNOWN) {
            SmartsSearch search = within;
            if (search == null) {
                search = new SmartsSearch(environments[environment]);
                within = search;
            }
            search.take(environments[environment], environments, target);
            search.memo = memo;
            search.isAnchored = true;
            search.mapped[0] = atom;
            memo[place] = search.next() ? YES : NO;
        }
        return memo[place] == YES;
    }
}
