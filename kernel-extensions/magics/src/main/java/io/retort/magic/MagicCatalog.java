package io.retort.magic;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;

/** Remembers the magics of each registry, which itself tells no more than names. Safe for use by many threads. */
public final class MagicCatalog {
    private static final Map<MagicsRegistry, Map<String, Magic<?>>> ALL = new HashMap<>();

    private MagicCatalog() {}

    static synchronized void add(MagicsRegistry registry, Magic<?> magic) {
        ALL.computeIfAbsent(registry, r -> new TreeMap<>()).put(magic.name(), magic);
    }

    static synchronized void forget(MagicsRegistry registry) {
        ALL.remove(registry);
    }

    /**
     * Finds a magic.
     *
     * @param registry registry of a kernel
     * @param name name without percent sign
     * @return the magic, if one of ours was registered under that name
     */
    public static synchronized Optional<Magic<?>> find(MagicsRegistry registry, String name) {
        return Optional.ofNullable(ALL.getOrDefault(registry, Map.of()).get(name));
    }
}
