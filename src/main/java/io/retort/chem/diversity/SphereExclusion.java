package io.retort.chem.diversity;

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

    private final SimilarRows leaders;
    private final int[] leaderOf;

    private SphereExclusion(FingerprintSet set, double similarity) {
        leaders = new SimilarRows(set, similarity);
        leaderOf = new int[set.size()];
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
            for (int row = start + from; row < start + to; row++) {
                leaderOf[row] = leaders.next(row, 0, leaders.size());
            }
        });
    }

    /** Takes the leaders within a block, in the order of its rows. */
    private void takeLeaders(int from, int to) {
        int known = leaders.size();
        for (int row = from; row < to; row++) {
            if (leaderOf[row] < 0) {
                leaderOf[row] = leaders.next(row, known, leaders.size());
            }
            if (leaderOf[row] < 0) {
                leaderOf[row] = leaders.size();
                leaders.add(row);
            }
        }
    }

    private Clusters clusters() {
        int[] representatives = new int[leaders.size()];
        for (int i = 0; i < representatives.length; i++) {
            representatives[i] = leaders.row(i);
        }
        return new Clusters(leaderOf, representatives);
    }
}
