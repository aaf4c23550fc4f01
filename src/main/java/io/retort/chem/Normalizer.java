package io.retort.chem;

import java.util.List;
import java.util.function.Predicate;
import org.openscience.cdk.aromaticity.Aromaticity;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Draws functional groups alike: sulfoxides charged and sulfones not, phosphates with one double bond, cations on the
 * nitrogen that has the double bond, and charges next to each other recombined. The first rule that matches is applied
 * until it does not, then all are tried again, up to a cap. Nitro, azide and diazo groups are settled when read.
 */
final class Normalizer {
    private static final int MAX_EDITS = 200;

    private static final List<Predicate<IAtomContainer>> RULES = List.of(
            c -> first(c, Normalizer::nitroLike),
            c -> first(c, Normalizer::sulfone),
            c -> first(c, Normalizer::sulfoxide),
            c -> first(c, Normalizer::phosphate),
            c -> first(c, Normalizer::amidineCation),
            c -> ConjugatedCharges.recombine(c, 3),
            c -> ConjugatedCharges.recombine(c, 5),
            c -> ConjugatedCharges.moveCation(c, 3),
            c -> ConjugatedCharges.moveCation(c, 5),
            c -> first(c, Normalizer::halogenAnion),
            c -> first(c, Normalizer::nitrile));

    private Normalizer() {}

    static boolean normalize(IAtomContainer container) {
        int edits = 0;
        boolean again = true;
        while (again && edits < MAX_EDITS) {
            again = false;
            for (Predicate<IAtomContainer> rule : RULES) {
                if (rule.test(container)) {
                    edits++;
                    again = true;
                    StereoEdit.forgetSingle(container);
                    Perception.rings(container);
                    Aromaticity.apply(Aromaticity.Model.Daylight, container);
                    break;
                }
            }
        }
        return edits > 0;
    }

    private static boolean first(IAtomContainer container, Predicate<IAtom> rule) {
        for (IAtom atom : container.atoms()) {
            if (rule.test(atom)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isChalcogen(IAtom atom) {
        return switch (ValenceModel.element(atom)) {
            case 8, 16, 34, 52 -> true;
            default -> false;
        };
    }

    private static boolean isPnictogen(IAtom atom) {
        return switch (ValenceModel.element(atom)) {
            case 7, 15, 33, 51 -> true;
            default -> false;
        };
    }

    private static boolean nitroLike(IAtom atom) {
        if (!isPnictogen(atom) || atom.isAromatic() || Edit.connections(atom) != 3) {
            return false;
        }
        List<IBond> oxo = Edit.bonds(atom).stream()
                .filter(b -> Edit.order(b) == 2 && isChalcogen(b.getOther(atom)))
                .toList();
        if (oxo.size() < 2) {
            return false;
        }
        Edit.setOrder(oxo.get(0), 1);
        Edit.setCharge(oxo.get(0).getOther(atom), -1);
        Edit.setCharge(atom, 1);
        return true;
    }

    private static boolean sulfone(IAtom atom) {
        if (!Edit.is(atom, 16, 2)) {
            return false;
        }
        List<IBond> oxides = oxides(atom);
        if (oxides.size() < 2) {
            return false;
        }
        for (IBond bond : oxides.subList(0, 2)) {
            Edit.setOrder(bond, 2);
            Edit.setCharge(bond.getOther(atom), 0);
        }
        Edit.setCharge(atom, 0);
        return true;
    }

    private static List<IBond> oxides(IAtom atom) {
        return Edit.bonds(atom).stream()
                .filter(b -> Edit.order(b) == 1 && Edit.is(b.getOther(atom), 8, -1))
                .toList();
    }

    private static boolean sulfoxide(IAtom atom) {
        if (!Edit.is(atom, 16, 0) || Edit.connections(atom) != 3 || atom.getBondCount() != 3) {
            return false;
        }
        IBond oxo = null;
        for (IBond bond : atom.bonds()) {
            boolean oxygen = Edit.is(bond.getOther(atom), 8);
            if (oxygen && (Edit.order(bond) != 2 || oxo != null)) {
                return false;
            }
            oxo = oxygen ? bond : oxo;
        }
        if (oxo == null || Edit.order(oxo) != 2 || ValenceModel.bondOrders(atom) != 4) {
            return false;
        }
        Edit.setOrder(oxo, 1);
        Edit.setCharge(oxo.getOther(atom), -1);
        Edit.setCharge(atom, 1);
        return true;
    }

    private static boolean phosphate(IAtom atom) {
        if (!Edit.is(atom, 15) || ValenceModel.charge(atom) != 1 || atom.getBondCount() != 4) {
            return false;
        }
        List<IBond> anions = Edit.bonds(atom).stream()
                .filter(b -> Edit.order(b) == 1
                        && isChalcogen(b.getOther(atom))
                        && ValenceModel.charge(b.getOther(atom)) == -1)
                .toList();
        if (anions.size() < 2) {
            return false;
        }
        Edit.setOrder(anions.get(0), 2);
        Edit.setCharge(anions.get(0).getOther(atom), 0);
        Edit.setCharge(atom, 0);
        return true;
    }

    private static boolean amidineCation(IAtom atom) {
        int needed = Edit.is(atom, 15) ? 4 : 3;
        boolean element = Edit.is(atom, 6)
                || Edit.is(atom, 15)
                || Edit.is(atom, 16) && oxides(atom).isEmpty();
        if (!element || ValenceModel.charge(atom) != 1 || atom.isAromatic() || Edit.connections(atom) != needed) {
            return false;
        }
        List<IBond> amines = Edit.bonds(atom).stream()
                .filter(b -> Edit.order(b) == 1
                        && Edit.is(b.getOther(atom), 7)
                        && !b.getOther(atom).isAromatic()
                        && Edit.connections(b.getOther(atom)) == 3)
                .toList();
        if (amines.size() < 2) {
            return false;
        }
        for (IBond bond : amines) {
            IAtom nitrogen = bond.getOther(atom);
            if (Edit.hydrogens(nitrogen) > 0) {
                Edit.setOrder(bond, 2);
                Edit.setCharge(nitrogen, 1);
                Edit.setCharge(atom, 0);
                return true;
            }
        }
        return false;
    }

    private static boolean halogenAnion(IAtom atom) {
        IAtom oxygen = Edit.onlyNeighbor(atom);
        boolean halogen = switch (ValenceModel.element(atom)) {
            case 9, 17, 35, 53, 85 -> true;
            default -> false;
        };
        if (!halogen || ValenceModel.charge(atom) != -1 || oxygen == null || !Edit.is(oxygen, 8)) {
            return false;
        }
        IBond bond = atom.bonds().iterator().next();
        if (Edit.order(bond) != 2) {
            return false;
        }
        Edit.setOrder(bond, 1);
        Edit.setCharge(atom, 0);
        Edit.setCharge(oxygen, -1);
        return true;
    }

    private static boolean nitrile(IAtom atom) {
        if (!isPnictogen(atom) || ValenceModel.charge(atom) != -1) {
            return false;
        }
        for (IBond bond : Edit.bonds(atom)) {
            IAtom carbon = bond.getOther(atom);
            if (Edit.order(bond) == 2 && Edit.is(carbon, 6, 1) && ValenceModel.valence(carbon) == 3) {
                Edit.setOrder(bond, 3);
                Edit.setCharge(atom, 0);
                Edit.setCharge(carbon, 0);
                return true;
            }
        }
        return false;
    }
}
