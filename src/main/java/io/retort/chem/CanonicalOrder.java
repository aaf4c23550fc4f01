package io.retort.chem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Canonical order of the atoms of one connected graph: refine, then try each atom of the first cell that is left, and
 * keep the labelling whose code is smallest. Two labellings with the same code show an automorphism; branches that one
 * maps onto a finished branch are left out. Past a budget the search stops and keeps the best so far, which for such
 * highly symmetric input may depend on the input order (McKay and Piperno, J. Symb. Comput. 2014, 60, 94).
 * Most molecules need no search, see {@link EasyCells}. One object serves many graphs in turn.
 */
final class CanonicalOrder {
    private static final long BUDGET = 40_000_000L;
    private static final long SAVED_INTS = 8_000_000L;
    private static final int MAX_DEPTH = 1_500;

    private MolGraph graph;
    private final Partition partition;
    private final LabellingCode code = new LabellingCode();
    private final EasyCells easy = new EasyCells();
    /** Whether automorphisms are asked for, so that no branch may be skipped without naming one. */
    private final boolean wantsAutomorphisms;

    private final List<int[]> automorphisms = new ArrayList<>();
    private int[] path = new int[16];
    private int[] bestPath = new int[0];
    private long[] bestTrace = new long[16];
    private int bestTraceLength;
    private boolean bestIsValid;
    private int[] bestRank = new int[0];
    private long savedInts;
    private long orbitWork;
    private boolean exhausted;

    private CanonicalOrder(MolGraph graph, long[] colors, boolean wantsAutomorphisms) {
        this.graph = graph;
        this.wantsAutomorphisms = wantsAutomorphisms;
        partition = new Partition(graph, colors);
        begin();
    }

    /** An object that labels many graphs in turn. */
    CanonicalOrder() {
        this(new MolGraph(0, 0), new long[0], false);
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
        CanonicalOrder search = new CanonicalOrder(graph, colors, true);
        int[] rank = Arrays.copyOf(search.search(), graph.atomCount);
        return new Labelling(rank, search.automorphisms, !search.exhausted);
    }

    /** Ranks 0..n-1 per atom, in an array that is valid until the next call and may be longer. */
    int[] rank(MolGraph of, long[] colors) {
        graph = of;
        partition.start(of, colors);
        begin();
        return search();
    }

    private void begin() {
        automorphisms.clear();
        bestTraceLength = 0;
        bestIsValid = false;
        savedInts = 0;
        orbitWork = 0;
        exhausted = false;
    }

    private int[] search() {
        if (partition.isDiscrete()) {
            return partition.rank;
        }
        easy.begin(graph, partition);
        easy.scatterLikeLeaves();
        if (!wantsAutomorphisms && isSettled()) {
            return partition.rank;
        }
        descend(0);
        return bestRank;
    }

    private boolean isSettled() {
        return easy.settlePairs() || easy.settleBranches() || easy.settlePairs();
    }

    /** Explores the subtree below the partition as it is; returns the depth to go back to. */
    private int descend(int depth) {
        int start = chooseCell();
        if (start < 0 || !wantsAutomorphisms && isSettled()) {
            return leaf(depth);
        }
        int n = graph.atomCount;
        if (depth >= MAX_DEPTH || savedInts > SAVED_INTS || work() > BUDGET) {
            return greedy(depth, start);
        }
        int[] rank = Arrays.copyOf(partition.rank, n);
        int[] order = Arrays.copyOf(partition.order, n);
        savedInts += 2L * n;
        int end = partition.cellEnd(start);
        int back = depth;
        for (int i = start; i < end; i++) {
            if (i > start) {
                if (overBudget() || isEquivalentToTried(order, start, i, depth)) {
                    continue;
                }
                partition.restore(rank, order);
            }
            pushPath(depth, order[i]);
            partition.individualize(order[i]);
            easy.scatterLikeLeaves();
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

    /** First cell with more than one atom. */
    private int chooseCell() {
        int n = graph.atomCount;
        for (int start = 0; start < n; start += partition.size[start]) {
            if (partition.size[start] > 1) {
                return start;
            }
        }
        return -1;
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

    private int leaf(int depth) {
        int n = graph.atomCount;
        int comparison = code.compareToBest(graph, partition, bestIsValid);
        if (comparison < 0) {
            bestIsValid = true;
            code.keepAsBest();
            bestRank = Arrays.copyOf(partition.rank, n);
            bestPath = Arrays.copyOf(path, depth);
            return depth - 1;
        }
        if (comparison > 0) {
            return depth - 1;
        }
        int[] image = new int[n];
        for (int i = 0; i < n; i++) {
            image[i] = partition.order[bestRank[i]];
        }
        automorphisms.add(image);
        int common = 0;
        while (common < depth && common < bestPath.length && path[common] == bestPath[common]) {
            common++;
        }
        return common;
    }

    /** Whether a known automorphism that keeps the path maps one of the atoms tried, order[from..i-1], onto order[i]. */
    private boolean isEquivalentToTried(int[] order, int from, int i, int depth) {
        if (automorphisms.isEmpty()) {
            return false;
        }
        Orbits orbits = new Orbits(graph.atomCount);
        orbitWork += graph.atomCount + 8L * automorphisms.size();
        for (int[] image : automorphisms) {
            if (fixesPath(image, depth)) {
                orbitWork += graph.atomCount;
                orbits.join(image);
            }
        }
        for (int j = from; j < i; j++) {
            if (orbits.find(order[j]) == orbits.find(order[i])) {
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
}
