package io.retort.chem;

import java.util.Arrays;

/**
 * Finds the relevant cycles of a molecule. Most rings are taken off one by one: a ring on its own, one that hangs at a
 * single atom (spiro), and one whose free part spans a bond (fused). For the last: every other cycle through the free
 * part is a sum of that ring and a cycle no longer than itself that spans the bond instead, so no other is relevant,
 * and the rest keeps its relevant cycles without the free part. What withstands, bridged and peri-fused systems, goes to
 * {@link RingCore}. Reused between molecules, by one thread.
 */
final class RingFinder {
    /** Held between molecules, so that none is kept from being freed. */
    private static final MolGraph NOTHING = new MolGraph(0, 0);

    private MolGraph graph = NOTHING;
    /** Ring bonds of each atom that are still there. */
    private int[] degree = new int[64];

    private boolean[] gone = new boolean[64];
    private boolean[] walked = new boolean[64];
    private int[] todo = new int[64];
    private int todoSize;
    private int bondsLeft;
    private int[] chain = new int[130];
    private int[] chainBonds = new int[130];
    private final RingList found = new RingList();
    private final RingCore core = new RingCore(found);

    RingSet find(MolGraph molecule) {
        start(molecule);
        for (int atom = 0; atom < molecule.atomCount; atom++) {
            if (degree[atom] == 2 && !walked[atom]) {
                take(atom);
                while (todoSize > 0) {
                    int next = todo[--todoSize];
                    if (degree[next] == 2 && !walked[next]) {
                        take(next);
                    }
                }
            }
        }
        long count = found.size();
        if (bondsLeft > 0) {
            count += core.find(molecule, degree, gone);
        }
        graph = NOTHING;
        return found.toSet((int) Math.min(Integer.MAX_VALUE, count));
    }

    private void start(MolGraph molecule) {
        graph = molecule;
        int atoms = molecule.atomCount;
        int bonds = molecule.bondCount;
        if (degree.length < atoms) {
            degree = new int[2 * atoms];
            walked = new boolean[2 * atoms];
            chain = new int[4 * atoms + 2];
            chainBonds = new int[4 * atoms + 2];
        }
        if (gone.length < bonds) {
            gone = new boolean[2 * bonds];
        }
        found.clear();
        todoSize = 0;
        bondsLeft = 0;
        Arrays.fill(degree, 0, atoms, 0);
        Arrays.fill(walked, 0, atoms, false);
        for (int b = 0; b < bonds; b++) {
            gone[b] = !molecule.bondInRing[b];
            if (!gone[b]) {
                bondsLeft++;
                degree[molecule.begin[b]]++;
                degree[molecule.end[b]]++;
            }
        }
    }

    /** Walks the chain of unbranched atoms both ways from one of them and takes it off if it makes a single ring. */
    private void take(int seed) {
        int middle = graph.atomCount;
        chain[middle] = seed;
        int high = forward(middle);
        if (chain[high] == seed) {
            emit(middle, high, high);
            return;
        }
        int low = backward(middle);
        if (chain[low] == chain[high]) {
            emit(low, high, high);
            return;
        }
        int slot = aliveSlot(chain[low], chain[high]);
        if (slot >= 0) {
            chainBonds[high] = graph.via[slot];
            emit(low, high + 1, high);
        }
    }

    /** Bond {@code i} of the walk leads from atom {@code i} to {@code i + 1}. */
    private int forward(int from) {
        int place = from;
        int bond = -1;
        int atom = chain[from];
        do {
            walked[atom] = true;
            int slot = onward(atom, bond);
            bond = graph.via[slot];
            atom = graph.neighbor[slot];
            chainBonds[place++] = bond;
            chain[place] = atom;
        } while (degree[atom] == 2 && atom != chain[from]);
        return place;
    }

    private int backward(int from) {
        int place = from;
        int bond = chainBonds[from];
        int atom = chain[from];
        do {
            walked[atom] = true;
            int slot = onward(atom, bond);
            bond = graph.via[slot];
            atom = graph.neighbor[slot];
            chainBonds[--place] = bond;
            chain[place] = atom;
        } while (degree[atom] == 2);
        return place;
    }

    private int onward(int atom, int camePast) {
        int k = graph.first[atom];
        while (gone[graph.via[k]] || graph.via[k] == camePast) {
            k++;
        }
        return k;
    }

    private int aliveSlot(int from, int to) {
        for (int k = graph.first[from]; k < graph.first[from + 1]; k++) {
            if (graph.neighbor[k] == to && !gone[graph.via[k]]) {
                return k;
            }
        }
        return -1;
    }

    /** Keeps a ring, places {@code low} up to {@code end} of the chain, and cuts its bonds up to {@code free}. */
    private void emit(int low, int end, int free) {
        found.add(chain, chainBonds, low, end);
        for (int i = low; i < free; i++) {
            cut(chainBonds[i]);
        }
        settle(chain[low]);
        settle(chain[free]);
    }

    private void cut(int bond) {
        gone[bond] = true;
        bondsLeft--;
        degree[graph.begin[bond]]--;
        degree[graph.end[bond]]--;
    }

    /** Strips the bridge that the loss of a ring may leave, and looks at what became unbranched. */
    private void settle(int from) {
        int atom = from;
        while (degree[atom] == 1) {
            int k = graph.first[atom];
            while (gone[graph.via[k]]) {
                k++;
            }
            cut(graph.via[k]);
            atom = graph.neighbor[k];
        }
        if (degree[atom] == 2) {
            walked[atom] = false;
            if (todoSize == todo.length) {
                todo = Arrays.copyOf(todo, 2 * todoSize);
            }
            todo[todoSize++] = atom;
        }
    }
}
