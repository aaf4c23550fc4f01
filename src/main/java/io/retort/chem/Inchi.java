package io.retort.chem;

import io.github.dan2097.jnainchi.InchiFlag;
import io.github.dan2097.jnainchi.InchiInput;
import io.github.dan2097.jnainchi.InchiKeyOutput;
import io.github.dan2097.jnainchi.InchiOptions;
import io.github.dan2097.jnainchi.InchiOutput;
import io.github.dan2097.jnainchi.JnaInchi;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.ResourceException;

/**
 * Standard InChI and InChIKey of a molecule, made by the InChI Trust's own library (Heller, McNaught, Pletnev, Stein,
 * Tchekhovskoi, J. Cheminform. 2015, 7, 23), which runs as native code within this process.
 *
 * @param text the InChI
 * @param key its hash of 27 characters
 */
record Inchi(String text, String key) {
    /** More atoms need the experimental form for large molecules, whose keys are no standard ones. */
    private static final int MOST_ATOMS = 1_023;

    /** Native code cannot be stopped from outside. */
    private static final int LONGEST_SECONDS = 60;

    private static final InchiOptions OPTIONS = new InchiOptions.InchiOptionsBuilder()
            .withFlag(InchiFlag.AuxNone, InchiFlag.NoWarnings)
            .withTimeout(LONGEST_SECONDS)
            .build();

    /** Fails if the native library cannot be loaded on this machine. */
    static void requireLibrary() {
        try {
            JnaInchi.inchiToInchiKey("InChI=1S/CH4/h1H4");
        } catch (RuntimeException | LinkageError e) {
            throw new ResourceException(
                    "inchikey: the InChI library cannot be loaded on this machine (" + e.getMessage()
                            + "); leave the stage out, or use the key \"smiles\" instead",
                    e);
        }
    }

    /** Makes both for a molecule. */
    static Outcome<Inchi> of(MolGraph graph, String input) {
        if (graph.atomCount > MOST_ATOMS) {
            return Outcome.failed(
                    IssueCode.TOO_LARGE,
                    "InChI takes at most " + MOST_ATOMS + " atoms, the molecule has " + graph.atomCount,
                    input);
        }
        for (int element : graph.element) {
            if (element == 0) {
                return Outcome.failed(IssueCode.NO_INCHI, "InChI cannot express the open atom *", input);
            }
        }
        InchiInput atoms = InchiAtoms.of(graph);
        InchiOutput output = JnaInchi.toInchi(atoms, OPTIONS);
        String text = output.getInchi();
        if (text == null || text.isEmpty()) {
            return Outcome.failed(IssueCode.NO_INCHI, "InChI cannot express the structure: " + reason(output), input);
        }
        InchiKeyOutput key = JnaInchi.inchiToInchiKey(text);
        return Outcome.ok(new Inchi(text, key.getInchiKey()));
    }

    private static String reason(InchiOutput output) {
        String message = output.getMessage();
        return message == null || message.isBlank() ? output.getStatus().toString() : message.strip();
    }
}
