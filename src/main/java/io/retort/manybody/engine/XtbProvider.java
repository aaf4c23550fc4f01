package io.retort.manybody.engine;

import io.retort.core.Option;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.Map;

/** Makes {@link XtbEngine}s. */
public final class XtbProvider implements EnergyEngineProvider {
    /** Options of the engine. */
    record Settings(
            @Option(help = "Name or place of the program.", defaultValue = "xtb")
            String program,

            @Option(help = "Accuracy as xtb counts it; less is tighter.", defaultValue = "0.0001", min = 1e-6)
            double accuracy,

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
    public XtbProvider() {}

    @Override
    public String name() {
        return "xtb";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        Settings s = EngineOptions.read("xtb", Settings.class, options);
        return new XtbEngine(s.program(), s.accuracy(), ProcessLimits.of(s.timeout(), s.retries(), s.threads()));
    }
}
