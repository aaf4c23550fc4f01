package io.retort.manybody.engine;

import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.Map;

/** Makes {@link EmbeddedEngine}s. */
public final class RhfProvider implements EnergyEngineProvider {
    /** The engine has no options. */
    record Settings() {}

    /** For {@link java.util.ServiceLoader}. */
    public RhfProvider() {}

    @Override
    public String name() {
        return "rhf";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        EngineOptions.read("rhf", Settings.class, options);
        return new EmbeddedEngine();
    }
}
