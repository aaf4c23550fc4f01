package io.retort.chem;

import java.util.Arrays;

/**
 * Shortest paths within one ring system, from its branched atoms, on numbers of its own: unbranched atoms first. Of the
 * atoms at a distance from the root, those count as reached that have a shortest path through earlier atoms than the
 * root only.
 */
final class RingPaths {
    /** Distances of all roots are kept up to this many; beyond they are found again when needed. */
    private static final int KEPT = 1 << 24;

    private int[] local = new int[64];
    private int[] atom = new int[64];
    private int[] first = new int[65];
    private int[] neighbor = new int[128];
    private int[] bond = new int[128];
    private int[] graphBond = new int[128];
    private int[] bondNumber = new int[64];
    private int[] queue = new int[64];
    /** Per root and atom: twice the distance, and 1 more if it is reached. */
    private int[] distance = new int[1024];
    /** Per root and reached atom: number of shortest paths, at most {@link Integer#MAX_VALUE}. */
    private int[] ways = new int[1024];

    private int atoms;
    private int bonds;
    private int firstRoot;
    private int row;
    private boolean kept;
    private final Descent left = new Descent();
    private final Descent right = new Descent();

    void load(MolGraph graph, int[] part, int size, boolean[] gone) {
        room(graph, size);
        atoms = size;
        firstRoot = 0;
        for (int i = 0; i < size; i++) {
            if (aliveDegree(graph, part[i], gone) == 2) {
                atom[firstRoot++] = part[i];
            }
        }
        int next = firstRoot;
        for (int i = 0; i < size; i++) {
            if (aliveDegree(graph, part[i], gone) != 2) {
                atom[next++] = part[i];
            }
        }
        for (int i = 0; i < size; i++) {
            local[atom[i]] = i;
        }
        link(graph, gone);
        kept = (long) (size - firstRoot) * size <= KEPT;
        int needed = kept ? (size - firstRoot) * size : size;
        if (distance.length < needed) {
            distance = new int[needed];
            ways = new int[needed];
        }
    }

    private void room(MolGraph graph, int size) {
        if (local.length < graph.atomCount) {
            local = new int[2 * graph.atomCount];
        }
        if (atom.length < size) {
            atom = new int[2 * size];
            first = new int[2 * size + 1];
            queue = new int[2 * size];
        }
        if (bondNumber.length < graph.bondCount) {
            bondNumber = new int[2 * graph.bondCount];
            neighbor = new int[4 * graph.bondCount];
            bond = new int[4 * graph.bondCount];
            graphBond = new int[4 * graph.bondCount];
        }
    }

    private static int aliveDegree(MolGraph graph, int of, boolean[] gone) {
        int degree = 0;
        for (int k = graph.first[of]; k < graph.first[of + 1]; k++) {
            degree += gone[graph.via[k]] ? 0 : 1;
        }
        return degree;
    }

    private void link(MolGraph graph, boolean[] gone) {
        int slots = 0;
        bonds = 0;
        for (int i = 0; i < atoms; i++) {
            first[i] = slots;
            for (int k = graph.first[atom[i]]; k < graph.first[atom[i] + 1]; k++) {
                int via = graph.via[k];
                if (!gone[via]) {
                    int other = local[graph.neighbor[k]];
                    if (other > i) {
                        bondNumber[via] = bonds++;
                    }
                    neighbor[slots] = other;
                    bond[slots] = bondNumber[via];
                    graphBond[slots++] = via;
                }
            }
        }
        first[atoms] = slots;
    }

    int atoms() {
        return atoms;
    }

    int bonds() {
        return bonds;
    }

    /** Roots are the atoms from this one on. */
    int firstRoot() {
        return firstRoot;
    }

    int firstSlot(int of) {
        return first[of];
    }

    int neighbor(int slot) {
        return neighbor[slot];
    }

    int bond(int slot) {
        return bond[slot];
    }

    int graphAtom(int of) {
        return atom[of];
    }

    int graphBond(int slot) {
        return graphBond[slot];
    }

