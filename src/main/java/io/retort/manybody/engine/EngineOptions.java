package io.retort.manybody.engine;

import io.retort.core.OptionSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the options of an engine into their record. */
final class EngineOptions {
    private EngineOptions() {}

    static <R extends Record> R read(String engine, Class<R> type, Map<String, String> options) {
        List<String> words = new TreeMap<>(options)
                .entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toList();
        return OptionSet.of(type).read(engine, words);
    }
}
