package io.retort.manybody.engine;

import io.retort.core.Option;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.List;
import java.util.Map;

/** Makes {@link Psi4Engine}s. */
public final class Psi4Provider implements EnergyEngineProvider {
    /** Options of the engine. */
    record Settings(
            @Option(help = "Name or place of the program.", defaultValue = "psi4")
            String program,

            @Option(help = "Memory of each worker.", unit = "MB", defaultValue = "500", min = 250)
            int memory,

            @Option(help = "Settings of psi4 that replace ours, such as scf_type=df.")
            List<String> set,

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
    public Psi4Provider() {}

    @Override
    public String name() {
        return "psi4";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        Settings s = EngineOptions.read("psi4", Settings.class, options);
        long bytes = 1_000_000L * s.memory();
        ProcessLimits limits = ProcessLimits.of(s.timeout(), s.retries(), s.threads());
        return new Psi4Engine(s.program(), bytes, Psi4Engine.settings(s.set()), limits);
    }
}
