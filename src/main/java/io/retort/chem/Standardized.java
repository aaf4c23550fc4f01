package io.retort.chem;

import java.util.List;

/**
 * A molecule in standard form and how it came about.
 *
 * @param molecule the result
 * @param stepsApplied names of the steps that changed something, in order, each once: those of {@code --steps}, and
 *     {@code salts}, {@code isotopes}, {@code stereo} and {@code tautomer}
 * @param flags what to look at: {@code all_salt} if the input has several parts and all of them are common counter-ions
 *     or solvents, {@code mixture} if several different organic parts are none, {@code tautomer_cap} if there are more
 *     tautomers than are looked at
 */
public record Standardized(Molecule molecule, List<String> stepsApplied, List<String> flags) {
    /** Copies the lists. */
    public Standardized {
        stepsApplied = List.copyOf(stepsApplied);
        flags = List.copyOf(flags);
    }
}
