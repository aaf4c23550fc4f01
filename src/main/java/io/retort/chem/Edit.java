package io.retort.chem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IBond;

/** Small questions to and changes of atoms and bonds that the standardization steps share. */
final class Edit {
    private Edit() {}

    static boolean is(IAtom atom, int element) {
        return ValenceModel.element(atom) == element;
    }

    static boolean is(IAtom atom, int element, int charge) {
        return is(atom, element) && ValenceModel.charge(atom) == charge;
    }

    static void setCharge(IAtom atom, int charge) {
        atom.setFormalCharge(charge);
    }

    static void addHydrogens(IAtom atom, int count) {
        atom.setImplicitHydrogenCount(ValenceModel.hydrogens(atom) + count);
    }

    /** Hydrogens of an atom, counted or drawn. */
    static int hydrogens(IAtom atom) {
        int count = ValenceModel.hydrogens(atom);
        for (IBond bond : atom.bonds()) {
            count += is(bond.getOther(atom), 1) ? 1 : 0;
        }
        return count;
    }

    /** Neighbors and hydrogens, as SMARTS's X counts them. */
    static int connections(IAtom atom) {
        return atom.getBondCount() + ValenceModel.hydrogens(atom);
    }

    static int order(IBond bond) {
        IBond.Order order = bond.getOrder();
        return order == null || order == IBond.Order.UNSET ? 1 : order.numeric();
    }

    static void setOrder(IBond bond, int order) {
        bond.setOrder(
                switch (order) {
                    case 1 -> IBond.Order.SINGLE;
                    case 2 -> IBond.Order.DOUBLE;
                    case 3 -> IBond.Order.TRIPLE;
                    default -> IBond.Order.QUADRUPLE;
                });
    }

    /** Bonds of an atom in the order of the neighbors. */
    static List<IBond> bonds(IAtom atom) {
        List<IBond> list = new ArrayList<>(4);
        atom.bonds().forEach(list::add);
        if (list.size() > 1) {
            list.sort(Comparator.comparingInt(b -> b.getOther(atom).getIndex()));
        }
        return list;
    }

    /** Number of neighbors of an element by bonds of an order. */
    static int count(IAtom atom, int element, int order) {
        int count = 0;
        for (IBond bond : atom.bonds()) {
            count += order(bond) == order && is(bond.getOther(atom), element) ? 1 : 0;
        }
        return count;
    }

    /** The only neighbor of an atom, or null. */
    static @Nullable IAtom onlyNeighbor(IAtom atom) {
        return atom.getBondCount() == 1 ? atom.bonds().iterator().next().getOther(atom) : null;
    }
}
