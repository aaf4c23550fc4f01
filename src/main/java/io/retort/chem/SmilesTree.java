package io.retort.chem;

import java.util.Arrays;

/**
 * The spanning tree along which a SMILES string is written: parents, children in writing order (the largest branch
 * last) and ring closures. Depends on ranks only. Works without recursion, so a long chain is no deeper than a short
 * one.
 */
final class SmilesTree {
    final int root;
    /** Parent in the tree, -1 for the root. */
    final int[] parent;
    /** Color slot (index into the graph's neighbor arrays) by which an atom is reached from its parent. */
    final int[] parentSlot;
    /** Atoms in writing order. */
    final int[] sequence;
    /** Place of an atom in {@link #sequence}. */
    final int[] place;
    /** Children in writing order. */
    final int[][] children;
    /** Later atoms to which this one opens a ring, in order of their place. */
    final int[][] opens;

    private static final int[] NONE = {};
    private final MolGraph graph;
    private final int[] rank;

    SmilesTree(MolGraph graph, int[] rank) {
        this.graph = graph;
        this.rank = rank;
        int n = graph.atomCount;
        parent = new int[n];
        parentSlot = new int[n];
        sequence = new int[n];
        place = new int[n];
        children = new int[n][];
        opens = new int[n][];
        Arrays.fill(children, NONE);
        Arrays.fill(opens, NONE);
        int lowest = 0;
        for (int i = 0; i < n; i++) {
            lowest = rank[i] < rank[lowest] ? i : lowest;
        }
        root = lowest;
        int[] visit = search();
        orderChildren(visit);
        writeSequence();
        findClosures();
    }

    /** Depth-first search; multiple bonds first, so that a ring is not closed by one. Returns the order of visit. */
    private int[] search() {
        int n = graph.atomCount;
        int[][] sorted = new int[n][];
        int[] next = new int[n];
        int[] stack = new int[n];
        int[] visit = new int[n];
        boolean[] seen = new boolean[n];
        int count = 0;
        int top = 0;
        parent[root] = -1;
        parentSlot[root] = -1;
        seen[root] = true;
        stack[top++] = root;
        visit[count++] = root;
        while (top > 0) {
            int atom = stack[top - 1];
            int[] slots = sorted[atom];
            if (slots == null) {
                slots = sortedSlots(atom);
                sorted[atom] = slots;
            }
            if (next[atom] == slots.length) {
                top--;
                continue;
            }
            int slot = slots[next[atom]++];
            int other = graph.neighbor[slot];
            if (!seen[other]) {
                seen[other] = true;
                parent[other] = atom;
                parentSlot[other] = slot;
                children[atom] = append(children[atom], other);
                stack[top++] = other;
                visit[count++] = other;
            }
        }
        return visit;
    }

    private int[] sortedSlots(int atom) {
        int from = graph.first[atom];
        int[] slots = new int[graph.first[atom + 1] - from];
        for (int i = 0; i < slots.length; i++) {
            int slot = from + i;
            int j = i;
            while (j > 0 && comesBefore(slot, slots[j - 1])) {
                slots[j] = slots[j - 1];
                j--;
            }
            slots[j] = slot;
        }
        return slots;
    }

    private boolean comesBefore(int slot, int other) {
        int one = weight(slot);
        int two = weight(other);
        return one != two ? one > two : rank[graph.neighbor[slot]] < rank[graph.neighbor[other]];
    }

    private int weight(int slot) {
        int color = graph.color(slot);
        return color == MolGraph.AROMATIC || color == 1 ? 1 : color;
    }

    private void orderChildren(int[] visit) {
        int[] size = new int[visit.length];
        for (int i = visit.length - 1; i >= 0; i--) {
            int atom = visit[i];
            size[atom]++;
            if (parent[atom] >= 0) {
                size[parent[atom]] += size[atom];
            }
            int[] list = children[atom];
            for (int c = 1; c < list.length; c++) {
                int child = list[c];
                int j = c;
                while (j > 0 && isSmaller(child, list[j - 1], size)) {
                    list[j] = list[j - 1];
                    j--;
                }
                list[j] = child;
            }
        }
    }

    private boolean isSmaller(int atom, int other, int[] size) {
        return size[atom] != size[other] ? size[atom] < size[other] : rank[atom] < rank[other];
    }

    private void writeSequence() {
        int[] stack = new int[graph.atomCount];
        int top = 0;
        int count = 0;
        stack[top++] = root;
        while (top > 0) {
            int atom = stack[--top];
            place[atom] = count;
            sequence[count++] = atom;
            for (int c = children[atom].length - 1; c >= 0; c--) {
                stack[top++] = children[atom][c];
            }
        }
    }

    private void findClosures() {
        for (int late : sequence) {
            for (int k = graph.first[late]; k < graph.first[late + 1]; k++) {
                int early = graph.neighbor[k];
                if (place[early] < place[late] && parent[late] != early) {
                    opens[early] = append(opens[early], late);
                }
            }
        }
    }

    /** Whether the bond of two neighbors is a ring closure. */
    boolean isClosure(int a, int b) {
        return parent[a] != b && parent[b] != a;
    }

    private static int[] append(int[] list, int value) {
        int[] longer = Arrays.copyOf(list, list.length + 1);
        longer[list.length] = value;
        return longer;
    }
}
