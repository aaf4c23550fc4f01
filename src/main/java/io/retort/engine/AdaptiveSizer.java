package io.retort.engine;

/**
 * Finds the smallest batch that is as fast as any. It climbs: from the initial size to the double and so on, as long as
 * the cost of a row, measured over enough batches of a size, falls by more than {@link #GAIN}. From two sizes it knows
 * what a batch costs whatever it holds, and goes towards the size at which that no longer matters, at most sixteenfold at
 * a time. Where two sizes in a row bring no gain it goes back to the one before them and stays.
 *
 * <p>A batch takes no longer than {@link #LATENCY_NANOS} in its worker, or, for as long as the next doubling would still
 * bring more than {@link #WORTH}, than {@link #LONGEST_NANOS}: that bounds what an interrupt waits for, how uneven
 * workers end, and what a batch that fails costs, and it is why the size does not grow for ever when everything slows
 * down at once. Time spent waiting in queues is not counted, so a slow sink does not look like a slow batch.
 *
 * <p>Trouble (memory ran short, a batch failed as a whole) halves the size at once; the size climbs again after
 * {@link #CALM} batches without trouble, and not beyond three quarters of the size at which trouble came until ten times
 * as many have passed. When rows come to cost much more or less than when the size was settled, the search begins anew
 * from the present size.
 *
 * <p>Source: the additive-increase, multiplicative-decrease idea of D.-M. Chiu and R. Jain (1989), with steps from the
 * model in place of adding, since the cost of a row is a + b/n in the size n.
 */
final class AdaptiveSizer implements BatchSizer {
    static final long LATENCY_NANOS = 100_000_000;
    static final long LONGEST_NANOS = 500_000_000;
    private static final double GAIN = 0.02;
    private static final double WORTH = 0.05;
    private static final int LONGEST_STEP = 16;
    private static final int FIRST_STEP = 4;
    /** So many batches of another size than was asked for, and the input does not give that size. */
    private static final int STRANGERS = 64;

    private static final long SURE_NANOS = 30_000_000;
    private static final long ENOUGH_NANOS = 8_000_000;
    private static final int ENOUGH_BATCHES = 4;
    private static final int CALM = 16;
    private static final double CHANGE = 2;
    /** While a batch takes less than this, the size grows fourfold: one measurement says little and costs little. */
    private static final long QUICK_NANOS = 500_000;
    /** Batches of a run that may take long without saying anything: Java compiles the stages while they go. */
    private static final int COLD_BATCHES = 8;

    private static final long COLD_NANOS = 10 * LATENCY_NANOS;

    private final BatchSize bounds;
    private volatile int size;

    private volatile boolean climbing = true;
    private long latency = LATENCY_NANOS;
    private int strangers;
    private int lastSize;
    private double lastCost;
    /** Whether it is the time of a batch, and nothing else, that holds the size down. */
    private boolean boundByTime;

    private int batches;
    private int idle;
    private int calm;
    private long ceilingBatches;
    private int ceiling;
    private int best;
    private double bestCost = Double.POSITIVE_INFINITY;
    private double settledCost;
    private double recentCost;

    private int rungBatches;
    private long rungRows;
    private long rungNanos;

    AdaptiveSizer(BatchSize bounds) {
        this.bounds = bounds;
        this.size = bounds.initial();
        this.ceiling = bounds.greatest();
        this.best = bounds.initial();
    }

    @Override
    public int next() {
        return size;
    }

    @Override
    public boolean exploring() {
        return climbing;
    }

    @Override
    public void observe(Cost cost) {
        if (cost.rows() == 0) {
            return;
        }
        double workPerRow = (double) cost.workNanos() / cost.rows();
        if (cost.trouble()) {
            shrink(cost.rows());
            return;
        }
        calm++;
        liftCeiling();
        if (tooSlow(cost, workPerRow)) {
            return;
        }
        recent((cost.workNanos() + cost.otherNanos()) / (double) cost.rows());
        if (cost.rows() != size) {
            if (climbing && ++strangers > STRANGERS) {
                settle(size, recentCost);
            }
            return;
        }
        strangers = 0;
        rungBatches++;
        rungRows += cost.rows();
        rungNanos += cost.workNanos() + cost.otherNanos();
        boolean enough = rungBatches >= ENOUGH_BATCHES && rungNanos >= ENOUGH_NANOS
                || rungBatches >= 2 && rungNanos >= SURE_NANOS;
        boolean quick = climbing && cost.workNanos() < QUICK_NANOS && rungBatches >= 2;
        if (climbing && (enough || quick)) {
            climb(workPerRow, quick && !enough);
        } else if (!climbing && enough) {
            hold();
        }
    }

