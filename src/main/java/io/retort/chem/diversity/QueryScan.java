package io.retort.chem.diversity;

import io.retort.core.CancelToken;
import java.util.List;

/**
 * Searches sorted fingerprints with one query after the other; for one thread.
 *
 * <p>Rows with {@code b} bits have a Tanimoto similarity of at most {@code min(a, b) / max(a, b)} to a query with
 * {@code a} bits. So the scan begins with the rows that have as many bits as the query, goes outwards, and ends where
 * that bound is below what is wanted. Within rows of one number of bits the wanted similarity is a number of common
 * bits, for which the sketches have an upper bound.
 *
 * <p>Source: {@code swamidass2007}, section 3, for the bound and the order.
 */
final class QueryScan {
    private static final int BLOCKS_BETWEEN_CHECKS = 1024;

    private final SortedFingerprints rows;
    private final TanimotoKernel kernel = TanimotoKernel.best();
    private final Sketch sketch;
    private final long[] sketchOfQuery;
    private final long[] common = new long[TanimotoKernel.LANES];
    private final WordStore.Window block;
    private final WordStore.Window row;
    private final CancelToken cancel;

    private long[] query = {};
    private int from;
    private int queryBits;
    private int queryLoss;
    private BestHits best = new BestHits(0, 0);
    private int needed;
    private int neededBits;
    private double neededThreshold;

    QueryScan(SortedFingerprints rows, CancelToken cancel) {
        this.rows = rows;
        this.cancel = cancel;
        sketch = new Sketch(rows.sketchWords(), rows.wordsPerRow());
        sketchOfQuery = new long[rows.sketchWords()];
        block = new WordStore.Window(rows.blockLength());
        row = new WordStore.Window(rows.wordsPerRow());
    }

    /**
     * Searches.
     *
     * @param queries holds the query
     * @param first its first word
     * @param limit what is wanted
     * @return the best first
     */
    List<Hit> search(long[] queries, int first, HitLimit limit) {
        query = queries;
        from = first;
        queryBits = 0;
        for (int i = 0; i < rows.wordsPerRow(); i++) {
            queryBits += Long.bitCount(query[from + i]);
        }
        queryLoss = queryBits - sketch.fold(query, from, sketchOfQuery);
        best = new BestHits(Math.min(limit.count(), rows.size()), limit.similarity());
        neededBits = -1;
        int low = Math.min(queryBits, rows.mostBits());
        int high = low + 1;
        while (low >= 0 || high <= rows.mostBits()) {
            boolean down = high > rows.mostBits() || (low >= 0 && bound(low) >= bound(high));
            int bits = down ? low-- : high++;
            if (bound(bits) < best.threshold()) {
                break;
            }
            scan(bits);
        }
        return best.best();
    }

    private double bound(int bits) {
        return CommonBits.tanimoto(Math.min(queryBits, bits), queryBits + bits);
    }

    /** All rows with so many bits. */
    private void scan(int bits) {
        int start = rows.starts()[bits];
        int end = rows.starts()[bits + 1];
        for (int place = start; place < end; ) {
            int number = place / TanimotoKernel.LANES;
            int next = (int) Math.min(end, (number + 1L) * TanimotoKernel.LANES);
            if (number % BLOCKS_BETWEEN_CHECKS == 0) {
                cancel.throwIfCancelled();
            }
            scan(bits, number, place, next);
            place = next;
        }
    }

    private void scan(int bits, int number, int start, int end) {
        rows.blocks().show((long) number * rows.blockLength(), rows.blockLength(), block);
        kernel.common(new TanimotoKernel.RowBlock(block.words, block.at, rows.sketchWords()), sketchOfQuery, 0, common);
        if (bits != neededBits || best.threshold() != neededThreshold) {
            setNeeded(bits);
        }
        // A row that shares too little whatever it lost is ruled out without a look at its loss.
        if (!kernel.anyAtLeast(common, needed - queryLoss)) {
            return;
        }
        int facts = block.at + rows.sketchWords() * TanimotoKernel.LANES;
        for (int place = start; place < end; place++) {
            int lane = place % TanimotoKernel.LANES;
            if (common[lane] < needed - queryLoss) {
                continue;
            }
            long fact = block.words[facts + lane];
            int loss = bits - (int) (fact >>> Integer.SIZE);
            if ((int) common[lane] + Math.min(loss, queryLoss) >= needed) {
                verify(bits, place, (int) fact);
                setNeeded(bits);
            }
        }
    }

    private void verify(int bits, int place, int number) {
        long position = rows.wordsByPlace() ? place : number;
        rows.words().show(position * rows.wordsPerRow(), rows.wordsPerRow(), row);
        int exact = CommonBits.count(query, from, row.words, row.at, rows.wordsPerRow());
        double similarity = CommonBits.tanimoto(exact, queryBits + bits);
        if (similarity >= best.threshold()) {
            best.offer(number, similarity);
        }
    }

    /** How many bits a row with so many bits must share to be wanted; decided by the division that gives similarities. */
    private void setNeeded(int bits) {
        double threshold = best.threshold();
        int sum = queryBits + bits;
        int most = Math.min(queryBits, bits);
        int least = (int) Math.min(most, Math.max(0, threshold * sum / (1 + threshold) - 1));
        while (least <= most && CommonBits.tanimoto(least, sum) < threshold) {
            least++;
        }
        needed = least;
        neededBits = bits;
        neededThreshold = threshold;
    }
}
