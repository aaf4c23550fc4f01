package io.retort.manybody.engine;

import io.retort.core.Option;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.Map;

/** Makes {@link QcSchemaEngine}s. */
public final class QcSchemaProvider implements EnergyEngineProvider {
    /** Options of the engine. */
    record Settings(
            @Option(help = "Command line, with {input} and {output} for files if it wants files.", required = true)
            String command,

            @Option(help = "The program writes its answer over its input.")
            boolean inPlace,

            @Option(help = "The program knows ghost atoms.", defaultValue = "true")
            boolean ghosts,

            @Option(help = "Version of the program, which keys cached results.", defaultValue = "unknown")
            String version,

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
    public QcSchemaProvider() {}

    @Override
    public String name() {
        return "qcschema";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        Settings s = EngineOptions.read("qcschema", Settings.class, options);
        QcSchemaEngine.Spec spec =
                new QcSchemaEngine.Spec(QcSchemaEngine.Spec.words(s.command()), s.inPlace(), s.ghosts(), s.version());
        return new QcSchemaEngine(spec, ProcessLimits.of(s.timeout(), s.retries(), s.threads()));
    }
}
