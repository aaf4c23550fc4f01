package io.retort.chem;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;

/**
 * Rewrites hypervalent forms that are drawn by habit into charged ones: five-valent nitro, N-oxide, azide and diazo
 * groups, oxo acids of the halogens, and phosphorus with both an oxo and a ylidic double bond. The same cases as
 * RDKit's sanitization (RDKit Book, "Molecular Sanitization", step cleanUp).
 */
final class ChargeSeparation {
    private ChargeSeparation() {}

    static void apply(IAtomContainer container) {
        for (IAtom atom : container.atoms()) {
            if (ValenceModel.charge(atom) != 0) {
                continue;
            }
            switch (ValenceModel.element(atom)) {
                case 7 -> nitrogen(atom);
                case 15 -> phosphorus(atom);
                case 17, 35, 53 -> halogen(atom);
                default -> {}
            }
        }
    }

    private static void nitrogen(IAtom atom) {
        if (atom.getBondCount() == 0 || ValenceModel.valence(atom) != 5 || hydrogenWasImplied(atom)) {
            return;
        }
        for (IBond bond : atom.bonds()) {
            IAtom other = bond.getOther(atom);
            boolean oxo = ValenceModel.element(other) == 8 && bond.getOrder() == IBond.Order.DOUBLE;
            boolean azo = ValenceModel.element(other) == 7 && bond.getOrder() == IBond.Order.TRIPLE;
            if ((oxo || azo) && ValenceModel.charge(other) == 0) {
                separate(atom, bond, other);
                return;
            }
        }
    }

    /** An unbracketed nitrogen with four bonds is given a hydrogen by the parser; it is an error, not a nitro group. */
    private static boolean hydrogenWasImplied(IAtom atom) {
        return ValenceModel.bondOrders(atom) == 4 && Boolean.TRUE.equals(atom.getProperty(SmilesReader.BARE));
    }

    private static void phosphorus(IAtom atom) {
        if (atom.getBondCount() != 3 || ValenceModel.valence(atom) != 5) {
            return;
        }
        IBond oxo = null;
        boolean ylide = false;
        for (IBond bond : atom.bonds()) {
            int element = ValenceModel.element(bond.getOther(atom));
            if (bond.getOrder() == IBond.Order.DOUBLE) {
                oxo = element == 8 ? bond : oxo;
                ylide |= element == 6 || element == 7;
            }
        }
        if (oxo != null && ylide) {
            separate(atom, oxo, oxo.getOther(atom));
        }
    }

    private static void halogen(IAtom atom) {
        int valence = ValenceModel.valence(atom);
        if (valence != 3 && valence != 5 && valence != 7) {
            return;
        }
        for (IBond bond : atom.bonds()) {
            if (ValenceModel.element(bond.getOther(atom)) != 8) {
                return;
            }
        }
        for (IBond bond : atom.bonds()) {
            IAtom other = bond.getOther(atom);
            if (bond.getOrder() == IBond.Order.DOUBLE && ValenceModel.charge(other) == 0) {
                separate(atom, bond, other);
            }
        }
    }

    private static void separate(IAtom plus, IBond bond, IAtom minus) {
        bond.setOrder(bond.getOrder() == IBond.Order.TRIPLE ? IBond.Order.DOUBLE : IBond.Order.SINGLE);
        plus.setFormalCharge(ValenceModel.charge(plus) + 1);
        minus.setFormalCharge(ValenceModel.charge(minus) - 1);
    }
}
