package io.retort.chem;

/**
 * Covers one more vertex of a matching by an alternating path. Odd rings are shrunk to their base with a disjoint-set
 * forest, so that a search is near linear in the bonds that it reaches.
 */
final class MatchingSearch {
    private static final byte MAY = 2;
    private static final byte OUTER = 1;
    private static final byte INNER = 2;

    private final MolGraph graph;
    private final byte[] role;
    private final int[] mate;
    private final int[] queue;
    private final int[] base;
    /** The outer vertex from which an inner one was reached; in shrunk rings, the way round. */
    private final int[] from;

    private final byte[] side;
    private final int[] reached;
    private final int[] passed;
    private int search;
    private int walk;
    private int tail;

    /**
     * Takes a matching, which it changes.
     *
     * @param role 0 for atoms that take no part, 2 for those that may stay uncovered
     * @param mate partner of each atom or -1
     */
    MatchingSearch(MolGraph graph, byte[] role, int[] mate) {
        this.graph = graph;
        this.role = role;
        this.mate = mate;
        int n = graph.atomCount;
        queue = new int[n];
        base = new int[n];
        from = new int[n];
        side = new byte[n];
        reached = new int[n];
        passed = new int[n];
    }

    /** Covers a vertex and keeps all others covered that must be; false if that cannot be. */
    boolean cover(int root) {
        search++;
        tail = 0;
        touch(root);
        enqueue(root);
        for (int head = 0; head < tail; head++) {
            int atom = queue[head];
            if (role[atom] == MAY && atom != root) {
                int partner = mate[atom];
                mate[atom] = -1;
                flip(partner);
                return true;
            }
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int other = graph.neighbor[k];
                if (role[other] != 0 && graph.bondAromatic[graph.via[k]] && explore(atom, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean explore(int atom, int other) {
        touch(other);
        if (side[other] == INNER || find(atom) == find(other)) {
            return false;
        }
        if (side[other] == OUTER) {
            int ring = meeting(atom, other);
            shrink(atom, other, ring);
            shrink(other, atom, ring);
            return false;
        }
        side[other] = INNER;
        from[other] = atom;
        if (mate[other] < 0) {
            flip(other);
            return true;
        }
        touch(mate[other]);
        enqueue(mate[other]);
        return false;
    }

    private void touch(int atom) {
        if (reached[atom] != search) {
            reached[atom] = search;
            base[atom] = atom;
            from[atom] = -1;
            side[atom] = 0;
        }
    }

    private void enqueue(int atom) {
        side[atom] = OUTER;
        queue[tail++] = atom;
    }

    /** Swaps matched and unmatched bonds on the way from a free vertex back to the root. */
    private void flip(int free) {
        int atom = free;
        while (atom >= 0) {
            int partner = from[atom];
            int next = mate[partner];
            mate[atom] = partner;
            mate[partner] = atom;
            atom = next;
        }
    }

    private int find(int atom) {
        int at = atom;
        while (base[at] != at) {
            base[at] = base[base[at]];
            at = base[at];
        }
        return at;
    }

    /** The base where the ways back from two outer vertices meet first. */
    private int meeting(int one, int two) {
        walk++;
        int a = find(one);
        int b = find(two);
        while (true) {
            if (a >= 0) {
                if (passed[a] == walk) {
                    return a;
                }
                passed[a] = walk;
                a = mate[a] < 0 ? -1 : find(from[mate[a]]);
            }
            int swap = a;
            a = b;
            b = swap;
        }
    }

    private void shrink(int start, int across, int ring) {
        int atom = start;
        int next = across;
        while (find(atom) != ring) {
            from[atom] = next;
            int partner = mate[atom];
            if (side[partner] == INNER) {
                enqueue(partner);
            }
            join(atom, ring);
            join(partner, ring);
            next = partner;
            atom = from[partner];
        }
    }

    /** Atoms of a ring shrunk before follow their base, which is met further on. */
    private void join(int atom, int ring) {
        if (base[atom] == atom) {
            base[atom] = ring;
        }
    }
}
