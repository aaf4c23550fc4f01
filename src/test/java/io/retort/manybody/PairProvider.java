package io.retort.manybody;

import io.retort.core.UsageException;
import java.util.Map;

/** Makes {@link PairEngine}s, so that doors can be tested without a real engine. */
public final class PairProvider implements EnergyEngineProvider {
    /** For the service loader. */
    public PairProvider() {}

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public EnergyEngine create(Map<String, String> options) {
        if (!options.isEmpty()) {
            throw new UsageException("pairs takes no options, got " + options.keySet());
        }
        return new PairEngine();
    }
}
