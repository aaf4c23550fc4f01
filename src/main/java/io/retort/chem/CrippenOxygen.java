package io.retort.chem;

/** Wildman-Crippen types of oxygen, in the order of the table: the first that fits. */
final class CrippenOxygen {
    private static final int O1 = CrippenTable.number("O1");
    private static final int O2 = CrippenTable.number("O2");
    private static final int O3 = CrippenTable.number("O3");
    private static final int O4 = CrippenTable.number("O4");
    private static final int O5 = CrippenTable.number("O5");
    private static final int O6 = CrippenTable.number("O6");
    private static final int O7 = CrippenTable.number("O7");
    private static final int O8 = CrippenTable.number("O8");
    private static final int O9 = CrippenTable.number("O9");
    private static final int O10 = CrippenTable.number("O10");
    private static final int O11 = CrippenTable.number("O11");
    private static final int O12 = CrippenTable.number("O12");
    private static final int OS = CrippenTable.number("OS");

    private CrippenOxygen() {}

    static int type(MolGraph graph, int atom) {
        if (graph.aromatic[atom]) {
            return O1;
        }
        int hydrogens = graph.totalHydrogens(atom);
        if (hydrogens == 1 || hydrogens == 2) {
            return O2;
        }
        int type = ether(graph, atom);
        if (type < 0) {
            type = graph.charge[atom] == 0 ? carbonyl(graph, atom, true) : ionic(graph, atom);
        }
        return type < 0 ? OS : type;
    }

    private static int ether(MolGraph graph, int atom) {
        int aliphatic = 0;
        int aromatic = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int next = graph.neighbor[k];
            if (graph.element[next] != MolGraph.HYDROGEN && CrippenNeighbors.isDefault(graph, graph.via[k])) {
                if (graph.aromatic[next]) {
                    aromatic++;
                } else {
                    aliphatic++;
                }
            }
        }
        return aliphatic >= 2 ? O3 : aromatic >= 1 && aromatic + aliphatic >= 2 ? O4 : -1;
    }

    /** Oxygens with a charge, in the order of the table: on N or O, on S, carboxylate, others; then as neutral ones. */
    private static int ionic(MolGraph graph, int atom) {
        int charge = graph.charge[atom];
        boolean terminal = graph.degree(atom) + graph.hydrogens[atom] == 1;
        boolean anion = terminal && charge < 0 && charge >= -3;
        if (graph.degree(atom) != 1) {
            return carbonyl(graph, atom, false);
        }
        int bond = graph.via[graph.first[atom]];
        int next = graph.neighbor[graph.first[atom]];
        int element = graph.element[next];
        boolean single = CrippenNeighbors.isDefault(graph, bond);
        if (graph.isDouble(bond) && (element == MolGraph.NITROGEN || element == MolGraph.OXYGEN)) {
            return O5;
        }
        if (single) {
            if (anion && element == MolGraph.NITROGEN) {
                return O5;
            }
            if (anion && charge >= -2 && element == MolGraph.SULFUR) {
                return O6;
            }
            if (charge == -1 && graph.isAliphatic(next, MolGraph.CARBON) && hasDoubleOxygen(graph, next, atom)) {
                return O12;
            }
            boolean excluded = element == MolGraph.HYDROGEN
                    || !graph.aromatic[next] && (element == MolGraph.NITROGEN || element == MolGraph.SULFUR);
            return anion && !excluded ? O7 : -1;
        }
        return carbonyl(graph, atom, false);
    }

    private static boolean hasDoubleOxygen(MolGraph graph, int atom, int except) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.neighbor[k] != except
                    && graph.isDouble(graph.via[k])
                    && graph.isAliphatic(graph.neighbor[k], MolGraph.OXYGEN)) {
                return true;
            }
        }
        return false;
    }

    private static int carbonyl(MolGraph graph, int atom, boolean neutral) {
        int type = OS;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.isDouble(graph.via[k])) {
                type = Math.min(type, onDouble(graph, graph.neighbor[k], neutral));
            }
        }
        return type;
    }

    private static int onDouble(MolGraph graph, int next, boolean neutral) {
        return switch (graph.element[next]) {
            case MolGraph.NITROGEN, MolGraph.OXYGEN -> O5;
            case MolGraph.SULFUR -> neutral && graph.charge[next] == 0 ? O6 : OS;
            case MolGraph.CARBON -> graph.aromatic[next] ? O8 : onCarbon(new CrippenNeighbors(graph).of(next));
            default -> OS;
        };
    }

    /** By what else the carbon carries; all that counts here is single-bonded. */
    private static int onCarbon(CrippenNeighbors n) {
        int hydrogens = n.hydrogens();
        boolean aldehyde = hydrogens == 1 && n.carbons() + n.nitrogens() + n.oxygens() >= 1;
        boolean linear = n.connections() == 2 && n.doubleOxygens() >= 2;
        if (aldehyde || n.carbons() >= 1 && n.aliphatic() >= 2 || hydrogens == 2 || linear) {
            return O9;
        }
        boolean ketone =
                n.aromatics() >= 1 && n.carbons() + n.aromaticCarbons() >= 1 && n.carbons() + n.aromatics() >= 2;
        if (ketone || n.aromaticCarbons() >= 1 && (hydrogens == 1 || n.aliphatic() >= 1)) {
            return O10;
        }
        int hetero = n.aliphatic() - n.carbons() + n.aromatics() - n.aromaticCarbons();
        return hetero >= 2 ? O11 : OS;
    }
}
