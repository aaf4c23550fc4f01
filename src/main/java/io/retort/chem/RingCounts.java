package io.retort.chem;

import java.util.Arrays;
import org.openscience.cdk.graph.RelevantCycles;

/**
 * Rings of a molecule: the relevant cycles, those that are no sum of shorter ones. The set does not depend on the order
 * of atoms, as a smallest set of smallest rings does (cubane: 6, not 5). RDKit's symmetrized SSSR is the same set but
 * for some cages and large bridged rings (6 of 54,000 molecules of the reference set), where it depends on atom order
 * and finds fewer.
 *
 * <p><b>Source</b>: Vismara, Electron. J. Comb. 1997, 4, R9, in CDK's implementation.
 *
 * @param rings number of relevant cycles, at most {@link Integer#MAX_VALUE}
 * @param aromaticRings those whose bonds are all aromatic
 */
record RingCounts(int rings, int aromaticRings) {
    /** Families of cycles through linked rings grow exponentially: above this the cycles are not listed. */
    private static final int LISTED = 4096;

    private static final RingCounts NONE = new RingCounts(0, 0);

    static RingCounts of(MolGraph graph) {
        int[] compact = new int[graph.atomCount];
        int ringAtoms = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            compact[atom] = graph.inRing[atom] ? ringAtoms++ : -1;
        }
        if (ringAtoms == 0) {
            return NONE;
        }
        RelevantCycles cycles = new RelevantCycles(adjacency(graph, compact, ringAtoms, graph.bondInRing));
        int count = cycles.size();
        if (count > LISTED) {
            RelevantCycles aromatic = new RelevantCycles(adjacency(graph, compact, ringAtoms, graph.bondAromatic));
            return new RingCounts(count, Math.min(count, aromatic.size()));
        }
        int aromaticCount = 0;
        int[] atoms = expand(compact, ringAtoms);
        for (int[] path : cycles.paths()) {
            if (isAromatic(graph, atoms, path)) {
                aromaticCount++;
            }
        }
        return new RingCounts(count, aromaticCount);
    }

    private static int[] expand(int[] compact, int ringAtoms) {
        int[] atoms = new int[ringAtoms];
        for (int atom = 0; atom < compact.length; atom++) {
            if (compact[atom] >= 0) {
                atoms[compact[atom]] = atom;
            }
        }
        return atoms;
    }

    private static int[][] adjacency(MolGraph graph, int[] compact, int ringAtoms, boolean[] chosen) {
        int[][] adjacency = new int[ringAtoms][];
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (compact[atom] >= 0) {
                adjacency[compact[atom]] = neighbors(graph, atom, compact, chosen);
            }
        }
        return adjacency;
    }

    private static int[] neighbors(MolGraph graph, int atom, int[] compact, boolean[] chosen) {
        int[] found = new int[graph.degree(atom)];
        int size = 0;
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (chosen[graph.via[k]]) {
                found[size++] = compact[graph.neighbor[k]];
            }
        }
        return size == found.length ? found : Arrays.copyOf(found, size);
    }

    /** Paths are closed: the first vertex comes again at the end. */
    private static boolean isAromatic(MolGraph graph, int[] atoms, int[] path) {
        for (int i = 1; i < path.length; i++) {
            if (!isAromaticBond(graph, atoms[path[i - 1]], atoms[path[i]])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAromaticBond(MolGraph graph, int from, int to) {
        for (int k = graph.first[from]; k < graph.first[from + 1]; k++) {
            if (graph.neighbor[k] == to) {
                return graph.bondAromatic[graph.via[k]];
            }
        }
        return false;
    }
}
