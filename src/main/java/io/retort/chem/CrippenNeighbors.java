package io.retort.chem;

/**
 * What surrounds a carbon or nitrogen, counted once for all questions of its type. Neighbors are heavy atoms. Each kind
 * of neighbor adds to many counts at once: these stand side by side in two words, four bits each.
 */
final class CrippenNeighbors {
    private static final int BITS = 4;
    private static final int MOST = (1 << BITS) - 1;
    /** Kinds of bonds: single, double, triple, aromatic; others do not count. */
    private static final int KINDS = 4;

    private static final int AROMATIC = 3;

    // By single (or aromatic) bonds: aliphatic neighbors, and some kinds of them; hetero are N, O, P, S and halogens,
    // rare what is neither hetero nor carbon.
    private static final int ALIPHATIC = 0;
    private static final int CARBONS = 1;
    private static final int NITROGENS = 2;
    private static final int OXYGENS = 3;
    private static final int SULFURS = 4;
    private static final int HETERO = 5;
    private static final int RARE = 6;
    private static final int PHOSPHORUS = 7;
    private static final int FLUORINE = 8;
    private static final int CHLORINE = 9;
    private static final int BROMINE = 10;
    private static final int IODINE = 11;
    private static final int AROMATICS = 12;
    private static final int AROMATIC_CARBONS = 13;
    private static final int IN_AROMATIC_BONDS = 14;

    // In the second word. By double bonds: aliphatic neighbors of some kinds; all, and carbons and nitrogens of all.
    private static final int DOUBLE_CARBONS = 0;
    private static final int DOUBLE_HETERO = 1;
    private static final int DOUBLE_ALL = 2;
    private static final int DOUBLE_ANY_CARBONS = 3;
    private static final int DOUBLE_ANY_NITROGENS = 4;
    private static final int DOUBLE_CNO = 5;
    private static final int DOUBLE_OXYGENS = 6;
    private static final int DOUBLE_NITROGENS = 7;
    private static final int TRIPLE_ALIPHATIC = 8;
    private static final int HYDROGEN_ATOMS = 9;

    /** What a neighbor adds, by element, whether it is aromatic, and kind of bond. */
    private static final long[] BY_SINGLE = new long[2 * KINDS * (ElementTable.LAST + 1)];

    private static final long[] BY_OTHERS = new long[2 * KINDS * (ElementTable.LAST + 1)];

    static {
        for (int i = 0; i < BY_SINGLE.length; i++) {
            int element = i / (2 * KINDS);
            boolean aromatic = (i / KINDS & 1) != 0;
            int kind = i % KINDS;
            if (element == MolGraph.HYDROGEN) {
                BY_OTHERS[i] = one(HYDROGEN_ATOMS);
            } else if (kind == 0 || kind == AROMATIC) {
                BY_SINGLE[i] = aromatic ? aromatics(element, kind == AROMATIC) : one(ALIPHATIC) + one(kind(element));
                BY_SINGLE[i] += !aromatic && kind(element) != CARBONS && kind(element) != RARE ? one(HETERO) : 0;
            } else if (kind == 1) {
                BY_OTHERS[i] = doubles(element, aromatic);
            } else if (!aromatic) {
                BY_OTHERS[i] = one(TRIPLE_ALIPHATIC);
            }
        }
    }

    private final MolGraph graph;
    private int atom;
    private long bySingle;
    private long byOthers;

    CrippenNeighbors(MolGraph graph) {
        this.graph = graph;
    }

    private static long one(int count) {
        return 1L << (BITS * count);
    }

    private static long aromatics(int element, boolean inAromaticBond) {
        return one(AROMATICS)
                + (element == MolGraph.CARBON ? one(AROMATIC_CARBONS) : 0)
                + (inAromaticBond ? one(IN_AROMATIC_BONDS) : 0);
    }

    private static int kind(int element) {
        return switch (element) {
            case MolGraph.CARBON -> CARBONS;
            case MolGraph.NITROGEN -> NITROGENS;
            case MolGraph.OXYGEN -> OXYGENS;
            case MolGraph.SULFUR -> SULFURS;
            case MolGraph.PHOSPHORUS -> PHOSPHORUS;
            case MolGraph.FLUORINE -> FLUORINE;
            case MolGraph.CHLORINE -> CHLORINE;
            case MolGraph.BROMINE -> BROMINE;
            case MolGraph.IODINE -> IODINE;
            default -> RARE;
        };
    }

