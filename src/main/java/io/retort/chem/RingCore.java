package io.retort.chem;

import java.util.Arrays;

/**
 * Finds the relevant cycles of one connected ring system in general. Atoms are put in an order with the branched ones
 * last; a cycle belongs to its last atom, its root. A relevant cycle is made of two shortest paths from the root that
 * meet in a bond or in an atom opposite of it and run through earlier atoms only. One such cycle per root and meeting
 * place stands for all with other shortest paths: whether it is a sum of shorter ones is found by elimination, cycles
 * being sets of bonds, size by size until the number of independent ones is reached. Polynomial in the number of atoms.
 *
 * <p><b>Source</b>: Vismara, Electron. J. Comb. 1997, 4, R9.
 */
final class RingCore {
    /** Most rings of one size that are kept, see {@link RingSet}. */
    static final int LISTED = 4096;

    private final RingList found;
    private final RingPaths paths = new RingPaths();
    private final CycleSpan span = new CycleSpan();
    private int[] cycle = new int[64];
    private int[] cycleBonds = new int[64];
    private boolean[] seen = new boolean[64];
    private int[] part = new int[64];
    private int classStart;
    private boolean listing;
    /** Number of relevant cycles, listed or not. */
    private long counted;

    RingCore(RingList found) {
        this.found = found;
    }

    /**
     * Adds the rings of each connected part.
     *
     * @param degree bonds of each atom that are there
     * @param gone bonds that are not
     * @return number of these rings, more than were added where there are too many
     */
    long find(MolGraph graph, int[] degree, boolean[] gone) {
        if (seen.length < graph.atomCount) {
            seen = new boolean[2 * graph.atomCount];
            part = new int[2 * graph.atomCount];
        }
        Arrays.fill(seen, 0, graph.atomCount, false);
        counted = 0;
        for (int atom = 0; atom < graph.atomCount; atom++) {
            if (degree[atom] > 0 && !seen[atom]) {
                int size = collect(graph, gone, atom);
                paths.load(graph, part, size, gone);
                rings(size);
            }
        }
        return counted;
    }

    private int collect(MolGraph graph, boolean[] gone, int seed) {
        int size = 0;
        part[size++] = seed;
        seen[seed] = true;
        for (int i = 0; i < size; i++) {
            int atom = part[i];
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int other = graph.neighbor[k];
                if (!gone[graph.via[k]] && !seen[other]) {
                    seen[other] = true;
                    part[size++] = other;
                }
            }
        }
        return size;
    }

    /** All relevant cycles of the part that {@link #paths} holds. */
    private void rings(int atoms) {
        if (cycle.length < atoms + 1) {
            cycle = new int[2 * atoms + 1];
            cycleBonds = new int[2 * atoms + 1];
        }
        int independent = paths.bonds() - atoms + 1;
        boolean[] lengths = paths.lengths();
        span.clear(paths.bonds());
        listing = true;
        for (int length = 3; length < lengths.length && span.rank() < independent; length++) {
            if (lengths[length]) {
                classStart = found.size();
                span.startClass();
                ofLength(length);
            }
        }
    }

    private void ofLength(int length) {
        for (int root = paths.firstRoot(); root < paths.atoms(); root++) {
            paths.from(root);
            int half = length / 2;
            for (int atom = 0; atom < root; atom++) {
                if (paths.reaches(atom, half)) {
                    meetings(root, atom, length);
                }
            }
        }
    }

    /** Families that meet in an atom, for even lengths, or in a bond to a later atom as far away, for odd ones. */
    private void meetings(int root, int atom, int length) {
        int half = length / 2;
        for (int k = paths.firstSlot(atom); k < paths.firstSlot(atom + 1); k++) {
            int one = paths.neighbor(k);
            if (length % 2 == 1) {
                if (one > atom && paths.reaches(one, half)) {
                    family(atom, one, -1);
                }
            } else if (paths.reaches(one, half - 1) && one != root) {
                for (int j = k + 1; j < paths.firstSlot(atom + 1); j++) {
                    int two = paths.neighbor(j);
                    if (paths.reaches(two, half - 1)) {
                        family(one, two, atom);
                    }
                }
            }
        }
    }

    /** Keeps the cycles with all shortest paths to two atoms if the one with any of them is relevant. */
    private void family(int one, int two, int opposite) {
        RingPaths.Descent left = paths.left();
        RingPaths.Descent right = paths.right();
        left.start(one);
        right.start(two);
        if (!span.offer(paths, cycle, join(left, right, opposite))) {
            return;
        }
        long members = (long) paths.ways(one) * paths.ways(two);
        counted = Math.min(Integer.MAX_VALUE, counted + members);
        if (members + found.size() - classStart > LISTED) {
            listing = false;
            found.truncate(classStart);
        }
        if (!listing) {
            return;
        }
        do {
            right.start(two);
            do {
                keep(join(left, right, opposite));
            } while (right.next());
        } while (left.next());
    }

    /** The cycle along the left path to the root, back along the right one, and over the opposite atom if any. */
    private int join(RingPaths.Descent left, RingPaths.Descent right, int opposite) {
        int size = 0;
        for (int i = 0; i < left.size(); i++) {
            cycle[size++] = left.atom(i);
        }
        for (int i = right.size() - 2; i >= 0; i--) {
            cycle[size++] = right.atom(i);
        }
        if (opposite >= 0) {
            cycle[size++] = opposite;
        }
        return size;
    }

    private void keep(int size) {
        for (int i = 0; i < size; i++) {
            int k = paths.slot(cycle[i], cycle[i + 1 < size ? i + 1 : 0]);
            cycleBonds[i] = paths.graphBond(k);
        }
        for (int i = 0; i < size; i++) {
            cycle[i] = paths.graphAtom(cycle[i]);
        }
        found.add(cycle, cycleBonds, 0, size);
    }
}
