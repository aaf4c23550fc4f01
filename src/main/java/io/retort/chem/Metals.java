package io.retort.chem;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Disconnects metals: any metal from nitrogen, oxygen and fluorine, and transition metals and aluminum from most other
 * non-metals. The metal takes the positive charge and loses hydrogens that only filled its valence. Alkali metals stay bonded to carbon, sulfur and the heavier
 * halogens, as in RDKit's MetalDisconnector.
 */
final class Metals {
    private static final BitSet ANY = set(3, 11, 19, 37, 55, 87, 4, 12, 20, 38, 56, 88, 13, 31, 49, 81, 50, 82, 83);
    private static final BitSet TRANSITION = set(13);
    private static final BitSet WITH_ANY = set(7, 8, 9);
    private static final BitSet WITH_TRANSITION = set(5, 6, 14, 15, 33, 51, 16, 34, 52, 17, 35, 53, 85);

    static {
        for (int[] row : new int[][] {{21, 30}, {39, 48}, {72, 79}}) {
            TRANSITION.set(row[0], row[1] + 1);
        }
        ANY.or(TRANSITION);
        ANY.set(80);
    }

    private Metals() {}

    private static BitSet set(int... elements) {
        BitSet set = new BitSet();
        for (int element : elements) {
            set.set(element);
        }
        return set;
    }

    static boolean isMetal(int element) {
        return ANY.get(element);
    }

    static boolean disconnect(IAtomContainer container) {
        List<IBond> cut = new ArrayList<>();
        for (IBond bond : container.bonds()) {
            if (metalEnd(bond) != null) {
                cut.add(bond);
            }
        }
        for (IBond bond : cut) {
            IAtom metal = bond.getBegin();
            IAtom other = bond.getEnd();
            if (metalEnd(bond) == other) {
                metal = bond.getEnd();
                other = bond.getBegin();
            }
            int order = Edit.order(bond);
            Edit.setCharge(metal, ValenceModel.charge(metal) + order);
            metal.setImplicitHydrogenCount(0);
            Edit.setCharge(other, ValenceModel.charge(other) - order);
            StereoEdit.forget(container, bond);
            container.removeBond(bond);
        }
        return !cut.isEmpty();
    }

    private static @Nullable IAtom metalEnd(IBond bond) {
        int one = ValenceModel.element(bond.getBegin());
        int two = ValenceModel.element(bond.getEnd());
        if (isCut(one, two)) {
            return bond.getBegin();
        }
        return isCut(two, one) ? bond.getEnd() : null;
    }

    private static boolean isCut(int metal, int other) {
        return ANY.get(metal) && WITH_ANY.get(other) || TRANSITION.get(metal) && WITH_TRANSITION.get(other);
    }
}