    private static long doubles(int element, boolean aromatic) {
        boolean carbon = element == MolGraph.CARBON;
        boolean nitrogen = element == MolGraph.NITROGEN;
        long sum =
                one(DOUBLE_ALL) + (carbon ? one(DOUBLE_ANY_CARBONS) : 0) + (nitrogen ? one(DOUBLE_ANY_NITROGENS) : 0);
        if (aromatic) {
            return sum;
        }
        boolean oxygen = element == MolGraph.OXYGEN;
        return sum
                + one(carbon ? DOUBLE_CARBONS : DOUBLE_HETERO)
                + (carbon || nitrogen || oxygen ? one(DOUBLE_CNO) : 0)
                + (oxygen ? one(DOUBLE_OXYGENS) : 0)
                + (nitrogen ? one(DOUBLE_NITROGENS) : 0);
    }

    /** Tells whether a bond is what stands unwritten in SMARTS: single or aromatic. */
    static boolean isDefault(MolGraph graph, int bond) {
        return graph.order[bond] == 1 || graph.bondAromatic[bond];
    }

    /** Counts anew for an atom; returns this. No atom has so many neighbors that counts would run over. */
    CrippenNeighbors of(int of) {
        atom = of;
        long single = 0;
        long others = 0;
        int from = graph.first[of];
        int end = Math.min(graph.first[of + 1], from + MOST);
        for (int k = from; k < end; k++) {
            int next = graph.neighbor[k];
            int bond = graph.via[k];
            int kind = graph.bondAromatic[bond] ? AROMATIC : Math.min(graph.order[bond], KINDS) - 1;
            boolean quadruple = kind == AROMATIC && !graph.bondAromatic[bond];
            int row = 2 * graph.element[next] + (graph.aromatic[next] ? 1 : 0);
            single += quadruple ? 0 : BY_SINGLE[KINDS * row + kind];
            others += quadruple ? 0 : BY_OTHERS[KINDS * row + kind];
        }
        bySingle = single;
        byOthers = others;
        return this;
    }

    private int single(int count) {
        return (int) (bySingle >>> (BITS * count)) & MOST;
    }

    private int other(int count) {
        return (int) (byOthers >>> (BITS * count)) & MOST;
    }

    int charge() {
        return graph.charge[atom];
    }

    boolean aromatic() {
        return graph.aromatic[atom];
    }

    /** As counts and as atoms. */
    int hydrogens() {
        return graph.hydrogens[atom] + other(HYDROGEN_ATOMS);
    }

    int connections() {
        return graph.degree(atom) + graph.hydrogens[atom];
    }

    /** Tells whether an aliphatic atom is double-bonded. */
    boolean doubleHeavy() {
        return doubleCarbons() + doubleHetero() > 0;
    }

    /** Aliphatic nitrogens with negative charge by double bonds. */
    int doubleNitrides() {
        int count = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int next = graph.neighbor[k];
            boolean nitrogen = graph.isDouble(graph.via[k]) && graph.isAliphatic(next, MolGraph.NITROGEN);
            count += nitrogen && graph.charge[next] < 0 && graph.charge[next] >= -3 ? 1 : 0;
        }
        return count;
    }

    int aliphatic() {
        return single(ALIPHATIC);
    }

    int carbons() {
        return single(CARBONS);
    }

    int nitrogens() {
        return single(NITROGENS);
    }

    int oxygens() {
        return single(OXYGENS);
    }

    int sulfurs() {
        return single(SULFURS);
    }

    int hetero() {
        return single(HETERO);
    }

    int rare() {
        return single(RARE);
    }

    int phosphorus() {
        return single(PHOSPHORUS);
    }

    int fluorine() {
        return single(FLUORINE);
    }

    int chlorine() {
        return single(CHLORINE);
    }

    int bromine() {
        return single(BROMINE);
    }

    int iodine() {
        return single(IODINE);
    }

    int aromatics() {
        return single(AROMATICS);
    }

    int aromaticCarbons() {
        return single(AROMATIC_CARBONS);
    }

    int inAromaticBonds() {
        return single(IN_AROMATIC_BONDS);
    }

    int doubleCarbons() {
        return other(DOUBLE_CARBONS);
    }

    int doubleHetero() {
        return other(DOUBLE_HETERO);
    }

    int doubleAll() {
        return other(DOUBLE_ALL);
    }

    int doubleAnyCarbons() {
        return other(DOUBLE_ANY_CARBONS);
    }

    int doubleAnyNitrogens() {
        return other(DOUBLE_ANY_NITROGENS);
    }

    int doubleCno() {
        return other(DOUBLE_CNO);
    }

    int doubleOxygens() {
        return other(DOUBLE_OXYGENS);
    }

    int doubleNitrogens() {
        return other(DOUBLE_NITROGENS);
    }

    int tripleAliphatic() {
        return other(TRIPLE_ALIPHATIC);
    }
}
