package io.retort.chem;

/**
 * Hydrogen bond acceptors and donors by RDKit's definitions (version 2.0.1 of its NumHBA and NumHBD), which are written
 * there as SMARTS and here as code. They are wider than Lipinski's counts of N and O: sulfur takes part, and amide
 * nitrogens are no acceptors.
 */
final class HydrogenBonding {
    private HydrogenBonding() {}

    /**
     * Counts acceptors:
     * {@code [$([O,S;H1;v2]-[!$(*=[O,N,P,S])]),$([O,S;H0;v2]),$([O,S;-]),$([N;v3;!$(N-*=!@[O,N,P,S])]),$([nH0,o,s;+0])]}.
     */
    static int acceptors(MolGraph graph) {
        int count = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (isAcceptor(graph, atom)) {
                count++;
            }
        }
        return count;
    }

    /** Counts donors: {@code [N&!H0&v3,N&!H0&+1&v4,O&H1&+0,S&H1&+0,n&H1&+0]}, each atom once. */
    static int donors(MolGraph graph) {
        int count = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (isDonor(graph, atom)) {
                count++;
            }
        }
        return count;
    }

    private static boolean isAcceptor(MolGraph graph, int atom) {
        return switch (graph.element[atom]) {
            case MolGraph.OXYGEN, MolGraph.SULFUR ->
                graph.aromatic[atom] ? graph.charge[atom] == 0 : isChalcogenAcceptor(graph, atom);
            case MolGraph.NITROGEN ->
                graph.aromatic[atom]
                        ? graph.charge[atom] == 0 && graph.totalHydrogens(atom) == 0
                        : graph.valence(atom) == 3 && !isConjugatedAmine(graph, atom);
            default -> false;
        };
    }

    private static boolean isChalcogenAcceptor(MolGraph graph, int atom) {
        if (graph.charge[atom] == -1) {
            return true;
        }
        if (graph.valence(atom) != 2) {
            return false;
        }
        int hydrogens = graph.totalHydrogens(atom);
        return hydrogens == 0 || (hydrogens == 1 && isOnNonAcidAtom(graph, atom));
    }

    private static boolean isOnNonAcidAtom(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.isSingle(graph.via[k]) && !hasDoubleBondToHetero(graph, graph.neighbor[k], true)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConjugatedAmine(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.isSingle(graph.via[k]) && hasDoubleBondToHetero(graph, graph.neighbor[k], false)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDoubleBondToHetero(MolGraph graph, int atom, boolean ringBondsToo) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int bond = graph.via[k];
            if (graph.isDouble(bond)
                    && (ringBondsToo || !graph.bondInRing[bond])
                    && isAliphaticHetero(graph, graph.neighbor[k])) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAliphaticHetero(MolGraph graph, int atom) {
        return switch (graph.element[atom]) {
            case MolGraph.NITROGEN, MolGraph.OXYGEN, MolGraph.PHOSPHORUS, MolGraph.SULFUR -> !graph.aromatic[atom];
            default -> false;
        };
    }

    private static boolean isDonor(MolGraph graph, int atom) {
        int element = graph.element[atom];
        if (element == MolGraph.NITROGEN) {
            int hydrogens = graph.totalHydrogens(atom);
            if (graph.aromatic[atom]) {
                return hydrogens == 1 && graph.charge[atom] == 0;
            }
            int valence = hydrogens == 0 ? 0 : graph.valence(atom);
            return valence == 3 || (valence == 4 && graph.charge[atom] == 1);
        }
        return (element == MolGraph.OXYGEN || element == MolGraph.SULFUR)
                && !graph.aromatic[atom]
                && graph.charge[atom] == 0
                && graph.totalHydrogens(atom) == 1;
    }
}
