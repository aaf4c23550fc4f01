package io.retort.chem;

import io.retort.core.UsageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Atoms and bonds of a SMARTS pattern as written.
 *
 * @param atoms at least one
 * @param bonds begin, end and {@link SmartsBond} mask of each
 */
record SmartsDraft(List<SmartsAtom> atoms, List<int[]> bonds) {
    private static final int CLOSURES = 100;

    /**
     * Reads a pattern.
     *
     * @param text the whole of it is read
     * @param reader of atoms
     * @return the pattern
     * @throws UsageException with the position of what is wrong or not supported
     */
    static SmartsDraft read(SmartsText text, SmartsAtomReader reader) {
        return new Reading(text, reader).read();
    }

    private static final class Reading {
        private final SmartsText text;
        private final SmartsAtomReader reader;
        private final SmartsDraft draft = new SmartsDraft(new ArrayList<>(), new ArrayList<>());
        private final Deque<Integer> branches = new ArrayDeque<>();
        private final int[] openAtom = new int[CLOSURES];
        private final int[] openBond = new int[CLOSURES];
        private int previous = -1;
        private int bond = SmartsBond.NONE;

        Reading(SmartsText text, SmartsAtomReader reader) {
            this.text = text;
            this.reader = reader;
            Arrays.fill(openAtom, -1);
        }

        SmartsDraft read() {
            while (!text.isDone()) {
                step();
            }
            if (!branches.isEmpty()) {
                throw text.error("a branch is not closed by ')'");
            }
            if (Arrays.stream(openAtom).anyMatch(atom -> atom >= 0)) {
                throw text.error("a ring is not closed");
            }
            if (draft.atoms.isEmpty() || bond != SmartsBond.NONE) {
                throw text.error("an atom was expected");
            }
            return draft;
        }

        private void step() {
            char c = text.peek();
            if (bond != SmartsBond.NONE && (c == '(' || c == ')' || c == '.')) {
                throw text.error("an atom was expected behind the bond");
            }
            switch (c) {
                case '(' -> {
                    if (previous < 0) {
                        throw text.error("grouping of components is not supported");
                    }
                    branches.push(previous);
                    text.next();
                }
                case ')' -> {
                    if (branches.isEmpty()) {
                        throw text.error("')' closes no branch");
                    }
                    previous = branches.pop();
                    text.next();
                }
                case '.' -> {
                    if (previous < 0 || !branches.isEmpty()) {
                        throw text.error("'.' must stand between atoms and outside of branches");
                    }
                    previous = -1;
                    text.next();
                }
                case '>' -> throw text.error("reactions are not supported");
                default -> atomOrBond();
            }
        }

        private void atomOrBond() {
            if (text.isDigit() || text.peek() == '%') {
                closure();
                return;
            }
            int read = SmartsBond.read(text);
            if (read != SmartsBond.NONE) {
                if (previous < 0) {
                    throw text.error("the bond has no atom before it");
                }
                bond = read;
                return;
            }
            int atom = draft.atoms.size();
            draft.atoms.add(reader.read(text));
            if (previous >= 0) {
                connect(previous, atom, bond);
            }
            previous = atom;
            bond = SmartsBond.NONE;
        }

        private void connect(int begin, int end, int mask) {
            draft.bonds.add(new int[] {begin, end, mask == SmartsBond.NONE ? SmartsBond.DEFAULT : mask});
        }

        private void closure() {
            int number = closureNumber();
            if (previous < 0) {
                throw text.error("the ring closure has no atom before it");
            }
            if (openAtom[number] < 0) {
                openAtom[number] = previous;
                openBond[number] = bond;
            } else {
                if (openAtom[number] == previous) {
                    throw text.error("an atom cannot be bonded to itself");
                }
                connect(openAtom[number], previous, bond == SmartsBond.NONE ? openBond[number] : bond);
                openAtom[number] = -1;
            }
            bond = SmartsBond.NONE;
        }

        private int closureNumber() {
            if (!text.take('%')) {
                return text.next() - '0';
            }
            String two = text.upTo(2);
            if (!two.matches("[0-9]{2}")) {
                throw text.error("two digits were expected behind '%'");
            }
            text.skip(2);
            return Integer.parseInt(two);
        }
    }
}
