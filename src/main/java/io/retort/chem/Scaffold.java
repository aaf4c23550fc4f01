package io.retort.chem;

/**
 * Bemis-Murcko scaffolds: rings, the linkers between them, and atoms joined to these by a double bond. Side chains go;
 * hydrogens take their places. A molecule without rings has the empty scaffold. Stereochemistry, isotopes and
 * atom maps are dropped.
 *
 * <p><b>Source</b>: Bemis, Murcko, J. Med. Chem. 1996, 39, 2887, in the variant of RDKit 2022.09's MurckoScaffold,
 * which keeps the double-bonded atoms.
 */
final class Scaffold {
    private static final byte GONE = 0;
    private static final byte CORE = 1;
    private static final byte EXOCYCLIC = 2;

    private static final ThreadLocal<Scaffold> LOCAL = ThreadLocal.withInitial(Scaffold::new);

    private MolGraph graph = new MolGraph(0, 0);
    private byte[] role = new byte[64];
    private int[] degree = new int[64];
    private int[] local = new int[64];
    private int[] atoms = new int[64];
    private int[] bonds = new int[64];

    private Scaffold() {}

    /**
     * The scaffold of a molecule.
     *
     * @param graph the molecule, with rings and aromaticity perceived; it is not changed
     * @return a new graph with the same perceived, empty for a molecule without rings
     */
    static MolGraph of(MolGraph graph) {
        return LOCAL.get().build(graph, false);
    }

    /**
     * The generic scaffold: every atom a carbon, every bond single, double-bonded atoms included.
     *
     * @param graph the molecule, with rings and aromaticity perceived; it is not changed
     * @return a new graph, empty for a molecule without rings; its carbons may have more than four neighbors where the
     *     molecule's atoms have
     */
    static MolGraph genericOf(MolGraph graph) {
        return LOCAL.get().build(graph, true);
    }

    private void findRoles() {
        for (int atom = 0; atom < graph.atomCount; atom++) {
            role[atom] = CORE;
            degree[atom] = graph.degree(atom);
        }
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (degree[atom] <= 1) {
                prune(atom);
            }
        }
        for (int bond = 0; bond < graph.bondCount; bond++) {
            if (graph.order[bond] == 2 && !graph.bondAromatic[bond]) {
                keepBeside(graph.begin[bond], graph.end[bond]);
                keepBeside(graph.end[bond], graph.begin[bond]);
            }
        }
    }

    private void keepBeside(int core, int outer) {
        if (role[core] == CORE && role[outer] == GONE) {
            role[outer] = EXOCYCLIC;
        }
    }

    /** Takes a chain away from its end up to the next branch or ring. */
    private void prune(int end) {
        int atom = end;
        while (atom >= 0 && role[atom] == CORE && degree[atom] <= 1 && !graph.inRing[atom]) {
            role[atom] = GONE;
            int next = -1;
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                if (role[graph.neighbor[k]] == CORE) {
                    next = graph.neighbor[k];
                    degree[next]--;
                }
            }
            atom = next;
        }
    }

    private MolGraph build(MolGraph molecule, boolean generic) {
        graph = molecule;
        room(molecule.atomCount, molecule.bondCount);
        findRoles();
        int atomCount = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (role[atom] != GONE) {
                local[atom] = atomCount;
                atoms[atomCount++] = atom;
            }
        }
        int bondCount = 0;
        for (int bond = 0; bond < graph.bondCount; bond++) {
            if (role[graph.begin[bond]] != GONE && role[graph.end[bond]] != GONE) {
                bonds[bondCount++] = bond;
            }
        }
        MolGraph scaffold = new MolGraph(atomCount, bondCount);
        for (int b = 0; b < bondCount; b++) {
            int bond = bonds[b];
            scaffold.begin[b] = local[graph.begin[bond]];
            scaffold.end[b] = local[graph.end[bond]];
            scaffold.order[b] = generic ? 1 : graph.order[bond];
            scaffold.bondInRing[b] = graph.bondInRing[bond];
            scaffold.bondAromatic[b] = !generic && graph.bondAromatic[bond];
        }
        scaffold.link();
        if (generic) {
            return carbons(scaffold);
        }
        if (complete(scaffold)) {
            Aromaticity.perceive(scaffold);
        }
        return scaffold;
    }

    private void room(int atomCount, int bondCount) {
        if (role.length < atomCount) {
            role = new byte[2 * atomCount];
            degree = new int[2 * atomCount];
            local = new int[2 * atomCount];
            atoms = new int[2 * atomCount];
        }
        if (bonds.length < bondCount) {
            bonds = new int[2 * bondCount];
        }
    }

    private MolGraph carbons(MolGraph scaffold) {
        for (int i = 0; i < scaffold.atomCount; i++) {
            scaffold.element[i] = MolGraph.CARBON;
            scaffold.inRing[i] = graph.inRing[atoms[i]];
            scaffold.hydrogens[i] = Math.max(0, 4 - scaffold.degree(i));
        }
        return scaffold;
    }

    /**
     * Fills in the atoms. Says whether a ring atom does not get one hydrogen for each neighbor that it lost: then it may
     * give other electrons than in the molecule.
     */
    private boolean complete(MolGraph scaffold) {
        boolean changed = false;
        for (int i = 0; i < scaffold.atomCount; i++) {
            int atom = atoms[i];
            scaffold.element[i] = graph.element[atom];
            scaffold.charge[i] = graph.charge[atom];
            scaffold.aromatic[i] = graph.aromatic[atom];
            scaffold.inRing[i] = graph.inRing[atom];
            int lost = graph.degree(atom) - scaffold.degree(i);
            scaffold.hydrogens[i] = lost == 0 ? graph.hydrogens[atom] : hydrogens(atom, scaffold, i);
            changed |= scaffold.inRing[i] && scaffold.hydrogens[i] != graph.hydrogens[atom] + lost;
        }
        return changed;
    }

    private int hydrogens(int atom, MolGraph scaffold, int i) {
        if (role[atom] == EXOCYCLIC && graph.charge[atom] != 0) {
            return graph.hydrogens[atom];
        }
        if (graph.aromatic[atom] && graph.element[atom] != MolGraph.CARBON) {
            return 1;
        }
        int orders = 0;
        for (int k = scaffold.first[i]; k < scaffold.first[i + 1]; k++) {
            orders += scaffold.order[scaffold.via[k]];
        }
        return ElementTable.get().missingHydrogens(graph.element[atom], graph.charge[atom], orders);
    }
}
