package io.retort.chem;

import java.util.Arrays;

/** Size of the smallest ring through a bond. */
final class RingSize {
    private RingSize() {}

    /** Number of atoms in the smallest ring through the bond of two neighbors; {@code cap} if there is none below. */
    static int smallest(MolGraph graph, int from, int to, int cap) {
        int[] distance = new int[graph.atomCount];
        Arrays.fill(distance, -1);
        int[] queue = new int[graph.atomCount];
        int head = 0;
        int tail = 0;
        queue[tail++] = from;
        distance[from] = 0;
        while (head < tail) {
            int atom = queue[head++];
            if (distance[atom] + 2 >= cap) {
                return cap;
            }
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int other = graph.neighbor[k];
                if (atom == from && other == to) {
                    continue;
                }
                if (other == to) {
                    return distance[atom] + 2;
                }
                if (distance[other] < 0) {
                    distance[other] = distance[atom] + 1;
                    queue[tail++] = other;
                }
            }
        }
        return cap;
    }
}
