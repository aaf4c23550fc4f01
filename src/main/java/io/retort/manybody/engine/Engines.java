package io.retort.manybody.engine;

import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes energy engines by name, those of other jars included. */
public final class Engines {
    private Engines() {}

    /**
     * The names that {@link #of} accepts.
     *
     * @return sorted
     */
    public static List<String> names() {
        return List.copyOf(providers().keySet());
    }

    /**
     * Makes an engine.
     *
     * @param name such as {@code rhf} or {@code psi4}
     * @param options by name, as {@code docs/manybody-engines.md} lists them; none for the defaults
     * @return to be closed by the caller
     * @throws UsageException if there is no such engine or option
     * @throws io.retort.core.ResourceException if the engine's program is not installed
     */
    public static EnergyEngine of(String name, Map<String, String> options) {
        EnergyEngineProvider provider = providers().get(name);
        if (provider == null) {
            throw new UsageException(
                    "There is no engine '" + name + "': give one of " + String.join(", ", names()) + ".");
        }
        return provider.create(options);
    }

    private static Map<String, EnergyEngineProvider> providers() {
        return ServiceLoader.load(EnergyEngineProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(EnergyEngineProvider::name, p -> p, (a, b) -> a, TreeMap::new));
    }

    /** Reads options into their record. */
    static <R extends Record> R read(String owner, Class<R> type, Map<String, String> options) {
        List<String> words = new TreeMap<>(options)
                .entrySet().stream()
                        .map(e -> "--" + e.getKey() + "=" + e.getValue())
                        .toList();
        return OptionSet.of(type).read(owner, words);
    }
}
