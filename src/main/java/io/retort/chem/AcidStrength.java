package io.retort.chem;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IBond;

/**
 * Rank of an acid or of the base it leaves, 0 the strongest, by the group it belongs to. The order is that of the
 * FDA's Substance Registration System guide as MolVS lists it; -1 means no acid of the list.
 */
final class AcidStrength {
    /** Number of ranks. */
    static final int COUNT = 33;

    private AcidStrength() {}

    static int ofAcid(IAtom atom) {
        return ValenceModel.charge(atom) > 0 ? -1 : rank(atom, true);
    }

    static int ofBase(IAtom atom) {
        return rank(atom, false);
    }

    private static int rank(IAtom atom, boolean acid) {
        int hydrogens = ValenceModel.hydrogens(atom);
        return switch (ValenceModel.element(atom)) {
            case 8 -> hydrogens == (acid ? 1 : 0) && !atom.isAromatic() ? oxygen(atom) : -1;
            case 16 -> hydrogens == (acid ? 1 : 0) && !atom.isAromatic() ? sulfur(atom) : -1;
            case 7 -> nitrogen(atom, acid, hydrogens);
            case 6 -> acid && ValenceModel.charge(atom) != 0 ? -1 : carbon(atom, acid, hydrogens);
            default -> -1;
        };
    }

    private static int oxygen(IAtom atom) {
        IAtom center = Edit.onlyNeighbor(atom);
        if (center == null) {
            return -1;
        }
        return switch (ValenceModel.element(center)) {
            case 16 -> onSulfur(center);
            case 15 -> onPhosphorus(atom, center);
            case 5 -> onBoron(atom, center);
            case 6 -> onCarbon(center);
            case 8 -> isPeracid(atom, center) ? 11 : -1;
            default -> -1;
        };
    }

    private static int onSulfur(IAtom sulfur) {
        int oxo = Edit.count(sulfur, 8, 2);
        boolean ester = Edit.count(sulfur, 8, 1) > 1;
        if (oxo >= 2) {
            return ester ? 0 : 1;
        }
        if (oxo == 1 && sulfur.getBondCount() == 3) {
            return ester ? 2 : 3;
        }
        return -1;
    }

    private static int onPhosphorus(IAtom atom, IAtom phosphorus) {
        if (Edit.count(phosphorus, 8, 2) == 0) {
            return -1;
        }
        return bySecondOxygen(atom, phosphorus, 4, 8);
    }

    private static int onBoron(IAtom atom, IAtom boron) {
        return bySecondOxygen(atom, boron, 14, 18);
    }

    /** Rank by what the center has besides: another hydroxyl group, or an oxide; plus one without a third oxygen. */
    private static int bySecondOxygen(IAtom atom, IAtom center, int hydroxyl, int oxide) {
        int hydroxyls = 0;
        int oxides = 0;
        int singles = 0;
        for (IBond bond : center.bonds()) {
            IAtom other = bond.getOther(center);
            if (other == atom || Edit.order(bond) != 1) {
                continue;
            }
            singles += Edit.is(other, 8) ? 1 : 0;
            hydroxyls += Edit.is(other, 8) && ValenceModel.hydrogens(other) == 1 ? 1 : 0;
            oxides += Edit.is(other, 8, -1) ? 1 : 0;
        }
        int third = singles > 1 ? 0 : 1;
        if (hydroxyls > 0) {
            return hydroxyl + third;
        }
        return oxides > 0 ? oxide + third : -1;
    }

    private static int onCarbon(IAtom carbon) {
        if (carbon.isAromatic()) {
            return 16;
        }
        if (Edit.count(carbon, 8, 2) > 0) {
            return 6;
        }
        return Edit.connections(carbon) == 4 ? 23 : -1;
    }

    private static boolean isPeracid(IAtom atom, IAtom oxygen) {
        for (IBond bond : oxygen.bonds()) {
            IAtom carbon = bond.getOther(oxygen);
            if (carbon != atom && Edit.is(carbon, 6) && Edit.count(carbon, 8, 2) > 0) {
                return true;
            }
        }
        return false;
    }

