package io.retort.chem;

/**
 * Moves charges along alternating bonds between atoms three or five apart: an anion and a cation recombine, and a
 * cation goes to the atom that has hydrogen. In rings the Kekulé form that happens to be there need not alternate
 * along the shortest way; then another way through the aromatic atoms is looked for.
 */
final class ConjugatedCharges {
    private static final int MAX_STEPS = 20_000;

    private final Draft draft;
    private final MolGraph graph;
    private final boolean recombine;
    private final int[] path;
    private final int[] found;
    private int matches;
    private int steps;

    private ConjugatedCharges(Draft draft, int apart, boolean recombine) {
        this.draft = draft;
        this.graph = draft.graph();
        this.recombine = recombine;
        path = new int[apart];
        found = new int[graph.atomCount];
    }

    static boolean recombine(Draft draft, int apart) {
        MolGraph graph = draft.graph();
        ConjugatedCharges search = null;
        for (int i = 0; i < graph.atomCount; i++) {
            if (graph.charge[i] == -1 && isHetero(graph.element[i])) {
                search = search == null ? new ConjugatedCharges(draft, apart, true) : search;
                search.from(i);
            }
        }
        return search != null && search.matches > 0;
    }

    static boolean moveCation(Draft draft, int apart) {
        MolGraph graph = draft.graph();
        boolean any = false;
        for (int i = 0; i < graph.atomCount; i++) {
            any |= graph.charge[i] == 1 && isMovableCation(graph, i);
        }
        if (!any) {
            return false;
        }
        ConjugatedCharges search = new ConjugatedCharges(draft, apart, false);
        for (int i = 0; i < graph.atomCount; i++) {
            boolean donor = Edit.is(graph, i, MolGraph.NITROGEN, 0)
                    || Edit.is(graph, i, MolGraph.OXYGEN, 0) && !graph.aromatic[i];
            if (donor && graph.totalHydrogens(i) > 0) {
                search.from(i);
            }
        }
        return search.matches > 0;
    }

    private static boolean isHetero(int element) {
        return Edit.isPnictogen(element) || Edit.isChalcogen(element);
    }

    private static boolean isMovableCation(MolGraph graph, int atom) {
        if (graph.charge[atom] != 1 || graph.totalHydrogens(atom) > 0 || graph.aromatic[atom]) {
            return false;
        }
        if (graph.element[atom] == MolGraph.OXYGEN) {
            return true;
        }
        if (graph.element[atom] != MolGraph.NITROGEN) {
            return false;
        }
        for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
            if (graph.order[graph.via[k]] == 1 && Edit.is(graph, graph.neighbor[k], MolGraph.OXYGEN, -1)) {
                return false;
            }
        }
        return true;
    }

    private void from(int start) {
        path[0] = start;
        extend(1);
    }

    /** Counts the paths that match and edits along the first; stops when there is a second, which is a choice. */
    private void extend(int size) {
        int last = path[size - 1];
        if (size == path.length) {
            if (isMatch() && matches == 0 && shift() || matches > 0 && isMatch()) {
                matches++;
            }
            if (matches > 1) {
                draft.choose();
            }
            return;
        }
        for (int k = graph.first[last]; k < graph.first[last + 1] && matches < 2; k++) {
            int next = graph.neighbor[k];
            if (!contains(next, size) && isStepAllowed(graph.via[k], size)) {
                path[size] = next;
                extend(size + 1);
            }
        }
    }

    private boolean contains(int atom, int size) {
        for (int i = 0; i < size; i++) {
            if (path[i] == atom) {
                return true;
            }
        }
        return false;
    }

    /** Bonds between aromatic atoms of the path are aromatic, others single and double in turn. */
    private boolean isStepAllowed(int bond, int size) {
        boolean inside = graph.aromatic[graph.begin[bond]] && graph.aromatic[graph.end[bond]];
        if (inside) {
            return graph.bondAromatic[bond];
        }
        return !graph.bondAromatic[bond] && graph.order[bond] == (size % 2 == 1 ? 1 : 2);
    }

    private boolean isMatch() {
        int start = path[0];
        int end = path[path.length - 1];
        boolean ending =
                recombine ? graph.charge[end] == 1 && isHetero(graph.element[end]) : isMovableCation(graph, end);
        if (!ending || recombine && isCharged()) {
            return false;
        }
        int aromatic = 0;
        for (int i = 1; i < path.length - 1; i++) {
            aromatic += graph.aromatic[path[i]] ? 1 : 0;
        }
        if (aromatic == 0) {
            return !graph.aromatic[start] && !graph.aromatic[end];
        }
        boolean inside = aromatic == path.length - 2;
        boolean fromRing = graph.aromatic[start] && !graph.aromatic[end];
        boolean toRing = recombine && !graph.aromatic[start] && graph.aromatic[end];
        return inside && (fromRing && isCarbonOrShort(path.length - 2) || toRing && isCarbonOrShort(1));
    }

    /** Whether the atom next to an anion outside of aromatic rings is charged itself. */
    private boolean isCharged() {
        return !graph.aromatic[path[0]] && graph.charge[path[1]] != 0;
    }

    /** Where a path of five leaves the ring, the ring atom must be carbon. */
    private boolean isCarbonOrShort(int place) {
        return path.length == 3 || graph.element[path[place]] == MolGraph.CARBON;
    }

    private boolean shift() {
        int start = path[0];
        int end = path[path.length - 1];
        boolean[] open = new boolean[graph.atomCount];
        for (int atom : path) {
            open[atom] = true;
        }
        boolean[] visited = new boolean[graph.atomCount];
        visited[start] = true;
        steps = 0;
        int length = search(start, end, open, visited, 0);
        if (length < 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            draft.setOrder(found[i], i % 2 == 0 ? 2 : 1);
        }
        draft.setCharge(start, recombine ? 0 : 1);
        draft.setCharge(end, 0);
        return true;
    }

    /** Finds bonds with the orders 1, 2, 1 ... 2 from one atom to the other, through aromatic or given atoms. */
    private int search(int at, int to, boolean[] open, boolean[] visited, int length) {
        int wanted = length % 2 == 0 ? 1 : 2;
        for (int k = graph.first[at]; k < graph.first[at + 1]; k++) {
            int next = graph.neighbor[k];
            if (graph.order[graph.via[k]] != wanted
                    || !open[next] && !graph.aromatic[next]
                    || visited[next]
                    || steps++ > MAX_STEPS) {
                continue;
            }
            found[length] = graph.via[k];
            visited[next] = true;
            if (next == to && wanted == 2) {
                return length + 1;
            }
            int whole = next == to ? -1 : search(next, to, open, visited, length + 1);
            if (whole >= 0) {
                return whole;
            }
            visited[next] = false;
        }
        return -1;
    }
}
