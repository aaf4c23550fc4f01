package io.retort.chem;

import io.retort.core.UsageException;
import org.openscience.cdk.smarts.SmartsPattern;

/**
 * A SMARTS pattern that molecules are searched for: by {@link Smarts}, or by CDK where that does not support it
 * (grouped components, ranges, large values), which is some hundred times slower.
 */
@FunctionalInterface
interface SubstructureQuery {
    /** Counts matches with different sets of atoms. */
    int count(MolGraph graph);

    /**
     * Reads a pattern.
     *
     * @param text SMARTS
     * @return a search, for one thread
     * @throws UsageException if neither can read it, with the position of what is wrong
     */
    static SubstructureQuery parse(String text) {
        try {
            return Smarts.parse(text)::count;
        } catch (UsageException unsupported) {
            if (text.indexOf('^') >= 0) {
                // CDK would find no atom: it looks for a hybridization that nobody has set.
                throw unsupported;
            }
            return cdk(text, unsupported);
        }
    }

    private static SubstructureQuery cdk(String text, UsageException unsupported) {
        try {
            SmartsPattern pattern = SmartsPattern.create(text);
            pattern.setPrepare(false);
            return graph -> pattern.matchAll(CdkGraph.toContainer(graph)).countUnique();
        } catch (IllegalArgumentException alsoNotRead) {
            unsupported.addSuppressed(alsoNotRead);
            throw unsupported;
        }
    }
}
