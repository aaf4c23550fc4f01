package io.retort.chem;

import java.util.Arrays;

/**
 * Rings of a molecule: the relevant cycles, those that are no sum of shorter ones. The set does not depend on the order
 * of atoms, as a smallest set of smallest rings does (cubane: 6, not 5). RDKit's symmetrized SSSR is the same set but
 * for some cages and large bridged rings, where it depends on atom order and finds fewer.
 *
 * <p>Chains of equally long detours multiply the cycles through them: a ring of {@code n} para-linked six-membered
 * rings has {@code 2^n}. Where rings of one size would be more than {@value RingCore#LISTED}, those and the larger ones
 * of their ring system are counted but not listed; sizes of smallest rings stay exact.
 *
 * <p><b>Source</b>: Vismara, Electron. J. Comb. 1997, 4, R9.
 */
final class RingSet {
    private static final ThreadLocal<RingFinder> FINDER = ThreadLocal.withInitial(RingFinder::new);
    private static final RingSet EMPTY = new RingSet(new int[1], new int[0], new int[0], 0);

    /** Where each ring begins in {@link #atoms} and {@link #bonds}; one more entry marks the end. */
    final int[] first;
    /** Atoms of the rings, each in the order around the ring. */
    final int[] atoms;
    /** Bonds of the rings; a bond joins the atom at its place with the next one, the last with the first. */
    final int[] bonds;
    /** Number of rings with those left out, at most {@link Integer#MAX_VALUE}. */
    final int count;

    RingSet(int[] first, int[] atoms, int[] bonds, int count) {
        this.first = first;
        this.atoms = atoms;
        this.bonds = bonds;
        this.count = count;
    }

    /** Finds the rings of a graph whose bonds are marked as ring bonds or not. See {@link MolGraph#rings}. */
    static RingSet of(MolGraph graph) {
        for (int b = 0; b < graph.bondCount; b++) {
            if (graph.bondInRing[b]) {
                return FINDER.get().find(graph);
            }
        }
        return EMPTY;
    }

    /** Tells whether no ring was left out. */
    boolean isComplete() {
        return count == size();
    }

    /** Number of rings that are listed. */
    int size() {
        return first.length - 1;
    }

    /** Number of atoms of a ring. */
    int size(int ring) {
        return first[ring + 1] - first[ring];
    }

    /** Number of rings through each atom. */
    int[] ringsPerAtom(MolGraph graph) {
        return tally(atoms, graph.atomCount);
    }

    /** Number of rings through each bond. */
    int[] ringsPerBond(MolGraph graph) {
        return tally(bonds, graph.bondCount);
    }

    private static int[] tally(int[] members, int size) {
        int[] count = new int[size];
        for (int member : members) {
            count[member]++;
        }
        return count;
    }

    /** Number of atoms in the smallest ring through each bond, 0 for bonds in no ring. */
    int[] smallestPerBond(MolGraph graph) {
        int[] smallest = smallest(bonds, graph.bondCount);
        if (!isComplete()) {
            for (int b = 0; b < graph.bondCount; b++) {
                if (graph.bondInRing[b]) {
                    smallest[b] = RingSize.smallest(graph, graph.begin[b], graph.end[b], Integer.MAX_VALUE);
                }
            }
        }
        return smallest;
    }

    /** Number of atoms in the smallest ring through each atom, 0 for atoms in no ring. */
    int[] smallestPerAtom(MolGraph graph) {
        if (isComplete()) {
            return smallest(atoms, graph.atomCount);
        }
        int[] perBond = smallestPerBond(graph);
        int[] least = new int[graph.atomCount];
        for (int b = 0; b < graph.bondCount; b++) {
            if (graph.bondInRing[b]) {
                lower(least, graph.begin[b], perBond[b]);
                lower(least, graph.end[b], perBond[b]);
            }
        }
        return least;
    }

    private int[] smallest(int[] members, int size) {
        int[] least = new int[size];
        for (int ring = 0; ring + 1 < first.length; ring++) {
            for (int i = first[ring]; i < first[ring + 1]; i++) {
                lower(least, members[i], size(ring));
            }
        }
        return least;
    }

    private static void lower(int[] least, int at, int value) {
        if (least[at] == 0 || value < least[at]) {
            least[at] = value;
        }
    }

    /** Number of listed rings all of whose bonds are aromatic. */
    int aromaticCount(MolGraph graph) {
        int count = 0;
        for (int ring = 0; ring + 1 < first.length; ring++) {
            int i = first[ring];
            while (i < first[ring + 1] && graph.bondAromatic[bonds[i]]) {
                i++;
            }
            count += i == first[ring + 1] ? 1 : 0;
        }
        return count;
    }

    /** Atoms of one ring, in the order around it; a new array. */
    int[] atomsOf(int ring) {
        return Arrays.copyOfRange(atoms, first[ring], first[ring + 1]);
    }

    /** Bonds of one ring, in the order around it; a new array. */
    int[] bondsOf(int ring) {
        return Arrays.copyOfRange(bonds, first[ring], first[ring + 1]);
    }
}
