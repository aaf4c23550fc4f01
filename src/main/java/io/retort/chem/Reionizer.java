package io.retort.chem;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;

/**
 * Puts negative charges on the strongest acids. Free neutral alkali and alkaline earth metals and chlorine become ions
 * first, at the cost of the strongest acids; then hydrogens move from the strongest acid to the weakest base while that
 * improves matters.
 */
final class Reionizer {
    private Reionizer() {}

    static boolean reionize(IAtomContainer container) {
        boolean changed = false;
        int gained = 0;
        int total = 0;
        boolean anion = false;
        for (IAtom atom : container.atoms()) {
            int charge = ionCharge(atom);
            if (charge != 0) {
                Edit.setCharge(atom, charge);
                gained += charge;
                changed = true;
            }
            total += ValenceModel.charge(atom);
            anion |= ValenceModel.charge(atom) == -1;
        }
        for (int i = 0; i < gained && total != 0; i++) {
            IAtom acid = strongestAcid(container, AcidStrength.COUNT);
            if (acid == null) {
                break;
            }
            Edit.setCharge(acid, ValenceModel.charge(acid) - 1);
            Edit.addHydrogens(acid, -1);
            anion = true;
        }
        return anion && moveHydrogens(container) || changed;
    }

    /** Charge of a lone neutral atom that is really an ion; 0 for all others. */
    private static int ionCharge(IAtom atom) {
        if (atom.getBondCount() > 0 || ValenceModel.hydrogens(atom) > 0 || ValenceModel.charge(atom) != 0) {
            return 0;
        }
        return switch (ValenceModel.element(atom)) {
            case 3, 11, 19 -> 1;
            case 12, 20 -> 2;
            case 17 -> -1;
            default -> 0;
        };
    }

    private static boolean moveHydrogens(IAtomContainer container) {
        Set<Set<IAtom>> moved = new HashSet<>();
        boolean changed = false;
        while (true) {
            IAtom base = null;
            int weakest = -1;
            for (IAtom atom : container.atoms()) {
                int strength = ValenceModel.charge(atom) == -1 ? AcidStrength.ofBase(atom) : -1;
                if (strength > weakest) {
                    weakest = strength;
                    base = atom;
                }
            }
            IAtom acid = base == null ? null : strongestAcid(container, weakest);
            if (base == null || acid == null || acid == base || !moved.add(Set.of(acid, base))) {
                return changed;
            }
            Edit.setCharge(acid, ValenceModel.charge(acid) - 1);
            Edit.addHydrogens(acid, -1);
            Edit.setCharge(base, 0);
            Edit.addHydrogens(base, 1);
            changed = true;
        }
    }

    /** The strongest acid below a limit, the first in order among equals. */
    private static @Nullable IAtom strongestAcid(IAtomContainer container, int limit) {
        IAtom best = null;
        int strongest = limit;
        for (IAtom atom : container.atoms()) {
            int strength = ValenceModel.hydrogens(atom) > 0 ? AcidStrength.ofAcid(atom) : -1;
            if (strength >= 0 && strength < strongest) {
                strongest = strength;
                best = atom;
            }
        }
        return best;
    }
}