    private void shrink(int rows) {
        ceiling = Math.max(bounds.least(), rows * 3 / 4);
        ceilingBatches = 10L * CALM;
        calm = 0;
        move(Math.max(bounds.least(), Math.min(size, rows) / 2));
        best = size;
        bestCost = Double.POSITIVE_INFINITY;
        lastSize = 0;
        climbing = true;
    }

    private void liftCeiling() {
        if (ceiling < bounds.greatest() && --ceilingBatches <= 0) {
            ceiling = bounds.greatest();
            climbing = true;
        }
    }

    /** A batch over its time is cut to what the time allows; the cost of a row is believed from one batch. */
    private boolean tooSlow(Cost cost, double workPerRow) {
        long patience = batches++ < COLD_BATCHES ? COLD_NANOS : latency * 3 / 2;
        if (cost.workNanos() <= patience || cost.rows() > size) {
            return false;
        }
        int allowed = (int) Math.max(bounds.least(), latency / Math.max(1, workPerRow));
        // Half-way only: with rows of very uneven cost one batch must not decide alone.
        int next = Math.max(bounds.least(), Math.max(allowed, size / 4));
        if (next >= size) {
            return false;
        }
        move(next);
        settle(next, recentCost);
        boundByTime = true;
        return true;
    }

    private void recent(double costPerRow) {
        recentCost = recentCost == 0 ? costPerRow : recentCost + 0.05 * (costPerRow - recentCost);
    }

    private void climb(double workPerRow, boolean quick) {
        if (calm < CALM && ceiling < bounds.greatest()) {
            return;
        }
        double cost = (double) rungNanos / rungRows;
        if (!quick) {
            if (cost < bestCost * (1 - GAIN)) {
                bestCost = cost;
                best = size;
                idle = 0;
            } else if (++idle >= 2) {
                move(best);
                settle(best, cost);
                return;
            }
        }
        double batchCost = lastSize > 0 && lastSize < size && lastCost > cost
                ? (lastCost - cost) / (1.0 / lastSize - 1.0 / size)
                : 0;
        boolean worth = batchCost / (2.0 * size * cost) > WORTH;
        if (!quick && worth && latency < LONGEST_NANOS && latency < 2 * size * workPerRow) {
            latency = Math.min(LONGEST_NANOS, 2 * latency);
        }
        int allowed = (int) Math.min(ceiling, latency / Math.max(1, workPerRow));
        int next = (int) Math.min(allowed, (long) size * (quick ? FIRST_STEP : step(batchCost, cost)));
        if (next <= size + size / 4) {
            settle(idle > 0 ? best : size, cost);
            move(idle > 0 ? best : size);
            return;
        }
        lastSize = quick ? 0 : size;
        lastCost = cost;
        move(next);
    }

    /** How many times the size the next is to be, by what a batch costs whatever it holds. */
    private int step(double batchCost, double cost) {
        if (batchCost <= 0) {
            return lastSize == 0 ? FIRST_STEP : 2;
        }
        double rowCost = Math.max(cost - batchCost / size, cost / 50);
        double enough = batchCost / (GAIN * rowCost) / size;
        return (int) Math.max(2, Math.min(LONGEST_STEP, enough));
    }

    private void settle(int at, double cost) {
        climbing = false;
        boundByTime = false;
        best = at;
        settledCost = cost;
        recentCost = cost;
        idle = 0;
        bestCost = Double.POSITIVE_INFINITY;
    }

    /** Searches anew when the rows have changed; a rate that only wavers is left alone. */
    private void hold() {
        boolean changed = settledCost > 0
                && recentCost > 0
                && (recentCost > settledCost * CHANGE || recentCost < settledCost / CHANGE);
        changed |= boundByTime && rungNanos / rungBatches < LATENCY_NANOS / 4;
        rungBatches = 0;
        rungRows = 0;
        rungNanos = 0;
        if (settledCost == 0) {
            settledCost = recentCost;
        }
        if (changed) {
            climbing = true;
            bestCost = Double.POSITIVE_INFINITY;
            best = size;
            lastSize = 0;
            latency = LATENCY_NANOS;
            settledCost = 0;
        }
    }

    private void move(int to) {
        size = Math.max(bounds.least(), Math.min(bounds.greatest(), to));
        rungBatches = 0;
        rungRows = 0;
        rungNanos = 0;
    }
}