    private static int sulfur(IAtom atom) {
        IAtom carbon = Edit.onlyNeighbor(atom);
        if (carbon == null || !Edit.is(carbon, 6)) {
            return -1;
        }
        return carbon.isAromatic() ? 7 : 17;
    }

    private static int nitrogen(IAtom atom, boolean acid, int hydrogens) {
        if (atom.isAromatic()) {
            return hydrogens == (acid ? 1 : 0) && RingPatterns.isImidazole(atom) ? 22 : -1;
        }
        if (hydrogens == (acid ? 1 : 0) && RingPatterns.isPhthalimide(atom)) {
            return 10;
        }
        if (hydrogens != (acid ? 2 : 1)) {
            return -1;
        }
        int best = -1;
        for (IBond bond : atom.bonds()) {
            IAtom other = bond.getOther(atom);
            int oxo = Edit.count(other, 8, 2);
            int rank = Edit.is(other, 16) && oxo >= 2
                    ? 13
                    : Edit.is(other, 6) && !other.isAromatic() && oxo > 0
                            ? 21
                            : Edit.is(other, 6) && Edit.connections(other) == 4 ? 29 : -1;
            best = choose(best, rank, acid);
        }
        return best;
    }

    /** An acid counts as its strongest kind, a base as its weakest. */
    private static int choose(int one, int two, boolean acid) {
        if (one < 0 || two < 0) {
            return Math.max(one, two);
        }
        return acid ? Math.min(one, two) : Math.max(one, two);
    }

    private static int carbon(IAtom atom, boolean acid, int hydrogens) {
        if (atom.isAromatic()) {
            return !acid && hydrogens == 1 && RingPatterns.isCyclopentadienyl(atom) ? 20 : -1;
        }
        int best = acid && hydrogens == 2 && RingPatterns.isCyclopentadiene(atom) ? 20 : -1;
        if (acid && hydrogens == 0) {
            return -1;
        }
        for (IBond bond : atom.bonds()) {
            best = choose(best, carbonNextTo(atom, bond, acid, hydrogens), acid);
        }
        int connections = Edit.connections(atom);
        if (acid ? connections == 4 : connections == 3 && ValenceModel.bondOrders(atom) + hydrogens == 3) {
            best = choose(best, 32, acid);
        }
        return best;
    }

    private static int carbonNextTo(IAtom atom, IBond bond, boolean acid, int hydrogens) {
        IAtom other = bond.getOther(atom);
        int order = Edit.order(bond);
        int oxo = Edit.count(other, 8, 2);
        if (order == 3) {
            return Edit.is(other, 6) && hydrogens == (acid ? 1 : 0) ? 26 : -1;
        }
        if (order == 2) {
            boolean sp2 = Edit.connections(atom) == (acid ? 3 : 2) && Edit.connections(other) == 3;
            return Edit.is(other, 6) && sp2 ? 31 : -1;
        }
        if (Edit.is(other, 7)) {
            boolean nitro = oxo > 0 && Edit.count(other, 8, 1) > 0;
            return nitro && (acid ? hydrogens == 1 : hydrogens == 0) ? 12 : -1;
        }
        if (Edit.is(other, 6) && oxo > 0) {
            return (acid || hydrogens == 0) ? (Edit.count(other, 8, 1) > 0 ? 25 : 24) : -1;
        }
        if (Edit.is(other, 16) && oxo > 0 && Edit.count(other, 6, 1) > 1 && (acid || hydrogens == 0)) {
            return oxo > 1 ? 27 : other.getBondCount() == 3 ? 28 : -1;
        }
        boolean benzyl = other.isAromatic() && Edit.is(other, 6) && hydrogens == (acid ? 2 : 1);
        return benzyl && Edit.connections(atom) == (acid ? 4 : 3) ? 30 : -1;
    }
}
