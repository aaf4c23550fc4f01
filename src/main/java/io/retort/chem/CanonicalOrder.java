package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Canonical order of the atoms of one connected graph: refine, then try each atom of the first cell that is left, and
 * keep the labelling whose code is smallest. Two labellings with the same code show an automorphism; branches that one
 * maps onto a finished branch are left out. Past a budget the search stops and keeps the best so far, which for such
 * highly symmetric input may depend on the input order (McKay and Piperno, J. Symb. Comput. 2014, 60, 94).
 */
final class CanonicalOrder {
    private static final long BUDGET = 40_000_000L;
    private static final long SAVED_INTS = 8_000_000L;
    private static final int MAX_DEPTH = 1_500;

    private final MolGraph graph;
    private final Partition partition;
    private final boolean[] hasStereo;
    private final List<int[]> automorphisms = new ArrayList<>();
    private int[] path = new int[16];
    private int[] bestPath = new int[0];
    private long[] bestTrace = new long[16];
    private int bestTraceLength;
    private boolean bestIsValid;
    private int[] bestRank = new int[0];
    private long[] bestCode = new long[0];
    private long savedInts;
    private long orbitWork;
    private boolean exhausted;

    private CanonicalOrder(MolGraph graph, long[] colors) {
        this.graph = graph;
        hasStereo = new boolean[graph.atomCount];
        for (StereoUnit unit : graph.stereo) {
            hasStereo[unit.a()] = true;
            hasStereo[unit.b()] = true;
        }
        partition = new Partition(graph, colors);
    }

    /** Result of a search: ranks 0..n-1 per atom, and the automorphisms that were found, which generate them all. */
    record Labelling(int[] rank, List<int[]> automorphisms, boolean complete) {}

    /**
     * Labels the atoms.
     *
     * @param graph one connected part or several
     * @param colors what tells atoms apart, independent of input order; see {@link AtomColors}
     */
    static Labelling label(MolGraph graph, long[] colors) {
        CanonicalOrder search = new CanonicalOrder(graph, colors);
        if (search.partition.isDiscrete()) {
            return new Labelling(search.partition.rank.clone(), List.of(), true);
        }
        search.descend(0);
        return new Labelling(search.bestRank, search.automorphisms, !search.exhausted);
    }

    /** Explores the subtree below the partition as it is; returns the depth to go back to. */
    private int descend(int depth) {
        int start = chooseCell();
        if (start < 0) {
            return leaf(depth);
        }
        int n = graph.atomCount;
        if (depth >= MAX_DEPTH || savedInts > SAVED_INTS || work() > BUDGET) {
            return greedy(depth, start);
        }
        int[] rank = partition.rank.clone();
        int[] order = partition.order.clone();
        int cells = partition.cells();
        savedInts += 2L * n;
        int end = partition.cellEnd(start);
        int[] candidates = Arrays.copyOfRange(order, start, end);
        List<Integer> tried = new ArrayList<>();
        int back = depth;
        for (int atom : candidates) {
            if (!tried.isEmpty() && (overBudget() || isEquivalentToTried(atom, tried, depth))) {
                continue;
            }
            if (!tried.isEmpty()) {
                partition.restore(rank, order, cells);
            }
            tried.add(atom);
            pushPath(depth, atom);
            partition.individualize(atom);
            if (keeps(depth)) {
                back = descend(depth + 1);
                if (back < depth) {
                    break;
                }
            }
        }
        savedInts -= 2L * n;
        return Math.min(back, depth);
    }

    private long work() {
        return partition.work() + orbitWork / 8;
    }

    private boolean overBudget() {
        if (work() > BUDGET && bestIsValid) {
            exhausted = true;
        }
        return exhausted;
    }

    private int greedy(int depth, int firstStart) {
        exhausted = true;
        int start = firstStart;
        while (start >= 0) {
            partition.individualize(partition.order[start]);
            start = chooseCell();
        }
        return bestIsValid ? depth - 1 : leaf(depth);
    }

