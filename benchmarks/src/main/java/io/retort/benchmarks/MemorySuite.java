package io.retort.benchmarks;

import java.util.Map;

final class MemorySuite {
    MemorySuite(BenchOptions options) {}

    Map<String, Object> run() {
        return Map.of();
    }
}
