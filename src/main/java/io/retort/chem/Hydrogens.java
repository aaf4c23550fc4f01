package io.retort.chem;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IStereoElement;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;

/**
 * Folds ordinary hydrogen atoms into the counts of their neighbors. Isotopes, ions, H2, bridging hydrogens and those
 * that alone define a double bond's arrangement stay atoms.
 */
final class Hydrogens {
    private Hydrogens() {}

    /** The container itself if there is nothing to fold, a smaller one otherwise. */
    static IAtomContainer fold(IAtomContainer container) {
        boolean any = false;
        for (IAtom atom : container.atoms()) {
            any |= isPlain(atom);
        }
        if (!any) {
            return container;
        }
        List<IAtom> defining = definingDoubleBonds(container);
        defining.forEach(atom -> atom.setMassNumber(1));
        IAtomContainer folded = Objects.requireNonNull(AtomContainerManipulator.suppressHydrogens(container));
        for (IAtom atom : folded.atoms()) {
            if (defining.contains(atom)) {
                atom.setMassNumber(null);
            }
        }
        return folded;
    }

    /** Hydrogens that are the only ligand of a double bond's end, as in an imine with a stereo mark. */
    private static List<IAtom> definingDoubleBonds(IAtomContainer container) {
        List<IAtom> list = new ArrayList<>();
        for (IStereoElement<?, ?> element : container.stereoElements()) {
            StereoUnit unit = CdkStereo.of(element, container);
            if (unit == null || unit.kind() != StereoUnit.Kind.DOUBLE_BOND) {
                continue;
            }
            int[] ends = {unit.a(), unit.b()};
            for (int i = 0; i < 2; i++) {
                IAtom carrier = container.getAtom(unit.carriers()[i]);
                if (isPlain(carrier) && container.getAtom(ends[i]).getBondCount() == 2) {
                    list.add(carrier);
                }
            }
        }
        return list;
    }

    private static boolean isPlain(IAtom atom) {
        return ValenceModel.element(atom) == 1
                && atom.getMassNumber() == null
                && ValenceModel.charge(atom) == 0
                && atom.getBondCount() == 1;
    }
}
