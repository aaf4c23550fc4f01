package io.retort.chem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Neutralizes charges by adding and removing hydrogens. Charges that cannot go, such as quaternary nitrogen, keep as
 * many anions as balance them; other bases are protonated before acids. Follows RDKit's Uncharger with canonical order.
 */
final class Uncharger {
    private Uncharger() {}

    static boolean uncharge(IAtomContainer container) {
        List<IAtom> removable = new ArrayList<>();
        List<IAtom> anions = new ArrayList<>();
        Set<IAtom> acids = new LinkedHashSet<>();
        int fixed = 0;
        boolean charged = false;
        for (IAtom atom : container.atoms()) {
            int charge = ValenceModel.charge(atom);
            charged |= charge != 0;
            if (charge > 0) {
                int negative = chargedNeighbors(atom, -1);
                if (Edit.hydrogens(atom) > 0 && negative != 1) {
                    removable.add(atom);
                } else if (Edit.hydrogens(atom) == 0 && negative == 0) {
                    fixed += charge;
                }
            } else if (charge == -1) {
                if (isAcidAnion(atom)) {
                    acids.add(atom);
                } else if (chargedNeighbors(atom, 1) == 0) {
                    anions.add(atom);
                }
            }
        }
        if (!charged) {
            return false;
        }
        anions.addAll(withoutInternal(acids));
        boolean changed = protonate(anions, anions.size() - fixed);
        return deprotonate(container, removable) || changed;
    }

    /** Acid anions less those whose charge the group itself balances, such as one oxygen of nitrate. */
    private static List<IAtom> withoutInternal(Set<IAtom> acids) {
        List<IAtom> kept = new ArrayList<>();
        java.util.Map<IAtom, Integer> balanced = new java.util.HashMap<>();
        for (IAtom atom : acids) {
            IAtom center = null;
            for (IBond bond : atom.bonds()) {
                center = ValenceModel.charge(bond.getOther(atom)) > 0 ? bond.getOther(atom) : center;
            }
            if (center == null || balanced.getOrDefault(center, 0) >= ValenceModel.charge(center)) {
                kept.add(atom);
            } else {
                balanced.merge(center, 1, Integer::sum);
            }
        }
        return kept;
    }

    private static boolean protonate(List<IAtom> anions, int surplus) {
        int left = surplus;
        boolean changed = false;
        for (IAtom atom : anions) {
            if (left <= 0) {
                break;
            }
            int delta = isEarly(ValenceModel.element(atom)) ? -1 : 1;
            if (delta < 0 && ValenceModel.hydrogens(atom) == 0) {
                continue;
            }
            if (isUsualValence(ValenceModel.element(atom), ValenceModel.valence(atom) + delta)) {
                Edit.addHydrogens(atom, delta);
                Edit.setCharge(atom, 0);
                changed = true;
                left--;
            }
        }
        return changed;
    }

    private static boolean deprotonate(IAtomContainer container, List<IAtom> removable) {
        int net = 0;
        for (IAtom atom : container.atoms()) {
            net += ValenceModel.charge(atom);
        }
        boolean changed = false;
        for (IAtom atom : removable) {
            boolean takes = Edit.is(atom, 6) || isEarly(ValenceModel.element(atom));
            while (net > 0 && ValenceModel.charge(atom) > 0 && ValenceModel.hydrogens(atom) > 0) {
                Edit.addHydrogens(atom, takes ? 1 : -1);
                Edit.setCharge(atom, ValenceModel.charge(atom) - 1);
                net--;
                changed = true;
            }
        }
        return changed;
    }

    private static int chargedNeighbors(IAtom atom, int sign) {
        int count = 0;
        for (IBond bond : atom.bonds()) {
            int charge = ValenceModel.charge(bond.getOther(atom));
            count += sign < 0 && charge == -1 || sign > 0 && charge > 0 ? 1 : 0;
        }
        return count;
    }

    private static boolean isAcidAnion(IAtom atom) {
        if (Edit.is(atom, 7)) {
            return isTetrazole(atom);
        }
        if (!Edit.is(atom, 8) && !Edit.is(atom, 16)) {
            return false;
        }
        for (IBond bond : atom.bonds()) {
            IAtom center = bond.getOther(atom);
            int charge = ValenceModel.charge(center);
            boolean hasOxo = Edit.count(center, 8, 2) + Edit.count(center, 16, 2) > 0;
            if (Edit.order(bond) != 1) {
                continue;
            }
            boolean plain =
                    charge == 0 && (Edit.is(center, 6) || Edit.is(center, 16)) && !center.isAromatic() && hasOxo;
            boolean charged = charge == 1
                    && (Edit.is(center, 7) || Edit.is(center, 15))
                    && hasOxo
                    && chargedNeighbors(center, -1) > 1;
            boolean halogen = charge > 0
                    && (Edit.is(center, 17) || Edit.is(center, 35) || Edit.is(center, 53))
                    && chargedNeighbors(center, -1) > 1;
            if (plain || charged || halogen) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTetrazole(IAtom atom) {
        if (!atom.isAromatic()) {
            return false;
        }
        for (IBond bond : atom.bonds()) {
            for (IBond next : bond.getOther(atom).bonds()) {
                if (ringNitrogens(atom, bond.getOther(atom), next.getOther(bond.getOther(atom))) == 4) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Nitrogen atoms in the five-membered aromatic ring that goes through three atoms in a row; 0 if there is none. */
    private static int ringNitrogens(IAtom one, IAtom two, IAtom three) {
        if (three == one || !two.isAromatic() || !three.isAromatic()) {
            return 0;
        }
        for (IBond a : three.bonds()) {
            IAtom four = a.getOther(three);
            for (IBond b : one.bonds()) {
                IAtom five = b.getOther(one);
                boolean distinct = four != two && five != two && four != five && four.isAromatic() && five.isAromatic();
                if (distinct && four.getBond(five) != null) {
                    int count = 0;
                    for (IAtom atom : List.of(one, two, three, four, five)) {
                        count += Edit.is(atom, 7) ? 1 : 0;
                    }
                    return count;
                }
            }
        }
        return 0;
    }

    private static boolean isEarly(int element) {
        return switch (element) {
            case 3, 4, 5, 11, 12, 13, 19, 20, 31, 37, 38, 49, 55, 56, 81 -> true;
            default -> false;
        };
    }

    private static boolean isUsualValence(int element, int valence) {
        return switch (element) {
            case 5 -> valence == 3;
            case 13 -> valence == 3 || valence == 6;
            case 6, 32 -> valence == 4;
            case 14 -> valence == 4 || valence == 6;
            case 7 -> valence == 3;
            case 8 -> valence == 2;
            case 9, 17, 35 -> valence == 1;
            case 15, 33, 51, 83 -> valence == 3 || valence == 5 || valence == 7;
            case 16, 34, 52 -> valence == 2 || valence == 4 || valence == 6;
            case 53, 85 -> valence == 1 || valence == 3 || valence == 5;
            case 50, 82 -> valence == 2 || valence == 4;
            default -> false;
        };
    }
}
