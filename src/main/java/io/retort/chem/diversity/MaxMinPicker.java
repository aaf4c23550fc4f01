package io.retort.chem.diversity;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Picks rows that are far from each other: each next pick is the row whose nearest pick is farthest, of equally far ones
 * the first in the set. Distance is 1 - Tanimoto similarity.
 *
 * <p>The distance from the nearest pick can only shrink as picks are added, so an old value is an upper bound. Rows wait
 * in a heap by that bound, and only those at its top are compared with the picks that came since: most pairs are never
 * looked at. The picks are those of the full search, and the same for every number of workers.
 *
 * <p>With the same seed, or the same first picks, the picks equal those of RDKit's {@code LazyBitVectorPick}.
 *
 * <p><b>Source</b>: ashton2002 in {@code docs/references.bib}; the lazy bounds by way of minoux1978.
 */
public final class MaxMinPicker {
    private static final int LEAST_ROWS = 2048;

    private final MaxMinOptions options;
    private final Execution execution;
    private final MaxMinShard[] shards;
    private final int[] farthest;
    private final boolean[] picked;
    private final int[] rows;
    private final double[] distances;
    private final AtomicLong reached = new AtomicLong();
    private int count;

    private MaxMinPicker(FingerprintSet set, MaxMinOptions options, Execution execution) {
        this.options = options;
        this.execution = execution;
        int size = set.size();
        shards = new MaxMinShard[Math.max(1, Math.min(execution.workers(), size / LEAST_ROWS))];
        for (int i = 0; i < shards.length; i++) {
            int from = (int) ((long) size * i / shards.length);
            int to = (int) ((long) size * (i + 1) / shards.length);
            shards[i] = new MaxMinShard(set, from, to, execution.cancel());
        }
        farthest = new int[shards.length];
        picked = new boolean[size];
        rows = new int[Math.min(options.count(), size)];
        distances = new double[rows.length];
    }

    /**
     * Picks.
     *
     * @param set the rows to pick from
     * @param options how many rows, and from where
     * @param execution threads, cancel and progress
     * @return at most as many picks as asked for, and as there are rows; distances never grow from the first that was
     *     looked for
     * @throws IllegalArgumentException if a first pick is no row, or is there twice, or if there are more than
     *     {@code count}
     */
    public static Picks pick(FingerprintSet set, MaxMinOptions options, Execution execution) {
        if (options.firstPicks().size() > options.count()) {
            throw new IllegalArgumentException(
                    "firstPicks: got " + options.firstPicks().size() + " rows for " + options.count()
                            + " picks in all; accepted are at most as many");
        }
        MaxMinPicker picker = new MaxMinPicker(set, options, execution);
        if (picker.rows.length > 0) {
            List<Integer> first = options.firstPicks();
            picker.begin(first.isEmpty() ? List.of(FirstPick.row(options.seed(), set.size())) : first);
            picker.run();
        }
        return new Picks(Arrays.copyOf(picker.rows, picker.count), Arrays.copyOf(picker.distances, picker.count));
    }

    private void begin(List<Integer> first) {
        for (int row : first) {
            if (row < 0 || row >= picked.length || picked[row]) {
                throw new IllegalArgumentException("firstPicks: got row " + row
                        + "; accepted are different rows from 0 to " + (picked.length - 1));
            }
            picked[row] = true;
            add(row, 1);
        }
    }

    private void add(int row, double distance) {
        rows[count] = row;
        distances[count++] = distance;
    }

    private void run() {
        if (count == rows.length) {
            return;
        }
        Phaser rounds = new Phaser(shards.length) {
            @Override
            protected boolean onAdvance(int round, int parties) {
                return parties == 0 || !advance();
            }
        };
        Execution threads = new Execution(shards.length, execution.cancel(), share -> {});
        RowRanges.forEach(shards.length, 1, threads, (shard, next) -> work(shard, rounds));
    }

    /** Rounds of one part: each ends when all parts have looked for their farthest row. */
    private void work(int shard, Phaser rounds) {
        boolean ended = false;
        try {
            shards[shard].fill(picked, rows[0]);
            do {
                farthest[shard] = shards[shard].farthest(rows, count, reached);
                if (shard == 0) {
                    execution.progress().accept((double) count / rows.length);
                }
            } while (rounds.arriveAndAwaitAdvance() >= 0);
            ended = true;
        } finally {
            if (!ended) {
                rounds.forceTermination();
            }
        }
    }

    /** Takes the best row of all parts. Called between rounds, while all parts wait. */
    private boolean advance() {
        int best = -1;
        for (int i = 0; i < shards.length; i++) {
            if (farthest[i] >= 0 && (best < 0 || distance(i) > distance(best))) {
                best = i;
            }
        }
        if (best < 0 || distance(best) <= options.minDistance()) {
            return false;
        }
        add(farthest[best], distance(best));
        shards[best].removeTop();
        reached.set(0);
        return count < rows.length;
    }

    private double distance(int shard) {
        return shards[shard].distance(farthest[shard]);
    }
}
