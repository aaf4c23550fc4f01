package io.retort.chem.diversity;

import io.retort.core.UsageException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How similarities are distributed: those of all pairs of a set, or those of each row to its nearest neighbor. Exact for
 * sets up to a size, above it from a sample with confidence intervals of 95 %. The same for any number of threads.
 *
 * <p>The mean of {@link #pairwise} is the mean of the Tanimoto similarities of all pairs. It is not {@link ISim}, which
 * is a ratio of sums.
 *
 * @param population number of similarities that there are
 * @param count number of similarities that were computed; as many, or a sample of them
 * @param exact whether all were computed; else the estimates have intervals
 * @param mean arithmetic mean; NaN if there are none
 * @param standardDeviation of the similarities, in a sample with {@code count - 1}; NaN if there are none
 * @param quantiles at 1, 5, 25, 50, 75, 95 and 99 %; none if there are no similarities
 * @param bins {@value #BINS} bins of equal width from 0 to 1, each with its lower end and the last also with 1
 */
public record SimilarityDistribution(
        long population,
        long count,
        boolean exact,
        Estimate mean,
        double standardDeviation,
        List<Quantile> quantiles,
        List<Bin> bins) {
    /** Number of bins. */
    public static final int BINS = 100;

    /** Takes copies. */
    public SimilarityDistribution {
        quantiles = List.copyOf(quantiles);
        bins = List.copyOf(bins);
    }

    /**
     * A similarity that a share of the similarities does not exceed.
     *
     * @param share from 0 to 1
     * @param similarity the least such similarity
     */
    public record Quantile(double share, Estimate similarity) {}

    /**
     * A bin of the histogram.
     *
     * @param from lower end, in the bin
     * @param to upper end, not in the bin unless it is 1
     * @param count similarities in it, of those that were computed
     * @param share of all similarities
     */
    public record Bin(double from, double to, long count, Estimate share) {}

    /**
     * Similarities of all pairs of different rows. The sample is one of pairs, drawn with replacement.
     *
     * @param set the rows; fewer than two have no pairs
     * @param sampling up to which size all pairs are computed, which takes time that grows with its square
     * @param execution threads, cancel and progress
     * @return the distribution
     */
    public static SimilarityDistribution pairwise(FingerprintSet set, Sampling sampling, Execution execution) {
        long pairs = (long) set.size() * (set.size() - 1) / 2;
        boolean all = set.size() <= Math.max(1, sampling.exactRows());
        SimilarityCounts counts =
                all ? PairScan.all(set, execution) : PairScan.sample(set, sampling.draws(), sampling.seed(), execution);
        return new SimilaritySummary(counts, pairs, all ? 0 : 1).distribution();
    }

    /**
     * Similarities of each row to the other row that is most like it. The sample is one of rows, drawn without
     * replacement; each is compared with all others.
     *
     * @param set the rows; fewer than two have no neighbors
     * @param sampling up to which size all rows are searched for
     * @param execution threads, cancel and progress
     * @return the distribution
     */
    public static SimilarityDistribution nearest(FingerprintSet set, Sampling sampling, Execution execution) {
        if (set.size() < 2) {
            return new SimilaritySummary(new SimilarityCounts(0), 0, 0).distribution();
        }
        int[] rows = rows(set, sampling);
        FingerprintSet queries = queries(set, rows);
        List<List<Hit>> found = SimilaritySearch.over(set).search(queries, HitLimit.top(2), execution);
        SimilarityCounts counts = new SimilarityCounts(mostEither(set, set));
        for (int i = 0; i < rows.length; i++) {
            Hit first = found.get(i).get(0);
            Hit other = first.row() == rows[i] ? found.get(i).get(1) : first;
            add(set, rows[i], set, other.row(), counts);
        }
        return new SimilaritySummary(counts, set.size(), correction(rows.length, set.size())).distribution();
    }

    /**
     * Similarities of each row to the row of another set that is most like it, such as those of a library to the
     * approved drugs. The sample is one of rows of {@code set}, drawn without replacement.
     *
     * @param set the rows
     * @param against where the neighbors are, of the same length
     * @param sampling up to which size of {@code set} all its rows are searched for
     * @param execution threads, cancel and progress
     * @return the distribution
     * @throws UsageException if there is nothing in {@code against}, or the lengths differ
     */
    public static SimilarityDistribution nearest(
            FingerprintSet set, FingerprintSet against, Sampling sampling, Execution execution) {
        int[] rows = rows(set, sampling);
        List<Hit> found = SimilaritySearch.over(against).nearest(queries(set, rows), execution);
        SimilarityCounts counts = new SimilarityCounts(mostEither(set, against));
        for (int i = 0; i < rows.length; i++) {
            add(set, rows[i], against, found.get(i).row(), counts);
        }
        return new SimilaritySummary(counts, set.size(), correction(rows.length, set.size())).distribution();
    }

    private static int[] rows(FingerprintSet set, Sampling sampling) {
        boolean all = set.size() <= Math.max(sampling.exactRows(), sampling.draws());
        return all
                ? IntStream.range(0, set.size()).toArray()
                : RowSample.of(set.size(), sampling.draws(), sampling.seed());
    }

    private static FingerprintSet queries(FingerprintSet set, int[] rows) {
        return rows.length == set.size() ? set : set.rows(rows);
    }

    /** The standard error of a sample without replacement shrinks with what is left to draw. */
    private static double correction(int drawn, int population) {
        return drawn == population ? 0 : Math.sqrt((double) (population - drawn) / (population - 1));
    }

    private static int mostEither(FingerprintSet a, FingerprintSet b) {
        return Math.min(a.wordsPerRow() * Long.SIZE, a.mostBits() + b.mostBits());
    }

    private static void add(FingerprintSet a, int row, FingerprintSet b, int other, SimilarityCounts counts) {
        int length = a.wordsPerRow();
        int common = CommonBits.count(a.words(), row * length, b.words(), other * length, length);
        counts.add(common, a.bitCount(row) + b.bitCount(other) - common);
    }
}
