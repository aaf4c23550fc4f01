package io.retort.chem;

/**
 * Features of atoms that matter for binding (donor, acceptor, aromatic, halogen, basic, acidic), the first numbers of
 * feature-class fingerprints. Patterns are read from {@code features.tsv}, which names their source; numbers are equal
 * to RDKit's default feature invariants.
 *
 * <p><b>Source</b>: Gobbi, Poppinger, Biotechnol. Bioeng. 1998, 61, 47.
 */
final class AtomFeatures {
    private static final Smarts[] FEATURES = ElementTable.readTable("features.tsv").stream()
            .map(row -> Smarts.parse(row[2]))
            .toArray(Smarts[]::new);

    private AtomFeatures() {}

    /** Gives each atom the sum of the bits of its features. */
    static void of(MolGraph graph, int[] into) {
        for (int atom = 0; atom < graph.atomCount; atom++) {
            into[atom] = 0;
        }
        for (int feature = 0; feature < FEATURES.length; feature++) {
            boolean[] has = FEATURES[feature].firsts(graph);
            for (int atom = 0; atom < has.length; atom++) {
                into[atom] |= has[atom] ? 1 << feature : 0;
            }
        }
    }
}