    private void pushPath(int depth, int atom) {
        if (depth == path.length) {
            path = Arrays.copyOf(path, 2 * depth);
            bestTrace = Arrays.copyOf(bestTrace, 2 * depth);
        }
        path[depth] = atom;
    }

    /** Compares the node just made with the best path at this depth; false if it cannot win. */
    private boolean keeps(int depth) {
        long trace = partition.fingerprint();
        if (depth < bestTraceLength) {
            if (trace > bestTrace[depth]) {
                return false;
            }
            if (trace == bestTrace[depth]) {
                return true;
            }
            bestIsValid = false;
        }
        bestTrace[depth] = trace;
        bestTraceLength = depth + 1;
        return true;
    }

    /** First cell with more than one atom whose order matters; cells of like leaves on one atom are ordered at once. */
    private int chooseCell() {
        int n = graph.atomCount;
        int place = 0;
        while (place < n) {
            int end = partition.cellEnd(place);
            if (end - place > 1) {
                if (!areLikeLeaves(place, end)) {
                    return place;
                }
                partition.individualize(partition.order[place]);
                end = place + 1;
            }
            place = end;
        }
        return -1;
    }

    private boolean areLikeLeaves(int start, int end) {
        int hub = -1;
        for (int i = start; i < end; i++) {
            int atom = partition.order[i];
            if (graph.degree(atom) != 1 || hasStereo[atom]) {
                return false;
            }
            int on = graph.neighbor[graph.first[atom]];
            if (hub >= 0 && on != hub || hasStereo[on]) {
                return false;
            }
            hub = on;
        }
        return true;
    }

    private int leaf(int depth) {
        int[] rank = partition.rank;
        long[] code = code(rank, partition.order);
        int comparison = bestIsValid ? Arrays.compare(code, bestCode) : -1;
        if (comparison < 0) {
            bestIsValid = true;
            bestCode = code;
            bestRank = rank.clone();
            bestPath = Arrays.copyOf(path, depth);
            return depth - 1;
        }
        if (comparison > 0) {
            return depth - 1;
        }
        int[] image = new int[rank.length];
        int[] atomOf = partition.order;
        for (int i = 0; i < rank.length; i++) {
            image[i] = atomOf[bestRank[i]];
        }
        automorphisms.add(image);
        int common = 0;
        while (common < depth && common < bestPath.length && path[common] == bestPath[common]) {
            common++;
        }
        return common;
    }

    private boolean isEquivalentToTried(int atom, List<Integer> tried, int depth) {
        int[] root = new int[graph.atomCount];
        orbitWork += root.length + 8L * automorphisms.size();
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
        }
        for (int[] image : automorphisms) {
            if (fixesPath(image, depth)) {
                orbitWork += root.length;
                for (int i = 0; i < root.length; i++) {
                    root[find(root, i)] = find(root, image[i]);
                }
            }
        }
        for (int other : tried) {
            if (find(root, other) == find(root, atom)) {
                return true;
            }
        }
        return false;
    }

    private boolean fixesPath(int[] image, int depth) {
        for (int d = 0; d < depth; d++) {
            if (image[path[d]] != path[d]) {
                return false;
            }
        }
        return true;
    }

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** The graph as seen through a labelling: for each place its earlier neighbors, then all stereo. */
    private long[] code(int[] rank, int[] atomOf) {
        long[] code = new long[graph.bondCount + graph.stereo.size()];
        int size = 0;
        for (int place = 0; place < atomOf.length; place++) {
            int from = size;
            int atom = atomOf[place];
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int other = rank[graph.neighbor[k]];
                if (other < place) {
                    code[size++] = ((long) place << 32) | ((long) other << 3) | graph.color(k);
                }
            }
            Arrays.sort(code, from, size);
        }
        int edges = size;
        for (StereoUnit unit : graph.stereo) {
            int low = Math.min(rank[unit.a()], rank[unit.b()]);
            code[size++] = ((long) low << 32) | unit.code(graph, rank);
        }
        Arrays.sort(code, edges, size);
        return code;
    }
}
