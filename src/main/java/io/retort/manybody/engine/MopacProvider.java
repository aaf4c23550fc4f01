package io.retort.manybody.engine;

import io.retort.core.Option;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.Map;

/** Makes {@link MopacEngine}s. */
public final class MopacProvider implements EnergyEngineProvider {
    /** Options of the engine. */
    record Settings(
            @Option(help = "Name or place of the program.", defaultValue = "mopac")
            String program,

            @Option(
                    help = "Wall time after which a calculation is ended.",
                    unit = "s",
                    defaultValue = "3600",
                    min = 0.001)
            double timeout,

            @Option(help = "How often a crash is tried again.", defaultValue = "1", min = 0)
            int retries,

            @Option(help = "Threads of each process.", defaultValue = "1", min = 1)
            int threads) {}

    /** For {@link java.util.ServiceLoader}. */
    public MopacProvider() {}

    @Override
    public String name() {
        return "mopac";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        Settings s = EngineOptions.read("mopac", Settings.class, options);
        return new MopacEngine(s.program(), ProcessLimits.of(s.timeout(), s.retries(), s.threads()));
    }
}
