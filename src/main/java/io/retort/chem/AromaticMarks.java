package io.retort.chem;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IDoubleBondStereochemistry.Conformation;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.stereo.DoubleBondStereochemistry;

/**
 * Restores the arrangement of double bonds on aromatic rings, as in {@code CN=c1/cccc[nH]1}: the parser drops a
 * {@code /} between two aromatic atoms when it finds the ring's double bonds.
 */
final class AromaticMarks {
    private AromaticMarks() {}

    static void restore(IAtomContainer container, SmilesCheck check) {
        Set<Object> known = new HashSet<>();
        for (IStereoElement<?, ?> element : container.stereoElements()) {
            known.add(element.getFocus());
        }
        for (int b = 0; b < container.getBondCount(); b++) {
            IBond bond = container.getBond(b);
            if (bond.getOrder() != IBond.Order.DOUBLE || bond.isInRing() || known.contains(bond)) {
                continue;
            }
            int begin = container.indexOf(bond.getBegin());
            int end = container.indexOf(bond.getEnd());
            if (check.isLowerCase(begin) || check.isLowerCase(end)) {
                restore(container, check, bond, begin, end);
            }
        }
    }

    private static void restore(IAtomContainer container, SmilesCheck check, IBond bond, int begin, int end) {
        SmilesCheck.Mark left = markAt(check, begin, end);
        SmilesCheck.Mark right = markAt(check, end, begin);
        if (left == null || right == null) {
            return;
        }
        IBond[] carriers = {carrier(container, left), carrier(container, right)};
        if (carriers[0] == null || carriers[1] == null) {
            return;
        }
        boolean together = above(left, begin) == above(right, end);
        container.addStereoElement(new DoubleBondStereochemistry(
                bond, carriers, together ? Conformation.TOGETHER : Conformation.OPPOSITE));
    }

    private static SmilesCheck.@Nullable Mark markAt(SmilesCheck check, int atom, int butNot) {
        for (SmilesCheck.Mark mark : check.marks()) {
            if (mark.from() == atom && mark.to() != butNot || mark.to() == atom && mark.from() != butNot) {
                return mark;
            }
        }
        return null;
    }

    private static IBond carrier(IAtomContainer container, SmilesCheck.Mark mark) {
        IAtom from = container.getAtom(mark.from());
        return container.getBond(from, container.getAtom(mark.to()));
    }

    private static boolean above(SmilesCheck.Mark mark, int end) {
        return mark.from() == end ? mark.sign() > 0 : mark.sign() < 0;
    }
}
