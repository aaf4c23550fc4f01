package io.retort.chem.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Counts the similarities of pairs of different rows: of all pairs, or of a sample drawn with replacement. */
final class PairScan {
    private static final int DRAWS_AT_ONCE = 8192;

    private final FingerprintSet set;
    private final int mostBits;
    private final List<SimilarityCounts> counters = new ArrayList<>();

    private PairScan(FingerprintSet set) {
        this.set = set;
        mostBits = Math.min(set.wordsPerRow() * Long.SIZE, 2 * set.mostBits());
    }

    /** Of all pairs. A block of rows stays in the cache while all rows before it pass by. */
    static SimilarityCounts all(FingerprintSet set, Execution execution) {
        PairScan scan = new PairScan(set);
        RowRanges.forEach(set.size(), TanimotoKernel.LANES, execution, () -> {
            TanimotoKernel kernel = TanimotoKernel.best();
            TanimotoKernel.RowBlock block = TanimotoKernel.RowBlock.ofLength(set.wordsPerRow());
            SimilarityCounts counts = scan.counter();
            return (start, end) -> {
                block.fill(set.words(), start * set.wordsPerRow(), end - start);
                scan.block(start, end, block, kernel, counts);
            };
        });
        return scan.total();
    }

    private void block(
            int start, int end, TanimotoKernel.RowBlock block, TanimotoKernel kernel, SimilarityCounts counts) {
        int[] bits = new int[TanimotoKernel.LANES];
        for (int row = start; row < end; row++) {
            bits[row - start] = set.bitCount(row);
        }
        long[] common = new long[TanimotoKernel.LANES];
        for (int row = 0; row < end - 1; row++) {
            kernel.common(block, set.words(), row * set.wordsPerRow(), common);
            int sum = set.bitCount(row);
            for (int lane = Math.max(0, row + 1 - start); lane < end - start; lane++) {
                int both = (int) common[lane];
                counts.add(both, sum + bits[lane] - both);
            }
        }
    }

    /** Of pairs that are drawn at random, each time from all. */
    static SimilarityCounts sample(FingerprintSet set, int draws, long seed, Execution execution) {
        PairScan scan = new PairScan(set);
        long base = new SplittableRandom(seed).nextLong();
        RowRanges.forEach(draws, DRAWS_AT_ONCE, execution, () -> {
            SimilarityCounts counts = scan.counter();
            return (start, end) -> scan.draw(end - start, new SplittableRandom(base + start), counts);
        });
        return scan.total();
    }

    private void draw(int draws, SplittableRandom random, SimilarityCounts counts) {
        for (int draw = 0; draw < draws; draw++) {
            int first = random.nextInt(set.size());
            int second = random.nextInt(set.size() - 1);
            second += second >= first ? 1 : 0;
            int common = CommonBits.count(set, first, second);
            counts.add(common, set.bitCount(first) + set.bitCount(second) - common);
        }
    }

    /** A counter for a thread. */
    private synchronized SimilarityCounts counter() {
        SimilarityCounts counts = new SimilarityCounts(mostBits);
        counters.add(counts);
        return counts;
    }

    private synchronized SimilarityCounts total() {
        SimilarityCounts total = new SimilarityCounts(mostBits);
        counters.forEach(total::add);
        return total;
    }
}
