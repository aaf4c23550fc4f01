package io.retort.chem;

/**
 * QED, the quantitative estimate of drug-likeness: the weighted geometric mean of eight desirability functions, with
 * the mean weights. Parts are those of RDKit 2022.09, which are not all those of the columns: its acceptors are counted
 * by patterns of their own, and aromatic rings are the rings left when aliphatic ring atoms are taken away.
 *
 * <p><b>Source</b>: Bickerton, Paolini, Besnard, Muresan, Hopkins, Nature Chemistry 2012, 4, 90.
 */
final class Qed {
    private static final QedFunction MW = QedFunction.named("MW");
    private static final QedFunction LOG_P = QedFunction.named("ALOGP");
    private static final QedFunction ACCEPTORS = QedFunction.named("HBA");
    private static final QedFunction DONORS = QedFunction.named("HBD");
    private static final QedFunction PSA = QedFunction.named("PSA");
    private static final QedFunction ROTATABLE = QedFunction.named("ROTB");
    private static final QedFunction AROMATIC = QedFunction.named("AROM");
    private static final QedFunction ALERTS = QedFunction.named("ALERTS");
    private static final double WEIGHTS = MW.weight()
            + LOG_P.weight()
            + ACCEPTORS.weight()
            + DONORS.weight()
            + PSA.weight()
            + ROTATABLE.weight()
            + AROMATIC.weight()
            + ALERTS.weight();

    private Qed() {}

    /** Computes it, 0 to 1. */
    static double of(MoleculeProperties p) {
        MolGraph graph = p.graph();
        double sum = MW.of(p.molWeightDalton())
                + LOG_P.of(p.crippenLogP())
                + ACCEPTORS.of(acceptors(graph))
                + DONORS.of(p.donors())
                + PSA.of(p.tpsaSquareAngstrom())
                + ROTATABLE.of(p.rotatableBonds())
                + AROMATIC.of(aromaticRings(graph))
                + ALERTS.of(QedAlerts.count(graph));
        return StrictMath.exp(sum / WEIGHTS);
    }

    /**
     * Counts matches of {@code [oH0;X2]}, {@code [OH1;X2;v2]}, {@code [OH0;X2;v2]}, {@code [OH0;X1;v2]},
     * {@code [O-;X1]}, {@code [SH0;X2;v2]}, {@code [SH0;X1;v2]}, {@code [S-;X1]}, {@code [nH0;X2]},
     * {@code [NH0;X1;v3]} and {@code [$([N;+0;X3;v3]);!$(N[C,S]=O)]}.
     */
    static int acceptors(MolGraph graph) {
        int count = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            count += switch (graph.element[atom]) {
                case MolGraph.OXYGEN -> chalcogen(graph, atom, true);
                case MolGraph.SULFUR -> graph.aromatic[atom] ? 0 : chalcogen(graph, atom, false);
                case MolGraph.NITROGEN -> nitrogen(graph, atom);
                default -> 0;
            };
        }
        return count;
    }

    private static int chalcogen(MolGraph graph, int atom, boolean oxygen) {
        int connections = graph.degree(atom) + graph.hydrogens[atom];
        int hydrogens = graph.totalHydrogens(atom);
        if (graph.aromatic[atom]) {
            return hydrogens == 0 && connections == 2 ? 1 : 0;
        }
        int count = graph.charge[atom] == -1 && connections == 1 ? 1 : 0;
        if (graph.valence(atom) == 2) {
            boolean plain = hydrogens == 0 && (connections == 1 || connections == 2);
            count += plain || oxygen && hydrogens == 1 && connections == 2 ? 1 : 0;
        }
        return count;
    }

    private static int nitrogen(MolGraph graph, int atom) {
        int connections = graph.degree(atom) + graph.hydrogens[atom];
        int hydrogens = graph.totalHydrogens(atom);
        if (graph.aromatic[atom]) {
            return hydrogens == 0 && connections == 2 ? 1 : 0;
        }
        if (graph.valence(atom) != 3) {
            return 0;
        }
        boolean nitrile = hydrogens == 0 && connections == 1;
        boolean amine = graph.charge[atom] == 0 && connections == 3 && !isAmide(graph, atom);
        return nitrile || amine ? 1 : 0;
    }

    private static boolean isAmide(MolGraph graph, int nitrogen) {
        for (int k = graph.first[nitrogen]; k < graph.first[nitrogen + 1]; k++) {
            int next = graph.neighbor[k];
            boolean acyl = graph.isAliphatic(next, MolGraph.CARBON) || graph.isAliphatic(next, MolGraph.SULFUR);
            if (acyl && CrippenNeighbors.isDefault(graph, graph.via[k]) && hasOxo(graph, next)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasOxo(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.isDouble(graph.via[k]) && graph.isAliphatic(graph.neighbor[k], MolGraph.OXYGEN)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Counts independent rings without the aliphatic ring atoms that have a neighbor that is not aromatic. A ring
     * between aromatic ones whose other atoms have aromatic neighbors only (fluorene) counts too. Where no atom is taken
     * away, all rings of the molecule's ring set count, as RDKit then has it (triptycene: 6, not 5).
     */
    static int aromaticRings(MolGraph graph) {
        int[] joined = new int[graph.atomCount];
        boolean whole = true;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            boolean taken = graph.inRing[atom] && isTakenAway(graph, atom);
            joined[atom] = graph.inRing[atom] && !taken ? atom : -1;
            whole &= !taken;
        }
        if (whole) {
            return RingCounts.of(graph).rings();
        }
        int rings = 0;
        for (int bond = 0; bond < graph.bondCount; bond++) {
            int begin = graph.begin[bond];
            int end = graph.end[bond];
            if (graph.bondInRing[bond] && joined[begin] >= 0 && joined[end] >= 0) {
                int one = root(joined, begin);
                int two = root(joined, end);
                rings += one == two ? 1 : 0;
                joined[one] = two;
            }
        }
        return rings;
    }

    private static int root(int[] joined, int atom) {
        int at = atom;
        while (joined[at] != at) {
            joined[at] = joined[joined[at]];
            at = joined[at];
        }
        return at;
    }

    private static boolean isTakenAway(MolGraph graph, int atom) {
        if (graph.aromatic[atom]) {
            return false;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (!graph.aromatic[graph.neighbor[k]] && CrippenNeighbors.isDefault(graph, graph.via[k])) {
                return true;
            }
        }
        return false;
    }
}
