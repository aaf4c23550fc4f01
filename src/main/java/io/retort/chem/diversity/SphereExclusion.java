package io.retort.chem.diversity;

import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Picks leaders in the order of the rows: a row becomes a leader unless it is similar to a leader before it. So leaders are
 * less similar to each other than the threshold, and each other row is similar to a leader.
 *
 * <p>Equal to RDKit's {@code LeaderPicker}, up to similarities that are the threshold exactly: RDKit compares
 * {@code 1 - similarity} with a distance, where rounding decides.
 *
 * <p><b>Source</b>: hudson1996 in {@code docs/references.bib}, with rows taken in their order.
 */
public final class SphereExclusion {
    private static final int BLOCK = 512;
    private static final int STEP = 64;

    private final PrefixIndex index;
    private final PrefixIndex.Probe adding;
    private final Queue<PrefixIndex.Probe> probes = new ConcurrentLinkedQueue<>();
    private final int[] leaderOf;
    private final int[] leaders;
    private int count;

    private SphereExclusion(FingerprintSet set, double similarity) {
        index = new PrefixIndex(set, similarity);
        adding = index.probe();
        leaderOf = new int[set.size()];
        leaders = new int[set.size()];
    }

    /**
     * Picks leaders.
     *
     * @param set the rows
     * @param similarity Tanimoto similarity from which on a leader covers a row, above 0, at most 1
     * @param execution threads, cancel and progress
     * @return a cluster for each leader, in the order of the rows, with the rows that it is the first leader to cover
     */
    public static Clusters pick(FingerprintSet set, double similarity, Execution execution) {
        SphereExclusion spheres = new SphereExclusion(set, similarity);
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        for (int from = 0; from < set.size(); from += BLOCK) {
            int to = Math.min(set.size(), from + BLOCK);
            spheres.lookForLeaders(from, to, quiet);
            spheres.takeLeaders(from, to);
            execution.progress().accept((double) to / set.size());
        }
        return spheres.clusters();
    }

    /** Compares a block of rows with the leaders before it. */
    private void lookForLeaders(int start, int end, Execution execution) {
        RowRanges.forEach(end - start, STEP, execution, (from, to) -> {
            PrefixIndex.Probe known = probes.poll();
            PrefixIndex.Probe probe = known == null ? index.probe() : known;
            for (int row = start + from; row < start + to; row++) {
                leaderOf[row] = probe.first(row);
            }
            probes.add(probe);
        });
    }

    /** Takes the leaders within a block, in the order of its rows. */
    private void takeLeaders(int from, int to) {
        int known = count;
        for (int row = from; row < to; row++) {
            for (int i = known; i < count && leaderOf[row] < 0; i++) {
                leaderOf[row] = index.isSimilar(row, leaders[i]) ? leaders[i] : -1;
            }
            if (leaderOf[row] < 0) {
                leaderOf[row] = row;
                leaders[count++] = row;
            }
        }
        for (int i = known; i < count; i++) {
            index.add(leaders[i], adding);
        }
    }

    private Clusters clusters() {
        int[] place = new int[leaderOf.length];
        for (int i = 0; i < count; i++) {
            place[leaders[i]] = i;
        }
        int[] clusterOf = Arrays.stream(leaderOf).map(leader -> place[leader]).toArray();
        return new Clusters(clusterOf, Arrays.copyOf(leaders, count));
    }
}
