package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The sizer against batches whose cost is known: a fixed part and a part for each row, in nanoseconds. */
class AdaptiveSizerTest {
    private final AdaptiveSizer sizer = new AdaptiveSizer(BatchSize.adaptiveSize());

    /** Feeds batches of the size asked for; returns the sizes. */
    private static List<Integer> feed(AdaptiveSizer sizer, int batches, IntToDoubleFunction workNanos, double other) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            int rows = sizer.next();
            sizes.add(rows);
            sizer.observe(new BatchSizer.Cost(rows, (long) workNanos.applyAsDouble(rows), (long) other, false));
        }
        return sizes;
    }

    private static double costPerRow(int rows, IntToDoubleFunction workNanos, double other) {
        return (workNanos.applyAsDouble(rows) + other) / rows;
    }

    @Property(tries = 200)
    void anyLinearCost_endsWithinFivePercentOfThePlateau_orAtTheLatency(
            @ForAll @IntRange(min = 1, max = 5_000_000) int fixed,
            @ForAll @IntRange(min = 10, max = 5_000_000) int perRow) {
        AdaptiveSizer any = new AdaptiveSizer(BatchSize.adaptiveSize());
        IntToDoubleFunction work = n -> (double) perRow * n;
        feed(any, 20_000, work, fixed);
        int size = any.next();

        double best = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= 262_144; n *= 2) {
            if (work.applyAsDouble(n) <= AdaptiveSizer.LATENCY_NANOS) {
                best = Math.min(best, costPerRow(n, work, fixed));
            }
        }
        boolean atLatency = work.applyAsDouble(2 * size) > AdaptiveSizer.LATENCY_NANOS;
        assertThat(atLatency || costPerRow(size, work, fixed) <= 1.05 * best)
                .as("size %d, fixed %d, per row %d", size, fixed, perRow)
                .isTrue();
        assertThat(work.applyAsDouble(size)).isLessThanOrEqualTo(Math.max(1.5 * AdaptiveSizer.LONGEST_NANOS, perRow));
    }

    @Test
    void steadyRows_sizeComesToRest() {
        feed(sizer, 5000, n -> 20_000.0 * n, 100_000);

        assertThat(feed(sizer, 5000, n -> 20_000.0 * n, 100_000).stream().distinct())
                .hasSize(1);
    }

    @Test
    void noisyRows_sizeComesToRest() {
        Random random = new Random(7);
        IntToDoubleFunction noisy = n -> 20_000.0 * n * (0.7 + 0.6 * random.nextDouble());
        feed(sizer, 5000, noisy, 100_000);

        assertThat(feed(sizer, 20_000, noisy, 100_000).stream().distinct()).hasSize(1);
    }

    @Test
    void mildOverload_whereEverythingSlowsDown_doesNotGrow() {
        feed(sizer, 3000, n -> 20_000.0 * n, 100_000);
        int before = sizer.next();

        double slower = 1;
        for (int i = 0; i < 400; i++) {
            slower *= 1.01;
            double factor = slower;
            feed(sizer, 50, n -> 20_000.0 * n * factor, 100_000 * factor);
        }

        assertThat(sizer.next()).isLessThanOrEqualTo(2 * before);
        assertThat(sizer.next() * 20_000.0 * slower).isLessThanOrEqualTo(1.5 * AdaptiveSizer.LATENCY_NANOS);
    }

    @Test
    void trouble_halvesAtOnce_andGrowsBack() {
        feed(sizer, 3000, n -> 10_000.0 * n, 3_000_000);
        int before = sizer.next();
        sizer.observe(new BatchSizer.Cost(before, 1_000_000, 0, true));

        assertThat(sizer.next()).isEqualTo(before / 2);
        sizer.observe(new BatchSizer.Cost(before / 2, 1_000_000, 0, true));
        assertThat(sizer.next()).isEqualTo(before / 4);

        feed(sizer, 5000, n -> 10_000.0 * n, 3_000_000);
        assertThat(sizer.next()).isGreaterThanOrEqualTo(before / 2);
    }

    @Test
    void troubleAtASize_isNotRepeatedSoon() {
        feed(sizer, 3000, n -> 10_000.0 * n, 3_000_000);
        int most = sizer.next();
        int troubles = 0;
        for (int i = 0; i < 2000; i++) {
            int rows = sizer.next();
            boolean trouble = rows >= most;
            troubles += trouble ? 1 : 0;
            sizer.observe(new BatchSizer.Cost(rows, 10_000L * rows, 3_000_000, trouble));
        }

        assertThat(troubles).isBetween(1, 20);
    }

    @Test
    void costlyRows_batchKeepsToTheLatency() {
        feed(sizer, 200, n -> 50e6 * n, 10_000);

        assertThat(sizer.next()).isBetween(1, 3);
    }

    @Test
    void rowsThatBecomeCheap_sizeGrows() {
        feed(sizer, 500, n -> 10e6 * n, 100_000);
        int small = sizer.next();
        feed(sizer, 5000, n -> 5_000.0 * n, 100_000);

        assertThat(small).isLessThanOrEqualTo(15);
        assertThat(sizer.next()).isGreaterThan(200);
    }

    @Test
    void remoteCall_thatCostsMuchWhateverItCarries_mayTakeLonger() {
        IntToDoubleFunction call = n -> 20e6 + 2000.0 * n;
        List<Integer> sizes = feed(sizer, 60, call, 0);

        assertThat(costPerRow(sizes.get(59), call, 0)).isLessThan(1.1 * 2000);
        assertThat(call.applyAsDouble(sizes.get(59))).isLessThanOrEqualTo(AdaptiveSizer.LONGEST_NANOS);
        assertThat(sizes.indexOf(sizes.get(59)))
                .as("batches until it was found")
                .isLessThan(30);
    }

    @Test
    void inputThatNeverGivesTheSize_endsTheSearch() {
        for (int i = 0; i < 100; i++) {
            sizer.observe(new BatchSizer.Cost(7, 1_000_000, 0, false));
        }

        assertThat(sizer.exploring()).isFalse();
    }

    @Test
    void bounds_areKept() {
        AdaptiveSizer bounded = new AdaptiveSizer(new BatchSize(true, 100, 50, 300));

        assertThat(feed(bounded, 3000, n -> 1000.0 * n, 1e7)).allMatch(n -> n >= 50 && n <= 300);
        assertThat(feed(bounded, 300, n -> 1e9 * n, 1e7)).allMatch(n -> n >= 50 && n <= 300);
    }
}
