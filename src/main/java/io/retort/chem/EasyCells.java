package io.retort.chem;

import java.util.Arrays;

/**
 * Settles cells of a refined partition in which any order of the atoms gives the same labelled graph, so that no search
 * is needed. Like leaves on one atom, such as the fluorine atoms of a trifluoromethyl group, may come in any order. And
 * where every other cell that is left holds two atoms, and none of them belongs to a stereo element, as in a phenyl
 * group, any choice will do: the atoms of two such cells are joined either all alike or pairwise, so that swapping the
 * pairs that hang together is an automorphism (McKay, Congressus Numerantium 1981, 30, 45). Like branches without rings
 * and stereo elements on one atom may change places as well: refinement tells trees apart.
 */
final class EasyCells {
    private static final int CARRIER = 1;
    private static final int CENTER = 2;
    /** An atom with a stereo element somewhere in a branch on it. */
    private static final int INSIDE = 4;

    private MolGraph graph = new MolGraph(0, 0);
    private Partition partition = new Partition(graph, new long[0]);
    /** What an atom is to stereo elements. */
    private byte[] role = {};
    /** The atom that a branch without rings hangs on, by the branch's first atom; -1 if there is none. */
    private int[] hub = {};

    private int[] open = {};
    private int[] peeled = {};
    private boolean branchesKnown;

    void begin(MolGraph of, Partition with) {
        graph = of;
        partition = with;
        branchesKnown = false;
        int n = graph.atomCount;
        if (role.length < n) {
            role = new byte[n];
            hub = new int[n];
            open = new int[n];
            peeled = new int[n];
        }
        Arrays.fill(role, 0, n, (byte) 0);
        for (int u = 0; u < graph.stereo.size(); u++) {
            StereoUnit unit = graph.stereo.get(u);
            role[unit.a()] |= CENTER;
            role[unit.b()] |= CENTER;
            for (int carrier : unit.carriers()) {
                if (carrier != StereoUnit.IMPLICIT) {
                    role[carrier] |= CARRIER;
                }
            }
        }
    }

    /** Orders the cells of like leaves. */
    void scatterLikeLeaves() {
        int end;
        for (int start = 0; start < graph.atomCount; start = end) {
            end = partition.cellEnd(start);
            if (end - start > 1 && areLikeLeaves(start, end)) {
                partition.scatter(start);
            }
        }
    }

    private boolean areLikeLeaves(int start, int end) {
        int hub = -1;
        for (int i = start; i < end; i++) {
            int atom = partition.order[i];
            if (graph.degree(atom) != 1 || role[atom] != 0) {
                return false;
            }
            int on = graph.neighbor[graph.first[atom]];
            if (hub >= 0 && on != hub || (role[on] & CENTER) != 0) {
                return false;
            }
            hub = on;
        }
        return true;
    }

    /** Makes the partition discrete if any choice gives the same code; false, without a change, if that is not sure. */
    boolean settlePairs() {
        int n = graph.atomCount;
        for (int start = 0; start < n; start += partition.size[start]) {
            int size = partition.size[start];
            if (size > 2 || size == 2 && (role[partition.order[start]] | role[partition.order[start + 1]]) != 0) {
                return false;
            }
        }
        for (int place = 0; place < n && !partition.isDiscrete(); place++) {
            if (partition.size[place] == 2) {
                partition.individualize(partition.order[place]);
            }
        }
        return true;
    }

    /** Orders the cells of like branches; true if that made the partition discrete. */
    boolean settleBranches() {
        if (!branchesKnown) {
            findBranches();
            branchesKnown = true;
        }
        int n = graph.atomCount;
        for (int start = 0; start < n; start += partition.size[start]) {
            if (partition.size[start] > 1 && areLikeBranches(start, partition.cellEnd(start))) {
                partition.individualize(partition.order[start]);
            }
        }
        return partition.isDiscrete();
    }

    private boolean areLikeBranches(int start, int end) {
        int first = hub[partition.order[start]];
        for (int i = start + 1; i < end && first >= 0; i++) {
            if (hub[partition.order[i]] != first) {
                return false;
            }
        }
        return first >= 0;
    }

    /** Takes chain ends away until only rings and what joins them is left. */
    private void findBranches() {
        int count = 0;
        for (int i = 0; i < graph.atomCount; i++) {
            hub[i] = -1;
            open[i] = graph.degree(i);
            if (open[i] == 1) {
                peeled[count++] = i;
            }
        }
        for (int p = 0; p < count; p++) {
            int atom = peeled[p];
            int on = -1;
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                on = open[graph.neighbor[k]] > 0 ? graph.neighbor[k] : on;
            }
            open[atom] = 0;
            if (on < 0) {
                continue; // the last atom of a tree
            }
            if (--open[on] == 1) {
                peeled[count++] = on;
            }
            hub[atom] = on;
        }
        forgetStereoBranches(count);
    }

    private void forgetStereoBranches(int count) {
        for (int p = 0; p < count; p++) {
            int atom = peeled[p];
            if (role[atom] != 0 && hub[atom] >= 0) {
                role[hub[atom]] |= INSIDE;
                hub[atom] = -1;
            }
        }
    }
}
