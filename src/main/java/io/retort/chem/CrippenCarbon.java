package io.retort.chem;

/** Wildman-Crippen types of carbon, in the order of the table: the first that fits. */
final class CrippenCarbon {
    private static final int C1 = CrippenTable.number("C1");
    private static final int C2 = CrippenTable.number("C2");
    private static final int C3 = CrippenTable.number("C3");
    private static final int C4 = CrippenTable.number("C4");
    private static final int C5 = CrippenTable.number("C5");
    private static final int C6 = CrippenTable.number("C6");
    private static final int C7 = CrippenTable.number("C7");
    private static final int C8 = CrippenTable.number("C8");
    private static final int C9 = CrippenTable.number("C9");
    private static final int C10 = CrippenTable.number("C10");
    private static final int C11 = CrippenTable.number("C11");
    private static final int C12 = CrippenTable.number("C12");
    private static final int C13 = CrippenTable.number("C13");
    private static final int C14 = CrippenTable.number("C14");
    private static final int C15 = CrippenTable.number("C15");
    private static final int C16 = CrippenTable.number("C16");
    private static final int C17 = CrippenTable.number("C17");
    private static final int C18 = CrippenTable.number("C18");
    private static final int C19 = CrippenTable.number("C19");
    private static final int C20 = CrippenTable.number("C20");
    private static final int C21 = CrippenTable.number("C21");
    private static final int C22 = CrippenTable.number("C22");
    private static final int C23 = CrippenTable.number("C23");
    private static final int C24 = CrippenTable.number("C24");
    private static final int C25 = CrippenTable.number("C25");
    private static final int C26 = CrippenTable.number("C26");
    private static final int C27 = CrippenTable.number("C27");
    private static final int CS = CrippenTable.number("CS");

    private CrippenCarbon() {}

    static int type(CrippenNeighbors n) {
        if (n.aromatic()) {
            return aromatic(n);
        }
        int type = saturated(n);
        if (type < 0) {
            type = unsaturated(n);
        }
        return type < 0 ? besideRings(n) : type;
    }

    private static int saturated(CrippenNeighbors n) {
        int h = n.hydrogens();
        if (h == 4 || h == 3 && n.carbons() >= 1 || h == 2 && n.carbons() >= 2) {
            return C1;
        }
        if (h == 1 && n.carbons() >= 3 || n.carbons() >= 4) {
            return C2;
        }
        if (n.hetero() == 0) {
            return -1;
        }
        if (h == 3 || h == 2 && n.connections() == 4 && n.aliphatic() >= 2) {
            return C3;
        }
        boolean branched = h == 1 && n.aliphatic() >= 3 || h == 0 && n.aliphatic() >= 4;
        return n.connections() == 4 && branched ? C4 : -1;
    }

    private static int unsaturated(CrippenNeighbors n) {
        if (n.doubleHetero() >= 1) {
            return C5;
        }
        int h = n.hydrogens();
        if (n.doubleCarbons() >= 1) {
            boolean plain = h == 2 || h == 1 && n.aliphatic() >= 1 || h == 0 && n.aliphatic() >= 2;
            if (plain || n.doubleCarbons() >= 2) {
                return C6;
            }
        }
        return n.connections() == 2 && n.tripleAliphatic() >= 1 ? C7 : -1;
    }

    private static int besideRings(CrippenNeighbors n) {
        int h = n.hydrogens();
        if (h == 3 && n.aromatics() >= 1) {
            return n.aromaticCarbons() >= 1 ? C8 : C9;
        }
        if (n.connections() == 4 && n.aromatics() >= 1 && h <= 2) {
            return h == 2 ? C10 : h == 1 ? C11 : C12;
        }
        if (n.doubleCarbons() >= 1 && n.aromatics() >= 1) {
            if (n.aliphatic() >= 1 || n.aromatics() >= 2 && n.aromaticCarbons() >= 1 || h == 1) {
                return C26;
            }
        }
        if (n.doubleAnyCarbons() > n.doubleCarbons()) {
            return C26;
        }
        return n.connections() == 4 && n.rare() >= 1 ? C27 : CS;
    }

    private static int aromatic(CrippenNeighbors n) {
        if (n.hydrogens() == 0 && n.rare() + n.phosphorus() >= 1) {
            return C13;
        }
        if (n.fluorine() + n.chlorine() + n.bromine() + n.iodine() >= 1) {
            return n.fluorine() >= 1 ? C14 : n.chlorine() >= 1 ? C15 : n.bromine() >= 1 ? C16 : C17;
        }
        if (n.hydrogens() == 1) {
            return C18;
        }
        if (n.inAromaticBonds() >= 3) {
            return C19;
        }
        if (n.inAromaticBonds() < 2) {
            return CS;
        }
        if (n.aromatics() > n.inAromaticBonds()) {
            return C20;
        }
        return n.carbons() >= 1
                ? C21
                : n.nitrogens() >= 1
                        ? C22
                        : n.oxygens() >= 1 ? C23 : n.sulfurs() >= 1 ? C24 : n.doubleCno() >= 1 ? C25 : CS;
    }
}
