package io.retort.chem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An ordered partition of a graph's atoms, refined until atoms of one cell see the same neighborhood and, where it can
 * be told, the same stereo arrangement. The rank of an atom is the place of its cell's first atom. Every choice depends
 * on ranks only, so the result does not depend on input order (color refinement; McKay and Piperno, J. Symb. Comput.
 * 2014, 60, 94). One object serves many graphs in turn; its arrays may be longer than the graph at hand.
 */
final class Partition {
    private static final int LAST_STAMP = 1 << 30;

    /** {@link #mix} of small numbers. */
    private static final long[] MIXED =
            LongStream.range(0, 1024).map(Partition::mix).toArray();

    private MolGraph graph;
    private int n;
    int[] rank = {};
    /** The atom at each place. */
    int[] order = {};
    /** How many atoms the cell has that starts at a place; of no meaning at other places. */
    int[] size = {};
    /** What tells the places of a cell apart in the next split. */
    private long[] key = {};

    private final SortedPlaces sort = new SortedPlaces();
    private final int[] bucket = new int[AtomColors.BUCKETS];
    private long[] stereoKey = {};
    /** Color of the bond at each slot of the graph's neighbor lists. */
    int[] color = {};

    private int cells;
    private int[] mark = {};
    private int stamp;
    private int[] queue = {};
    private int queued;
    private int[] changed = {};
    private int changedCount;
    private long work;

    Partition(MolGraph graph, long[] colors) {
        this.graph = graph;
        start(graph, colors);
    }

    /** Begins anew with another graph and refines. */
    void start(MolGraph of, long[] colors) {
        graph = of;
        n = of.atomCount;
        work = 0;
        reserve();
        if (stamp > LAST_STAMP) {
            stamp = 0;
            Arrays.fill(mark, 0);
        }
        for (int k = 0; k < 2 * of.bondCount; k++) {
            color[k] = of.color(k);
        }
        arrange(colors);
        cells = 0;
        queued = 0;
        changedCount = 0;
        if (n == 0) {
            return;
        }
        cells = 1;
        split(0, n);
        changedCount = 0;
        for (int start = 0; start < n; start += size[start]) {
            if (size[start] > 1) {
                queue[queued++] = start;
            }
        }
        refine();
    }

    /** Takes the atoms in rough order of color, which leaves little to sort. */
    private void arrange(long[] colors) {
        Arrays.fill(bucket, 0);
        for (int i = 0; i < n; i++) {
            bucket[AtomColors.bucket(colors[i])]++;
        }
        int sum = 0;
        for (int b = 0; b < bucket.length; b++) {
            int count = bucket[b];
            bucket[b] = sum;
            sum += count;
        }
        for (int i = 0; i < n; i++) {
            int to = bucket[AtomColors.bucket(colors[i])]++;
            order[to] = i;
            key[to] = colors[i];
        }
    }

    private void reserve() {
        if (rank.length < n) {
            rank = new int[n];
            order = new int[n];
            size = new int[n];
            key = new long[n];
            stereoKey = new long[n];
            mark = new int[n];
            queue = new int[n];
            changed = new int[n];
            stamp = 0;
        }
        if (color.length < 2 * graph.bondCount) {
            color = new int[2 * graph.bondCount];
        }
    }

    int cells() {
        return cells;
    }

    boolean isDiscrete() {
        return cells == n;
    }

    /** Atoms looked at so far, a measure of the work done. */
    long work() {
        return work;
    }

    /** End (exclusive) of the cell that starts at a place. */
    int cellEnd(int start) {
        return start + size[start];
    }

    /** Goes back to an earlier state, of which ranks and order were kept. */
    void restore(int[] savedRank, int[] savedOrder) {
        System.arraycopy(savedRank, 0, rank, 0, n);
        System.arraycopy(savedOrder, 0, order, 0, n);
        cells = 0;
        for (int start = 0; start < n; start += size[start]) {
            int end = start + 1;
            while (end < n && rank[order[end]] == start) {
                end++;
            }
            size[start] = end - start;
            cells++;
        }
    }

