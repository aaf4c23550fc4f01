package io.retort.chem;

import java.util.Arrays;

/**
 * Settles cells of a refined partition in which any order of the atoms gives the same labelled graph, so that no search
 * is needed. Like leaves on one atom, such as the fluorine atoms of a trifluoromethyl group, may come in any order. And
 * where every other cell that is left holds two atoms, and none of them belongs to a stereo element, as in a phenyl
 * group, any choice will do: the atoms of two such cells are joined either all alike or pairwise, so that swapping the
 * pairs that hang together is an automorphism (McKay, Congressus Numerantium 1981, 30, 45).
 */
final class EasyCells {
    private static final int CARRIER = 1;
    private static final int CENTER = 2;

    private MolGraph graph = new MolGraph(0, 0);
    private Partition partition = new Partition(graph, new long[0]);
    /** What an atom is to stereo elements. */
    private byte[] role = {};

    void begin(MolGraph of, Partition with) {
        graph = of;
        partition = with;
        int n = graph.atomCount;
        if (role.length < n) {
            role = new byte[n];
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
}
