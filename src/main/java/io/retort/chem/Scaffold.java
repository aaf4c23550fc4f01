package io.retort.chem;

import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IChemObjectBuilder;
import org.openscience.cdk.silent.SilentChemObjectBuilder;

/**
 * Bemis-Murcko scaffolds: rings, the linkers between them, and atoms joined to these by a double bond. Side chains go;
 * hydrogens take their places. A molecule without rings has the empty scaffold. Stereochemistry and isotopes are dropped,
 * aromaticity is the parent's.
 *
 * <p><b>Source</b>: Bemis, Murcko, J. Med. Chem. 1996, 39, 2887, in the variant of RDKit 2022.09's MurckoScaffold,
 * which keeps the double-bonded atoms.
 */
final class Scaffold {
    private static final byte GONE = 0;
    private static final byte CORE = 1;
    private static final byte EXOCYCLIC = 2;

    private final MolGraph graph;
    private final byte[] role;

    private Scaffold(MolGraph graph) {
        this.graph = graph;
        role = roles(graph);
    }

    /**
     * The scaffold of a molecule.
     *
     * @param container molecule with hydrogen counts, ring and aromaticity flags set; it is not changed
     * @return a new container, empty for a molecule without rings
     */
    static IAtomContainer of(IAtomContainer container) {
        return of(CdkGraph.of(container));
    }

    /**
     * The scaffold of a molecule.
     *
     * @param graph the molecule
     * @return a new container, empty for a molecule without rings
     */
    static IAtomContainer of(MolGraph graph) {
        return new Scaffold(graph).build(false);
    }

    /**
     * The generic scaffold: every atom a carbon, every bond single, double-bonded atoms included.
     *
     * @param graph the molecule
     * @return a new container, empty for a molecule without rings; its carbons may have more than four neighbors where
     *     the molecule's atoms have
     */
    static IAtomContainer genericOf(MolGraph graph) {
        return new Scaffold(graph).build(true);
    }

    private static byte[] roles(MolGraph graph) {
        byte[] role = new byte[graph.atomCount];
        int[] degree = new int[graph.atomCount];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            role[atom] = CORE;
            degree[atom] = graph.degree(atom);
        }
        for (int atom = 0; atom < graph.atomCount; atom++) {
            prune(graph, atom, role, degree);
        }
        for (int bond = 0; bond < graph.bondCount; bond++) {
            if (graph.isDouble(bond)) {
                keepBeside(role, graph.begin[bond], graph.end[bond]);
                keepBeside(role, graph.end[bond], graph.begin[bond]);
            }
        }
        return role;
    }

    private static void keepBeside(byte[] role, int core, int outer) {
        if (role[core] == CORE && role[outer] == GONE) {
            role[outer] = EXOCYCLIC;
        }
    }

    /** Takes a chain away from its end up to the next branch or ring. */
    private static void prune(MolGraph graph, int end, byte[] role, int[] degree) {
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

    private IAtomContainer build(boolean generic) {
        IChemObjectBuilder builder = SilentChemObjectBuilder.getInstance();
        IAtomContainer scaffold = builder.newAtomContainer();
        IAtom[] copies = new IAtom[graph.atomCount];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (role[atom] != GONE) {
                scaffold.newAtom(generic ? MolGraph.CARBON : graph.element[atom], 0);
                copies[atom] = scaffold.getAtom(scaffold.getAtomCount() - 1);
                copies[atom].setIsInRing(graph.inRing[atom]);
            }
        }
        for (int bond = 0; bond < graph.bondCount; bond++) {
            IAtom begin = copies[graph.begin[bond]];
            IAtom end = copies[graph.end[bond]];
            if (begin != null && end != null) {
                IBond copy = scaffold.newBond(begin, end, generic ? IBond.Order.SINGLE : order(bond));
                copy.setIsInRing(graph.bondInRing[bond]);
                copy.setIsAromatic(!generic && graph.bondAromatic[bond]);
            }
        }
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (copies[atom] != null) {
                complete(copies[atom], atom, generic);
            }
        }
        return scaffold;
    }

    private IBond.Order order(int bond) {
        return switch (graph.order[bond]) {
            case 2 -> IBond.Order.DOUBLE;
            case 3 -> IBond.Order.TRIPLE;
            case 4 -> IBond.Order.QUADRUPLE;
            default -> IBond.Order.SINGLE;
        };
    }

    private void complete(IAtom copy, int atom, boolean generic) {
        if (generic) {
            copy.setImplicitHydrogenCount(Math.max(0, 4 - copy.getBondCount()));
            return;
        }
        copy.setFormalCharge(graph.charge[atom]);
        copy.setIsAromatic(graph.aromatic[atom]);
        copy.setImplicitHydrogenCount(hydrogens(atom));
    }

    private int hydrogens(int atom) {
        int keptOrders = 0;
        int kept = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (role[graph.neighbor[k]] != GONE) {
                kept++;
                keptOrders += graph.order[graph.via[k]];
            }
        }
        if (kept == graph.degree(atom) || (role[atom] == EXOCYCLIC && graph.charge[atom] != 0)) {
            return graph.hydrogens[atom];
        }
        if (graph.aromatic[atom] && graph.element[atom] != MolGraph.CARBON) {
            return 1;
        }
        return ElementTable.get().missingHydrogens(graph.element[atom], graph.charge[atom], keptOrders);
    }
}
