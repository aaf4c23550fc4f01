package io.retort.manybody;

import io.retort.core.Names;
import io.retort.core.UsageException;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/** The engines that there are, by name. */
public final class Engines {
    private Engines() {}

    /**
     * The names.
     *
     * @return sorted
     */
    public static List<String> names() {
        return StreamSupport.stream(providers().spliterator(), false)
                .map(EnergyEngineProvider::name)
                .sorted()
                .toList();
    }

    /**
     * Makes an engine.
     *
     * @param name its name
     * @param options by name
     * @return to be closed by the caller
     * @throws UsageException if there is no such engine, with the nearest name
     */
    public static EnergyEngine open(String name, Map<String, String> options) {
        for (EnergyEngineProvider provider : providers()) {
            if (provider.name().equals(name)) {
                return provider.create(options);
            }
        }
        throw new UsageException("no engine \"" + name + "\"; " + Names.suggestion(name, names()));
    }

    private static ServiceLoader<EnergyEngineProvider> providers() {
        return ServiceLoader.load(EnergyEngineProvider.class, EnergyEngineProvider.class.getClassLoader());
    }
}