    int slot(int from, int to) {
        int k = first[from];
        while (neighbor[k] != to) {
            k++;
        }
        return k;
    }

    Descent left() {
        return left;
    }

    Descent right() {
        return right;
    }

    /** Lengths that a cycle may have, from paths of all roots. */
    boolean[] lengths() {
        boolean[] lengths = new boolean[atoms + 1];
        for (int root = firstRoot; root < atoms; root++) {
            row = kept ? (root - firstRoot) * atoms : 0;
            search(root);
            for (int a = 0; a < root; a++) {
                mark(root, a, lengths);
            }
        }
        return lengths;
    }

    private void mark(int root, int a, boolean[] lengths) {
        int d = distance[row + a];
        if ((d & 1) == 0) {
            return;
        }
        int nearer = 0;
        for (int k = first[a]; k < first[a + 1]; k++) {
            int other = distance[row + neighbor[k]];
            nearer += other == d - 2 && neighbor[k] != root ? 1 : 0;
            if (other == d && neighbor[k] > a && d < lengths.length) {
                lengths[d] = true;
            }
        }
        if (nearer > 1 && d - 1 < lengths.length) {
            lengths[d - 1] = true;
        }
    }

    /** Makes an atom the root of what is asked next. */
    void from(int root) {
        if (kept) {
            row = (root - firstRoot) * atoms;
        } else {
            row = 0;
            search(root);
        }
    }

    private void search(int root) {
        Arrays.fill(distance, row, row + atoms, 0);
        int head = 0;
        int tail = 0;
        queue[tail++] = root;
        distance[row + root] = 1;
        ways[row + root] = 1;
        while (head < tail) {
            int a = queue[head++];
            int here = distance[row + a];
            int there = (here & ~1) + 2;
            for (int k = first[a]; k < first[a + 1]; k++) {
                int other = neighbor[k];
                int known = distance[row + other];
                if (known == 0 && other != root) {
                    queue[tail++] = other;
                    known = there;
                    ways[row + other] = 0;
                }
                if ((known & ~1) == there && other < root && (here & 1) == 1) {
                    known |= 1;
                    ways[row + other] = (int) Math.min(Integer.MAX_VALUE, (long) ways[row + other] + ways[row + a]);
                }
                distance[row + other] = known;
            }
        }
    }

    /** Tells whether an atom is reached, at a distance in bonds. */
    boolean reaches(int of, int bondsAway) {
        return distance[row + of] == 2 * bondsAway + 1;
    }

    /** Number of shortest paths to an atom that is reached, at most {@link Integer#MAX_VALUE}. */
    int ways(int to) {
        return ways[row + to];
    }

    /** All shortest paths from an atom down to the root, one after the other. */
    final class Descent {
        private int[] trail = new int[64];
        private int[] slot = new int[64];
        private int size;

        void start(int from) {
            int length = (distance[row + from] >> 1) + 1;
            if (trail.length < length) {
                trail = new int[2 * length];
                slot = new int[2 * length];
            }
            trail[0] = from;
            size = 1;
            slot[0] = first[from];
            descend();
        }

        /** Goes on to the next path; false if there is none. */
        boolean next() {
            size--;
            while (size > 0) {
                slot[size - 1]++;
                if (descend()) {
                    return true;
                }
                size--;
            }
            return false;
        }

        /** From the slot of the last atom on; false if none leads down. All atoms further down have a way. */
        private boolean descend() {
            int a = trail[size - 1];
            int d = distance[row + a];
            while (d > 1) {
                int k = slot[size - 1];
                while (k < first[a + 1] && distance[row + neighbor[k]] != d - 2) {
                    k++;
                }
                if (k == first[a + 1]) {
                    return false;
                }
                slot[size - 1] = k;
                a = neighbor[k];
                d -= 2;
                trail[size] = a;
                slot[size] = first[a];
                size++;
            }
            return true;
        }

        int size() {
            return size;
        }

        int atom(int i) {
            return trail[i];
        }
    }
}
