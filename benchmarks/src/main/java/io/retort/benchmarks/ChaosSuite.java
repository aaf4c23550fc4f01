package io.retort.benchmarks;

import java.util.Map;

final class ChaosSuite {
    ChaosSuite(BenchOptions options) {}

    Map<String, Object> run() {
        return Map.of();
    }
}
