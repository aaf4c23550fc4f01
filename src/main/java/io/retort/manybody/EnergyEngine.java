package io.retort.manybody;

import io.retort.core.CancelToken;
import java.util.Optional;

/** Computes energies. Safe for use by many threads unless it says otherwise. */
public interface EnergyEngine extends AutoCloseable {
    /**
     * The name by which a user chooses it.
     *
     * @return such as {@code rhf}
     */
    String name();

    /**
     * The version, which keys caches.
     *
     * @return of the program that computes
     */
    String version();

    /**
     * Computes.
     *
     * @param calculation what to compute
     * @param cancel ends the calculation at once
     * @return energy and what the driver asks for
     */
    CalculationResult run(Calculation calculation, CancelToken cancel);

    /**
     * Says why a kind of calculation cannot be done.
     *
     * @param model method and basis
     * @param ghosts whether there are ghost atoms
     * @param embedding whether there are point charges
     * @param driver what is asked for
     * @return one sentence, or nothing if it can be done
     */
    default Optional<String> refusal(ModelChemistry model, boolean ghosts, boolean embedding, Driver driver) {
        return Optional.empty();
    }

    /**
     * The heap that a calculation takes at most. A run begins it when so much is free of what all calculations may take.
     *
     * @param calculation that the engine accepts
     * @return bytes, 0 if they do not matter
     */
    default long memoryBytes(Calculation calculation) {
        return 0;
    }

    @Override
    default void close() {}
}
