package io.retort.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs that are killed and resumed, and runs into which faults are put. Any promise that is not kept ends the suite with
 * an error, so that a result means that all were.
 */
final class ChaosSuite {
    private static final int KILLS_A_ROUND = 40;

    private final BenchOptions options;

    ChaosSuite(BenchOptions options) {
        this.options = options;
    }

    Map<String, Object> run() throws IOException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("faults", new ChaosFaults().run());
        result.put("kills", new ChaosKills(options.rounds() * KILLS_A_ROUND, options.workers()).run());
        return result;
    }

    /** Fails the suite when a promise is not kept. */
    static void check(boolean kept, String promise) {
        if (!kept) {
            throw new io.retort.core.DataException("chaos: not kept: " + promise);
        }
    }
}
