package io.retort.chem;

/**
 * The spanning tree along which a SMILES string is written: parents, children in writing order (the largest branch
 * last) and ring closures. Depends on ranks only. Works without recursion, so a long chain is no deeper than a short
 * one. One object serves many graphs in turn; its arrays may be longer than the graph at hand. Lists of an atom's
 * neighbors begin where the graph's list of them does, at {@code graph.first[atom]}.
 */
final class SmilesTree {
    private static final int SLOT_BITS = 30;
    private static final int ORDER_SHIFT = 60;
    private static final long SLOTS = (1L << SLOT_BITS) - 1;

    int root;
    /** Parent in the tree, -1 for the root. */
    int[] parent = {};
    /** Color slot (index into the graph's neighbor arrays) by which an atom is reached from its parent. */
    int[] parentSlot = {};
    /** Atoms in writing order. */
    int[] sequence = {};
    /** Place of an atom in {@link #sequence}. */
    int[] place = {};
    /** Children in writing order. */
    int[] children = {};

    int[] childCount = {};
    /** Slots by which later atoms are reached to which an atom opens a ring, in order of the later atoms' place. */
    int[] opens = {};

    int[] openCount = {};
    /** How many rings an atom closes. */
    int[] closeCount = {};

    private MolGraph graph = new MolGraph(0, 0);
    private int[] rank = {};
    /** Slots of each atom in the order of the search, behind what they are sorted by. */
    private long[] sorted = {};

    /** Slots that lead from an atom to one above it by another bond than that of the tree. */
    private int[] closures = {};

    private int closureCount;
    private int[] next = {};
    /** Where the slots to look at end: before the one that leads back to the parent. */
    private int[] last = {};

    private int[] stack = {};
    private int[] visit = {};
    private int[] weight = {};

    /** Makes the tree of a connected graph for distinct ranks. */
    void build(MolGraph of, int[] by) {
        graph = of;
        rank = by;
        int n = of.atomCount;
        reserve(n);
        root = 0;
        closureCount = 0;
        for (int i = 0; i < n; i++) {
            root = by[i] < by[root] ? i : root;
            next[i] = -1;
            childCount[i] = 0;
            openCount[i] = 0;
            closeCount[i] = 0;
            weight[i] = 1;
        }
        search();
        orderChildren();
        writeSequence();
        orderClosures();
    }

    private void reserve(int n) {
        if (parent.length < n) {
            parent = new int[n];
            parentSlot = new int[n];
            sequence = new int[n];
            place = new int[n];
            childCount = new int[n];
            openCount = new int[n];
            closeCount = new int[n];
            next = new int[n];
            last = new int[n];
            stack = new int[n];
            visit = new int[n];
            weight = new int[n];
        }
        if (children.length < 2 * graph.bondCount) {
            children = new int[2 * graph.bondCount];
            opens = new int[2 * graph.bondCount];
            sorted = new long[2 * graph.bondCount];
            closures = new int[graph.bondCount];
        }
    }

    /** Depth-first search; multiple bonds first, so that a ring is not closed by one. */
    private void search() {
        int count = 0;
        int top = 0;
        parent[root] = -1;
        parentSlot[root] = -1;
        next[root] = graph.first[root];
        sortSlots(root);
        last[root] = graph.first[root + 1];
        stack[top++] = root;
        place[root] = count;
        visit[count++] = root;
        while (top > 0) {
            int atom = stack[top - 1];
            int at = next[atom]++;
            if (at == last[atom]) {
                top--;
                continue;
            }
            int slot = (int) (sorted[at] & SLOTS);
            int other = graph.neighbor[slot];
            if (next[other] < 0) {
                parent[other] = atom;
                parentSlot[other] = slot;
                children[graph.first[atom] + childCount[atom]++] = other;
                place[other] = count;
                visit[count++] = other;
                next[other] = graph.first[other];
                if (graph.degree(other) > 1) {
                    sortSlots(other);
                    last[other] = graph.first[other + 1] - 1;
                    stack[top++] = other;
                }
            } else if (place[other] < place[atom] && other != parent[atom]) {
                closures[closureCount++] = slot;
                closeCount[atom]++;
            }
        }
    }

    /** Up to three neighbors, as nearly all atoms have, are sorted without branches that no processor could foresee. */
    private void sortSlots(int atom) {
        int from = graph.first[atom];
        int degree = graph.first[atom + 1] - from;
        int up = parent[atom];
        if (degree > 3 || degree == 0) {
            sortMany(from, from + degree, up);
            return;
        }
        long one = key(from, up);
        if (degree == 1) {
            sorted[from] = one;
            return;
        }
        long two = key(from + 1, up);
        long low = Math.min(one, two);
        long high = Math.max(one, two);
        if (degree == 2) {
            sorted[from] = low;
            sorted[from + 1] = high;
            return;
        }
        long three = key(from + 2, up);
        long middle = Math.min(high, three);
        sorted[from] = Math.min(low, middle);
        sorted[from + 1] = Math.max(low, middle);
        sorted[from + 2] = Math.max(high, three);
    }

    private void sortMany(int from, int to, int up) {
        for (int slot = from; slot < to; slot++) {
            long key = key(slot, up);
            int j = slot;
            while (j > from && sorted[j - 1] > key) {
                sorted[j] = sorted[j - 1];
                j--;
            }
            sorted[j] = key;
        }
    }

    /** Order of the bond, highest first, rank of the neighbor, and the slot itself; the parent is last. */
    private long key(int slot, int from) {
        int bond = graph.via[slot];
        long weight = graph.bondAromatic[bond] ? 1 : graph.order[bond];
        int other = graph.neighbor[slot];
        long key = (8 - weight) << ORDER_SHIFT | (long) rank[other] << SLOT_BITS | slot;
        return other == from ? Long.MAX_VALUE : key;
    }

    private void orderChildren() {
        for (int i = graph.atomCount - 1; i >= 0; i--) {
            int atom = visit[i];
            if (parent[atom] >= 0) {
                weight[parent[atom]] += weight[atom];
            }
            int from = graph.first[atom];
            for (int c = from + 1; c < from + childCount[atom]; c++) {
                int child = children[c];
                int j = c;
                while (j > from && isSmaller(child, children[j - 1])) {
                    children[j] = children[j - 1];
                    j--;
                }
                children[j] = child;
            }
        }
    }

    private boolean isSmaller(int atom, int other) {
        return weight[atom] != weight[other] ? weight[atom] < weight[other] : rank[atom] < rank[other];
    }

    private void writeSequence() {
        int top = 0;
        int count = 0;
        stack[top++] = root;
        while (top > 0) {
            int atom = stack[--top];
            place[atom] = count;
            sequence[count++] = atom;
            int from = graph.first[atom];
            for (int c = from + childCount[atom] - 1; c >= from; c--) {
                stack[top++] = children[c];
            }
        }
    }

    private void orderClosures() {
        for (int c = 0; c < closureCount; c++) {
            int early = graph.neighbor[closures[c]];
            int late = graph.other(graph.via[closures[c]], early);
            int from = graph.first[early];
            int j = from + openCount[early]++;
            while (j > from && place[graph.neighbor[opens[j - 1]]] > place[late]) {
                opens[j] = opens[j - 1];
                j--;
            }
            opens[j] = graph.slot(early, late);
        }
    }

    boolean isLastChild(int atom) {
        int up = parent[atom];
        return children[graph.first[up] + childCount[up] - 1] == atom;
    }

    /** Whether the bond of two neighbors is a ring closure. */
    boolean isClosure(int a, int b) {
        return parent[a] != b && parent[b] != a;
    }
}