    /** Puts one atom before the others of its cell and refines. */
    void individualize(int atom) {
        int start = rank[atom];
        int end = cellEnd(start);
        for (int i = start; i < end; i++) {
            key[i] = order[i] == atom ? 0 : 1;
        }
        split(start, end);
        queueTouched();
        refine();
    }

    /** Makes every atom of a cell a cell of its own where nothing else depends on their order. */
    void scatter(int start) {
        int end = cellEnd(start);
        cells += size[start] - 1;
        for (int i = start; i < end; i++) {
            rank[order[i]] = i;
            size[i] = 1;
        }
    }

    /** Queues the cells next to the atoms whose rank changed in the last pass. */
    private void queueTouched() {
        queued = 0;
        stamp++;
        for (int c = 0; c < changedCount; c++) {
            int atom = changed[c];
            for (int k = graph.first[atom]; k < graph.first[atom + 1]; k++) {
                int cell = rank[graph.neighbor[k]];
                if (mark[cell] != stamp && size[cell] > 1) {
                    mark[cell] = stamp;
                    queue[queued++] = cell;
                }
            }
        }
        changedCount = 0;
    }

    private void refine() {
        do {
            refineNeighborhoods();
        } while (cells < n && refineStereo());
    }

    /** In rounds: all keys of a round are made with the ranks as they were before it. */
    private void refineNeighborhoods() {
        while (queued > 0 && cells < n) {
            for (int c = 0; c < queued; c++) {
                int start = queue[c];
                int end = start + size[start];
                work += end - start;
                for (int i = start; i < end; i++) {
                    key[i] = neighborhood(order[i]);
                }
            }
            for (int c = 0; c < queued; c++) {
                int start = queue[c];
                split(start, start + size[start]);
            }
            queueTouched();
        }
        queued = 0;
    }

    private long neighborhood(int atom) {
        long sum = 0;
        if (n <= MIXED.length / 8) {
            for (int k = graph.first[atom], end = graph.first[atom + 1]; k < end; k++) {
                sum += MIXED[rank[graph.neighbor[k]] * 8 + color[k]];
            }
            return sum;
        }
        for (int k = graph.first[atom], end = graph.first[atom + 1]; k < end; k++) {
            sum += mix(rank[graph.neighbor[k]] * 8L + color[k]);
        }
        return sum;
    }

    private boolean refineStereo() {
        List<StereoUnit> units = graph.stereo;
        if (units.isEmpty()) {
            return false;
        }
        Arrays.fill(stereoKey, 0, n, 0);
        for (int u = 0; u < units.size(); u++) {
            StereoUnit unit = units.get(u);
            long code = mix(unit.code(graph, rank) + 11);
            stereoKey[unit.a()] += code;
            if (unit.b() != unit.a()) {
                stereoKey[unit.b()] += code;
            }
        }
        work += units.size();
        int before = cells;
        for (int start = 0; start < n; ) {
            int end = start + size[start];
            if (end - start > 1) {
                for (int i = start; i < end; i++) {
                    key[i] = stereoKey[order[i]];
                }
                split(start, end);
            }
            start = end;
        }
        queueTouched();
        return cells > before;
    }

    /** Splits the places start..end by key and notes the atoms whose rank changed. */
    private void split(int start, int end) {
        sort.sort(key, order, start, end);
        int from = start;
        for (int i = start + 1; i < end; i++) {
            if (key[i] != key[i - 1]) {
                size[from] = i - from;
                from = i;
                cells++;
            }
            rank[order[i]] = from;
            if (from > start) {
                changed[changedCount++] = order[i];
            }
        }
        rank[order[start]] = start;
        size[from] = end - from;
    }

    /** A number that is the same for every order of the input and differs, all but surely, for partitions that do. */
    long fingerprint() {
        long sum = cells;
        for (int i = 0; i < n; i++) {
            sum += mix(mix(rank[i]) + neighborhood(i));
        }
        for (int u = 0; u < graph.stereo.size(); u++) {
            StereoUnit unit = graph.stereo.get(u);
            long ends = mix(rank[unit.a()] + 1_000_003L) + mix(rank[unit.b()] + 1_000_003L);
            sum += mix(ends + unit.code(graph, rank));
        }
        work += n;
        return sum;
    }

    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
