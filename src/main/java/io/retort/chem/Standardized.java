package io.retort.chem;

import java.util.List;

/**
 * A molecule in standard form and how it came about.
 *
 * @param molecule the parent
 * @param stepsApplied names of the steps that changed something, in order, each once
 */
record Standardized(Molecule molecule, List<String> stepsApplied) {
    Standardized {
        stepsApplied = List.copyOf(stepsApplied);
    }
}
