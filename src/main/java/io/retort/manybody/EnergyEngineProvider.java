package io.retort.manybody;

import java.util.Map;

/** Makes an engine from options; found by {@link java.util.ServiceLoader}. */
public interface EnergyEngineProvider {
    /**
     * The name by which a user chooses the engine.
     *
     * @return such as {@code psi4}
     */
    String name();

    /**
     * Makes the engine.
     *
     * @param options by name; an unknown name is refused
     * @return to be closed by the caller
     */
    EnergyEngine create(Map<String, String> options);
}
