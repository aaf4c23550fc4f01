package io.retort.manybody.engine;

import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.manybody.EnergyEngine;
import io.retort.manybody.EnergyEngineProvider;
import java.util.List;
import java.util.Map;

/** Makes {@link SyntheticEngine}s. */
public final class SyntheticProvider implements EnergyEngineProvider {
    /** Options of the engine. */
    record Settings(
            @Option(
                    help = "Times of one fragment, of two, and so on; the last holds beyond.",
                    unit = "ms",
                    defaultValue = "1")
            List<String> millis,

            @Option(help = "Whether the time passes in computing (cpu) or in waiting (latency).", defaultValue = "cpu")
            String mode,

            @Option(help = "Atoms to count fragments by.", defaultValue = "3", min = 1)
            int atomsPerFragment) {}

    /** For {@link java.util.ServiceLoader}. */
    public SyntheticProvider() {}

    @Override
    public String name() {
        return "synthetic";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        Settings s = EngineOptions.read("synthetic", Settings.class, options);
        if (!s.mode().equals("cpu") && !s.mode().equals("latency")) {
            throw new UsageException("synthetic: option mode is \"" + s.mode() + "\": give cpu or latency.");
        }
        SyntheticEngine.Mode mode = s.mode().equals("cpu") ? SyntheticEngine.Mode.CPU : SyntheticEngine.Mode.LATENCY;
        return new SyntheticEngine(
                mode, s.millis().stream().map(SyntheticProvider::millis).toList(), s.atomsPerFragment());
    }

    private static double millis(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new UsageException("synthetic: option millis has \"" + text + "\": give numbers, such as 1,4,9.");
        }
    }
}
