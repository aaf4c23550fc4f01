package io.retort.chem;

import java.util.Arrays;

/**
 * Atom pairs: two atoms, each described by element, neighbors and pi electrons, and the number of bonds between them, up
 * to 30. Pairs are counted in 512 hashed classes of 4 bits, which are set for 1, 2, 4 and 8 pairs. Bits are equal to
 * RDKit's {@code GetHashedAtomPairFingerprintAsBitVect}. Reused between molecules, by one thread.
 *
 * <p><b>Source</b>: Carhart, Smith, Venkataraghavan, J. Chem. Inf. Comput. Sci. 1985, 25, 64.
 */
final class AtomPairs {
    private static final int FARTHEST = 30;
    private static final int BITS_PER_CLASS = 4;
    private static final int BRANCHES = 7;
    private static final int PI = 3;
    private static final int PI_SHIFT = 3;
    private static final int TYPE_SHIFT = 5;
    private static final int[] TYPES = {5, 6, 7, 8, 9, 14, 15, 16, 17, 33, 34, 35, 51, 52, 43};
    private static final int[] OUTER = new int[ElementTable.LAST + 1];

    static {
        for (String[] row : ElementTable.readTable("valences.tsv")) {
            OUTER[Integer.parseInt(row[0])] = Integer.parseInt(row[3]);
        }
    }

    private int[] codes = new int[64];
    private int[] distance = new int[64];
    private int[] queue = new int[64];
    private int[] counts = new int[0];

    /** Sets the bits of all pairs. */
    void collect(MolGraph graph, byte[] bits) {
        int classes = bits.length * 8 / BITS_PER_CLASS;
        if (counts.length < classes) {
            counts = new int[classes];
        }
        Arrays.fill(counts, 0);
        if (codes.length < graph.atomCount) {
            codes = new int[2 * graph.atomCount];
            distance = new int[2 * graph.atomCount];
            queue = new int[2 * graph.atomCount];
        }
        for (int atom = 0; atom < graph.atomCount; atom++) {
            codes[atom] = code(graph, atom);
        }
        Arrays.fill(distance, 0, graph.atomCount, -1);
        for (int atom = 0; atom < graph.atomCount; atom++) {
            pairsOf(graph, atom, classes);
        }
        for (int c = 0; c < classes; c++) {
            for (int b = 0; b < BITS_PER_CLASS && counts[c] >= 1 << b; b++) {
                bits[(BITS_PER_CLASS * c + b) >>> 3] |= (byte) (1 << ((BITS_PER_CLASS * c + b) & 7));
            }
        }
    }

    /** Counts the pairs of an atom with later ones. */
    private void pairsOf(MolGraph graph, int from, int classes) {
        int head = 0;
        int tail = 0;
        queue[tail++] = from;
        distance[from] = 0;
        while (head < tail) {
            int atom = queue[head++];
            if (atom > from) {
                int hash = MorganEnvironments.combine(0, Math.min(codes[from], codes[atom]));
                hash = MorganEnvironments.combine(hash, distance[atom]);
                hash = MorganEnvironments.combine(hash, Math.max(codes[from], codes[atom]));
                counts[Integer.remainderUnsigned(hash, classes)]++;
            }
            for (int k = graph.first[atom]; k < graph.first[atom + 1] && distance[atom] < FARTHEST; k++) {
                int other = graph.neighbor[k];
                if (distance[other] < 0) {
                    distance[other] = distance[atom] + 1;
                    queue[tail++] = other;
                }
            }
        }
        for (int i = 0; i < tail; i++) {
            distance[queue[i]] = -1;
        }
    }

    private static int code(MolGraph graph, int atom) {
        int type = 0;
        while (type < TYPES.length && TYPES[type] != graph.element[atom]) {
            type++;
        }
        int pi = piElectrons(graph, atom) % PI;
        return graph.degree(atom) % BRANCHES | pi << PI_SHIFT | type << TYPE_SHIFT;
    }

    /**
     * Electrons in multiple bonds: 1 for aromatic atoms, and none for those with four pairs around them, as in
     * sulfoxides, unless they are conjugated.
     */
    private static int piElectrons(MolGraph graph, int atom) {
        if (graph.aromatic[atom]) {
            return 1;
        }
        int connections = graph.degree(atom) + graph.hydrogens[atom];
        int valence = graph.valence(atom);
        int unsaturation = valence - connections;
        if (unsaturation == 0) {
            return 0;
        }
        int free = Math.max(0, OUTER[graph.element[atom]] - valence - graph.charge[atom]);
        boolean tetrahedral = connections + free / 2 == 4;
        return tetrahedral && (connections > 3 || !isConjugated(graph, atom)) ? 0 : unsaturation;
    }

    private static boolean isConjugated(MolGraph graph, int atom) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] > 1 && leadsOn(graph, graph.neighbor[k], atom)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsOn(MolGraph graph, int atom, int from) {
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            int other = graph.neighbor[k];
            boolean unsaturated = graph.valence(other) > graph.degree(other) + graph.hydrogens[other];
            if (other != from && unsaturated && graph.element[other] <= MolGraph.FLUORINE) {
                return true;
            }
        }
        return false;
    }
}
