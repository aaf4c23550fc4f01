package io.retort.chem.diversity;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Exact search for fingerprints that are like a query by Tanimoto similarity. Rows are ruled out in bulk by their number
 * of bits and one by one by a sketch of a fraction of their length; what is left is compared in full. Nothing is
 * approximate: the hits are those of a comparison with each row, and they do not depend on the number of threads. Safe
 * for use by many threads.
 *
 * <p>Two fingerprints without bits have a similarity of 1. Among rows of equal similarity the first row comes first.
 *
 * <p>Source: {@code swamidass2007}.
 */
public final class SimilaritySearch {
    private static final int QUERIES_AT_ONCE = 4;

    private final SortedFingerprints rows;

    SimilaritySearch(SortedFingerprints rows) {
        this.rows = rows;
    }

    /**
     * Prepares to search fingerprints in memory. Takes 72 bytes a row beside them where rows have 33 to 64 bits on
     * average, and time linear in the number of rows.
     *
     * @param targets to be searched, shared
     * @return the search
     * @throws io.retort.core.ResourceException if there are too many for one array
     */
    public static SimilaritySearch over(FingerprintSet targets) {
        return new SimilaritySearch(SortedFingerprints.of(targets));
    }

    /**
     * Prepares to search fingerprints in a file, which may be larger than memory.
     *
     * @param targets to be searched
     * @return the search
     */
    public static SimilaritySearch over(FingerprintFile targets) {
        return new SimilaritySearch(targets.rows());
    }

    /**
     * Tells which inner loop runs in this process: {@code plain}, or {@code vectors of 512 bits} and the like on JDK 25
     * and later where the process was started with {@code --add-modules jdk.incubator.vector}. Results do not depend on
     * it.
     *
     * @return its name
     */
    public static String kernel() {
        return TanimotoKernel.best().name();
    }

    /**
     * Counts what is searched.
     *
     * @return number of rows
     */
    public int size() {
        return rows.size();
    }

    /**
     * Finds the rows that are most like a query.
     *
     * @param query words of a fingerprint, as {@link FingerprintSet} packs them
     * @param count how many are wanted, 0 or more; all if there are fewer
     * @return the most similar first
     * @throws UsageException if the query has another length than the rows, or for a negative count
     */
    public List<Hit> top(long[] query, int count) {
        return search(query, HitLimit.top(count), new CancelToken());
    }

    /**
     * Finds all rows that are enough like a query.
     *
     * @param query words of a fingerprint, as {@link FingerprintSet} packs them
     * @param similarity least Tanimoto similarity, from 0 to 1
     * @return the most similar first
     * @throws UsageException if the query has another length than the rows, or for a similarity out of range
     */
    public List<Hit> within(long[] query, double similarity) {
        return search(query, HitLimit.within(similarity), new CancelToken());
    }

    /**
     * Searches with one query, in the calling thread.
     *
     * @param query words of a fingerprint, as {@link FingerprintSet} packs them
     * @param limit which rows are wanted
     * @param cancel ends the search with a {@link java.util.concurrent.CancellationException}
     * @return the most similar first
     * @throws UsageException if the query has another length than the rows
     */
    public List<Hit> search(long[] query, HitLimit limit, CancelToken cancel) {
        checkLength(query.length);
        cancel.throwIfCancelled();
        return new QueryScan(rows, cancel).search(query, 0, limit);
    }

    /**
     * Searches with many queries, shared out among threads.
     *
     * @param queries fingerprints of the same length
     * @param limit which rows are wanted for each
     * @param execution threads, cancel and progress
     * @return for each query in order its hits, the most similar first
     * @throws UsageException if the queries have another length than the rows
     */
    public List<List<Hit>> search(FingerprintSet queries, HitLimit limit, Execution execution) {
        checkLength(queries.wordsPerRow());
        List<List<Hit>> hits = new ArrayList<>(Collections.nCopies(queries.size(), List.of()));
        RowRanges.forEach(queries.size(), QUERIES_AT_ONCE, execution, () -> {
            QueryScan scan = new QueryScan(rows, execution.cancel());
            return (start, end) -> {
                for (int query = start; query < end; query++) {
                    hits.set(query, scan.search(queries.words(), query * queries.wordsPerRow(), limit));
                }
            };
        });
        return hits;
    }

    /**
     * Finds the most similar row for each query, such as the approved drug that is most like each molecule of a library.
     *
     * @param queries fingerprints of the same length
     * @param execution threads, cancel and progress
     * @return a hit for each query, in order
     * @throws UsageException if there are no rows to search, or the queries have another length than the rows
     */
    public List<Hit> nearest(FingerprintSet queries, Execution execution) {
        if (rows.size() == 0) {
            throw new UsageException("search: there are no fingerprints to find a nearest one among.");
        }
        return search(queries, HitLimit.top(1), execution).stream()
                .map(found -> found.get(0))
                .toList();
    }

    /**
     * Finds for each fingerprint of a set the one that is most like it among the others.
     *
     * @param set two rows or more
     * @param execution threads, cancel and progress
     * @return a hit for each row, in order, that is never the row itself
     * @throws UsageException if there are fewer than two rows
     */
    public static List<Hit> nearestOthers(FingerprintSet set, Execution execution) {
        if (set.size() < 2) {
            throw new UsageException(
                    "search: a nearest neighbor takes two fingerprints or more; there are " + set.size() + ".");
        }
        List<List<Hit>> two = over(set).search(set, HitLimit.top(2), execution);
        List<Hit> nearest = new ArrayList<>(set.size());
        for (int row = 0; row < set.size(); row++) {
            Hit first = two.get(row).get(0);
            nearest.add(first.row() == row ? two.get(row).get(1) : first);
        }
        return nearest;
    }

    private void checkLength(int words) {
        if (words != rows.wordsPerRow()) {
            throw new UsageException(
                    "search: the query has " + words + " words of 64 bits and the searched fingerprints "
                            + rows.wordsPerRow() + "; both must be of one kind.");
        }
    }
}
