package io.retort.embed;

import java.util.Arrays;

/**
 * How many tokens a batch holds, found out on the work itself: sizes take turns until each was measured several times, then
 * the one with the most tokens a second stays, or the usual one where none is clearly faster, since a few measurements of a
 * busy machine differ by chance. On a processor a batch should stay in a core's cache; a GPU wants many tokens at once. A
 * batch that does not fit into memory halves the size, which grows back slowly when all goes well; one that takes too long
 * to be stopped halves it too. Safe for use by many threads.
 */
final class TokenBudget {
    private static final int[] PROCESSOR = {512, 1024, 2048};
    private static final int[] CARD = {16_384, 32_768, 65_536, 131_072};
    /** Places of the usual sizes. */
    private static final int USUAL_PROCESSOR = 1;

    private static final int USUAL_CARD = 2;
    private static final double CLEARLY = 1.05;
    private static final int ROUNDS = 7;
    private static final double MOST_SECONDS = 2;
    private static final int GROW_AFTER = 32;
    private static final int LEAST = 64;

    private final int[] sizes;
    private final int usual;
    private final double[][] rates;
    private final int[] measured;
    private int turn;
    private int chosen;
    private int ceiling = Integer.MAX_VALUE;
    private int goodInARow;
    private int halvings;

    private TokenBudget(int[] sizes, int usual) {
        this.sizes = sizes;
        this.usual = usual;
        this.rates = new double[sizes.length][ROUNDS];
        this.measured = new int[sizes.length];
        this.chosen = sizes.length == 1 ? sizes[0] : 0;
    }

    static TokenBudget measuring(boolean cuda) {
        return cuda ? new TokenBudget(CARD, USUAL_CARD) : new TokenBudget(PROCESSOR, USUAL_PROCESSOR);
    }

    static TokenBudget fixed(int tokens) {
        return new TokenBudget(new int[] {tokens}, 0);
    }

    /** Tokens for the next batch. */
    synchronized int tokens() {
        int wanted = chosen > 0 ? chosen : sizes[turn++ % sizes.length];
        return Math.min(wanted, ceiling);
    }

    /**
     * Notes how a batch went.
     *
     * @param seconds that it took
     * @param cost what it cost, by which sizes are compared: processor time where the processor computes, which others
     *     that use it do not disturb
     */
    synchronized void measured(int tokens, double seconds, double cost) {
        if (seconds > MOST_SECONDS && tokens > LEAST) {
            ceiling = Math.max(LEAST, Math.min(ceiling, tokens) / 2);
        }
        if (ceiling < Integer.MAX_VALUE && ++goodInARow >= GROW_AFTER) {
            goodInARow = 0;
            ceiling = (int) Math.min(Integer.MAX_VALUE, (long) ceiling * 5 / 4);
        }
        if (chosen == 0) {
            learn(tokens, cost);
        }
    }

    private void learn(int tokens, double cost) {
        for (int i = 0; i < sizes.length; i++) {
            // The last rows of a page are a smaller batch, and say nothing of a size.
            if (tokens > sizes[i] * 3 / 4 && tokens <= sizes[i] && measured[i] < ROUNDS) {
                rates[i][measured[i]++] = tokens / Math.max(1e-9, cost);
            }
        }
        int usable = 1;
        while (usable < sizes.length && sizes[usable] <= ceiling) {
            usable++;
        }
        if (Arrays.stream(measured, 0, usable).min().orElse(0) == ROUNDS) {
            int best = Math.min(usual, usable - 1);
            double most = CLEARLY * median(rates[best]);
            for (int i = 0; i < usable; i++) {
                if (median(rates[i]) > most) {
                    best = i;
                    most = median(rates[i]);
                }
            }
            chosen = sizes[best];
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Notes that a batch did not fit into memory. */
    synchronized void tooLarge(int tokens) {
        ceiling = Math.max(LEAST, Math.min(ceiling, tokens) / 2);
        goodInARow = 0;
        halvings++;
    }

    /** The size that stays, 0 while it is not known. */
    synchronized int chosen() {
        return Math.min(chosen, ceiling);
    }

    synchronized int halvings() {
        return halvings;
    }
}
