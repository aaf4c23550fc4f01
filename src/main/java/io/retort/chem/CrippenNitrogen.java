package io.retort.chem;

/** Wildman-Crippen types of nitrogen, in the order of the table: the first that fits. */
final class CrippenNitrogen {
    private static final int N1 = CrippenTable.number("N1");
    private static final int N2 = CrippenTable.number("N2");
    private static final int N3 = CrippenTable.number("N3");
    private static final int N4 = CrippenTable.number("N4");
    private static final int N5 = CrippenTable.number("N5");
    private static final int N6 = CrippenTable.number("N6");
    private static final int N7 = CrippenTable.number("N7");
    private static final int N8 = CrippenTable.number("N8");
    private static final int N9 = CrippenTable.number("N9");
    private static final int N10 = CrippenTable.number("N10");
    private static final int N11 = CrippenTable.number("N11");
    private static final int N12 = CrippenTable.number("N12");
    private static final int N13 = CrippenTable.number("N13");
    private static final int N14 = CrippenTable.number("N14");
    private static final int NS = CrippenTable.number("NS");

    private CrippenNitrogen() {}

    static int type(CrippenNeighbors n) {
        boolean cation = n.charge() >= 1 && n.charge() <= 3;
        if (n.aromatic()) {
            return n.charge() == 0 ? N11 : cation ? N12 : NS;
        }
        if (n.charge() == 0) {
            return neutral(n);
        }
        if (cation) {
            return cation(n);
        }
        return n.charge() < 0 && n.charge() >= -3 ? N14 : NS;
    }

    private static int neutral(CrippenNeighbors n) {
        int neighbors = n.aliphatic() + n.aromatics();
        if (n.hydrogens() == 2 && neighbors >= 1) {
            return n.aliphatic() >= 1 ? N1 : N3;
        }
        if (n.hydrogens() == 1) {
            if (n.aliphatic() >= 2) {
                return N2;
            }
            if (n.aromatics() >= 1 && neighbors >= 2) {
                return N4;
            }
            if (n.doubleAll() >= 1) {
                return N5;
            }
        }
        if (n.doubleAll() >= 1 && neighbors >= 1) {
            return N6;
        }
        if (n.aliphatic() >= 3) {
            return N7;
        }
        if (n.aromatics() >= 1 && neighbors >= 3) {
            return N8;
        }
        return n.tripleAliphatic() >= 1 ? N9 : NS;
    }

    private static int cation(CrippenNeighbors n) {
        if (n.hydrogens() >= 1 && n.hydrogens() <= 3) {
            return N10;
        }
        if (n.hydrogens() == 0) {
            boolean oniums =
                    n.aliphatic() >= 4 || n.doubleHeavy() && n.aliphatic() >= 1 && n.aliphatic() + n.aromatics() >= 2;
            boolean diazo = n.doubleAnyCarbons() >= 1 && n.doubleAnyNitrogens() >= 1;
            if (oniums || diazo) {
                return N13;
            }
        }
        boolean azide = n.doubleNitrides() >= 1 && n.doubleNitrogens() >= 2;
        return n.tripleAliphatic() >= 1 || azide ? N14 : NS;
    }
}
