package io.retort.chem;

import java.util.function.Predicate;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IBond;

/** Five-membered rings that acids of the list belong to. */
final class RingPatterns {
    private RingPatterns() {}

    /** Whether an atom is in a five-membered ring whose other atoms, in order, pass the test. */
    private static boolean inRing(IAtom first, Predicate<IAtom[]> test) {
        for (IBond a : first.bonds()) {
            IAtom two = a.getOther(first);
            for (IBond b : two.bonds()) {
                IAtom three = b.getOther(two);
                if (three == first || !a.isInRing() || !b.isInRing()) {
                    continue;
                }
                for (IBond c : three.bonds()) {
                    IAtom four = c.getOther(three);
                    if (four != two && closes(first, two, three, four, test)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean closes(IAtom first, IAtom two, IAtom three, IAtom four, Predicate<IAtom[]> test) {
        for (IBond d : four.bonds()) {
            IAtom five = d.getOther(four);
            if (five != three
                    && five != first
                    && five != two
                    && five.getBond(first) != null
                    && test.test(new IAtom[] {first, two, three, four, five})) {
                return true;
            }
        }
        return false;
    }

    static boolean isImidazole(IAtom nitrogen) {
        return inRing(
                nitrogen,
                r -> allAromatic(r) && Edit.is(r[1], 6) && Edit.is(r[2], 7) && Edit.is(r[3], 6) && Edit.is(r[4], 6));
    }

    static boolean isPhthalimide(IAtom nitrogen) {
        return inRing(nitrogen, r -> isCarbonyl(r[1]) && isCarbonyl(r[4]) && isArene(r[2]) && isArene(r[3]));
    }

    static boolean isCyclopentadienyl(IAtom carbon) {
        return inRing(carbon, r -> allAromatic(r) && allCarbon(r));
    }

    static boolean isCyclopentadiene(IAtom carbon) {
        return inRing(carbon, r -> allCarbon(r) && isDouble(r[1], r[2]) && isDouble(r[3], r[4]));
    }

    private static boolean isCarbonyl(IAtom atom) {
        return Edit.is(atom, 6) && Edit.count(atom, 8, 2) == 1;
    }

    private static boolean isArene(IAtom atom) {
        return Edit.is(atom, 6) && atom.isAromatic();
    }

    private static boolean isDouble(IAtom one, IAtom two) {
        IBond bond = one.getBond(two);
        return bond != null && !bond.isAromatic() && Edit.order(bond) == 2;
    }

    private static boolean allAromatic(IAtom[] ring) {
        for (IAtom atom : ring) {
            if (!atom.isAromatic()) {
                return false;
            }
        }
        return true;
    }

    private static boolean allCarbon(IAtom[] ring) {
        for (IAtom atom : ring) {
            if (!Edit.is(atom, 6)) {
                return false;
            }
        }
        return true;
    }
}
