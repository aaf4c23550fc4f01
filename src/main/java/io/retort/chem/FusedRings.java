package io.retort.chem;

import java.util.Arrays;

/**
 * Chosen rings of a molecule as systems of fused ones, and the groups of so many rings that hang together by shared
 * bonds. Each connected group comes once. Reused between molecules.
 *
 * <p><b>Source</b> of the enumeration: Wernicke, IEEE/ACM Trans. Comput. Biol. Bioinform. 2006, 3, 347.
 */
final class FusedRings {
    /** Takes a group of rings. */
    interface Taker {
        void take(int[] group, int size);
    }

    /** Work limit: more groups of one size are not looked at. */
    private static final int MOST_GROUPS = 1 << 20;

    private int[] ring = new int[16];
    private int[] system = new int[16];
    private int[] first = new int[17];
    private int[] near = new int[32];
    private int[] members = new int[16];
    private int[] group = new int[8];
    private int[] marks = new int[16];
    private int[] waiting = new int[64];
    private int[] bondOwner = new int[64];
    private int[] nextOwner = new int[64];
    private int rings;
    private int systems;
    private int memberCount;
    private int wanted;
    private int taken;

    /** Takes rings; those of more than {@code largest} atoms are fused with none. */
    void load(MolGraph graph, RingSet set, int[] chosen, int count, int largest) {
        rings = count;
        if (ring.length < count) {
            ring = new int[2 * count];
            system = new int[2 * count];
            members = new int[2 * count];
            marks = new int[2 * count];
            first = new int[2 * count + 1];
        }
        System.arraycopy(chosen, 0, ring, 0, count);
        link(graph, set, largest);
        Arrays.fill(system, 0, count, -1);
        systems = 0;
        for (int r = 0; r < count; r++) {
            if (system[r] < 0) {
                spread(r, systems++);
            }
        }
    }

    /** Lists the neighbors of each ring, by way of lists of the rings at each bond. */
    private void link(MolGraph graph, RingSet set, int largest) {
        if (bondOwner.length < graph.bondCount) {
            bondOwner = new int[2 * graph.bondCount];
        }
        if (nextOwner.length < set.bonds.length) {
            nextOwner = new int[2 * set.bonds.length];
        }
        Arrays.fill(bondOwner, 0, graph.bondCount, -1);
        // An owner is a place in the list of members of all rings; the ring is found by the place.
        int[] ringAt = new int[set.bonds.length];
        for (int r = 0; r < rings; r++) {
            if (set.size(ring[r]) <= largest) {
                for (int i = set.first[ring[r]]; i < set.first[ring[r] + 1]; i++) {
                    ringAt[i] = r;
                    nextOwner[i] = bondOwner[set.bonds[i]];
                    bondOwner[set.bonds[i]] = i;
                }
            }
        }
        int slots = 0;
        for (int r = 0; r < rings; r++) {
            first[r] = slots;
            if (set.size(ring[r]) <= largest) {
                slots = addNear(set, ringAt, r, slots);
            }
        }
        first[rings] = slots;
    }

    /** Rings that share two bonds or more, as those in a cage or a porphyrin do, are not fused. */
    private int addNear(RingSet set, int[] ringAt, int r, int from) {
        int slots = from;
        Arrays.fill(marks, 0, rings, 0);
        for (int i = set.first[ring[r]]; i < set.first[ring[r] + 1]; i++) {
            for (int o = bondOwner[set.bonds[i]]; o >= 0; o = nextOwner[o]) {
                int other = ringAt[o];
                marks[other]++;
                if (other != r && marks[other] == 1) {
                    slots = addNear(slots, other);
                }
            }
        }
        int kept = from;
        for (int k = from; k < slots; k++) {
            if (marks[near[k]] == 1) {
                near[kept++] = near[k];
            }
        }
        return kept;
    }

    private int addNear(int slots, int other) {
        if (slots == near.length) {
            near = Arrays.copyOf(near, 2 * slots);
        }
        near[slots] = other;
        return slots + 1;
    }

    private void spread(int seed, int number) {
        int size = 0;
        members[size++] = seed;
        system[seed] = number;
        for (int i = 0; i < size; i++) {
            for (int k = first[members[i]]; k < first[members[i] + 1]; k++) {
                if (system[near[k]] < 0) {
                    system[near[k]] = number;
                    members[size++] = near[k];
                }
            }
        }
    }

    int systems() {
        return systems;
    }

    /** Makes a system the one that is asked about; returns its number of rings. */
    int select(int number) {
        memberCount = 0;
        for (int r = 0; r < rings; r++) {
            if (system[r] == number) {
                members[memberCount++] = r;
            }
        }
        return memberCount;
    }

    /** A ring of the selected system. */
    int ring(int i) {
        return ring[members[i]];
    }

    /** Hands out all connected groups of so many rings of the selected system; false if they are too many. */
    boolean groups(int size, Taker taker) {
        wanted = size;
        taken = 0;
        Arrays.fill(marks, 0, rings, 0);
        for (int m = 0; m < memberCount; m++) {
            int seed = members[m];
            group[0] = seed;
            marks[seed]++;
            int end = 0;
            for (int k = first[seed]; k < first[seed + 1]; k++) {
                marks[near[k]]++;
                if (near[k] > seed) {
                    end = push(end, near[k]);
                }
            }
            boolean all = extend(1, 0, end, taker);
            unmark(seed);
            if (!all) {
                return false;
            }
        }
        return true;
    }

    private int push(int at, int value) {
        if (at == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * at);
        }
        waiting[at] = value;
        return at + 1;
    }

    private void unmark(int of) {
        marks[of]--;
        for (int k = first[of]; k < first[of + 1]; k++) {
            marks[near[k]]--;
        }
    }

    /** Adds one of the rings that wait at the places {@code from} up to {@code to}; marked are those in or next to it. */
    private boolean extend(int size, int from, int to, Taker taker) {
        if (size == wanted) {
            int[] chosen = new int[size];
            for (int i = 0; i < size; i++) {
                chosen[i] = ring[group[i]];
            }
            taker.take(chosen, size);
            return ++taken < MOST_GROUPS;
        }
        for (int w = from; w < to; w++) {
            int next = waiting[w];
            int end = to;
            for (int later = w + 1; later < to; later++) {
                end = push(end, waiting[later]);
            }
            group[size] = next;
            for (int k = first[next]; k < first[next + 1]; k++) {
                if (marks[near[k]] == 0 && near[k] > group[0]) {
                    end = push(end, near[k]);
                }
            }
            marks[next]++;
            for (int k = first[next]; k < first[next + 1]; k++) {
                marks[near[k]]++;
            }
            boolean all = extend(size + 1, to, end, taker);
            unmark(next);
            if (!all) {
                return false;
            }
        }
        return true;
    }
}
