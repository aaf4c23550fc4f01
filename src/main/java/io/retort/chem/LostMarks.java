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
import org.openscience.cdk.stereo.ExtendedCisTrans;

/**
 * Restores arrangements that the parser drops: of double bonds on aromatic rings, as in {@code C/N=c1/cccc[nH]1}, where
 * it forgets a {@code /} between two aromatic atoms, and of cumulenes that are not written from one end to the other.
 */
final class LostMarks {
    private LostMarks() {}

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
            if (isCumulene(bond)) {
                IAtom[] ends = ExtendedCisTrans.findTerminalAtoms(container, bond);
                restore(container, check, bond, container.indexOf(ends[0]), container.indexOf(ends[1]));
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
        if (isCumulene(bond)) {
            int order = together ? IStereoElement.TOGETHER : IStereoElement.OPPOSITE;
            container.addStereoElement(new ExtendedCisTrans(bond, carriers, order));
            return;
        }
        container.addStereoElement(new DoubleBondStereochemistry(
                bond, carriers, together ? Conformation.TOGETHER : Conformation.OPPOSITE));
    }

    /** Whether a bond is the middle one of three double bonds in a row. */
    private static boolean isCumulene(IBond bond) {
        for (IAtom atom : bond.atoms()) {
            if (atom.getBondCount() != 2 || ValenceModel.bondOrders(atom) != 4) {
                return false;
            }
            IAtom other = bond.getOther(atom);
            for (IBond next : atom.bonds()) {
                IAtom end = next.getOther(atom);
                if (end != other
                        && (next.getOrder() != IBond.Order.DOUBLE
                                || end.getBondCount() < 2
                                || end.getBondCount() == 2 && ValenceModel.bondOrders(end) == 4)) {
                    return false;
                }
            }
        }
        return true;
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
