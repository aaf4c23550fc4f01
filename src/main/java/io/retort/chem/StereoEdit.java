package io.retort.chem;

import java.util.ArrayList;
import java.util.List;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IStereoElement;

/** Keeps stereo elements in step with edits. */
final class StereoEdit {
    private StereoEdit() {}

    /** Drops the elements that a bond is part of, because it goes or changes its order. */
    static void forget(IAtomContainer container, IBond bond) {
        @SuppressWarnings("rawtypes")
        List<IStereoElement> kept = new ArrayList<>();
        boolean dropped = false;
        for (IStereoElement<?, ?> element : container.stereoElements()) {
            boolean gone = element.getFocus() == bond
                    || element.getCarriers().contains(bond)
                    || element.contains(bond.getBegin()) && element.contains(bond.getEnd()) && isCenter(element, bond);
            if (gone) {
                dropped = true;
            } else {
                kept.add(element);
            }
        }
        if (dropped) {
            container.setStereoElements(kept);
        }
    }

    private static boolean isCenter(IStereoElement<?, ?> element, IBond bond) {
        return element.getFocus().equals(bond.getBegin()) || element.getFocus().equals(bond.getEnd());
    }

    /** Drops double bond elements whose focus is no double bond any more. */
    static void forgetSingle(IAtomContainer container) {
        List<IBond> gone = new ArrayList<>();
        for (IStereoElement<?, ?> element : container.stereoElements()) {
            if (element.getConfigClass() == IStereoElement.CT
                    && element.getFocus() instanceof IBond bond
                    && bond.getOrder() != IBond.Order.DOUBLE) {
                gone.add(bond);
            }
        }
        gone.forEach(bond -> forget(container, bond));
    }
}
