package io.retort.chem.diversity;

import java.util.Arrays;

/**
 * How the molecules of a library are spread over scaffolds. Molecules without a scaffold are counted apart and take part
 * in no other figure. With no scaffold at all every figure is 0.
 *
 * <p><b>Source</b>: shannon1948 for the entropy, medinafranco2009 in {@code docs/references.bib} for its scaled form and
 * the cumulative curve.
 *
 * @param counts molecules of each scaffold, falling; shared, not to be changed
 * @param withoutScaffold number of molecules that have none
 */
public record ScaffoldProfile(long[] counts, long withoutScaffold) {
    /**
     * Takes counts in any order.
     *
     * @param counts molecules of each scaffold, each at least 1
     * @param withoutScaffold number of molecules that have none
     * @return the profile
     */
    public static ScaffoldProfile of(long[] counts, long withoutScaffold) {
        long[] falling = Arrays.stream(counts)
                .map(count -> -count)
                .sorted()
                .map(count -> -count)
                .toArray();
        if (falling.length > 0 && falling[falling.length - 1] < 1) {
            throw new IllegalArgumentException(
                    "counts: got " + falling[falling.length - 1] + "; accepted is 1 or more for each scaffold");
        }
        return new ScaffoldProfile(falling, withoutScaffold);
    }

    /**
     * Counts different scaffolds.
     *
     * @return 0 or more
     */
    public int scaffoldCount() {
        return counts.length;
    }

    /**
     * Counts the molecules that have a scaffold.
     *
     * @return at least {@link #scaffoldCount}
     */
    public long moleculeCount() {
        return Arrays.stream(counts).sum();
    }

    /**
     * Different scaffolds for each molecule.
     *
     * @return from 0 to 1, where each molecule has its own
     */
    public double scaffoldsPerMolecule() {
        return counts.length == 0 ? 0 : (double) counts.length / moleculeCount();
    }

    /**
     * Counts the scaffolds of one molecule only.
     *
     * @return 0 or more
     */
    public long singletonCount() {
        return Arrays.stream(counts).filter(count -> count == 1).count();
    }

    /**
     * Share of the scaffolds that only one molecule has.
     *
     * @return from 0 to 1
     */
    public double singletonShare() {
        return counts.length == 0 ? 0 : (double) singletonCount() / counts.length;
    }

    /**
     * Shannon entropy of the scaffold of a molecule.
     *
     * @return in bits, from 0 (one scaffold) to the logarithm of the number of scaffolds (all equally frequent)
     */
    public double entropyBits() {
        double total = moleculeCount();
        double bits = 0;
        for (long count : counts) {
            bits += count / total * log2(total / count);
        }
        return bits;
    }

    /**
     * Entropy as a share of what it would be if all scaffolds were equally frequent.
     *
     * @return from 0 to 1; 0 for fewer than two scaffolds
     */
    public double scaledEntropy() {
        return counts.length < 2 ? 0 : Math.min(1, entropyBits() / log2(counts.length));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /**
     * Gini coefficient of the molecules of a scaffold.
     *
     * @return from 0 (all equally frequent) to just under 1 (one has nearly all)
     */
    public double gini() {
        double weighted = 0;
        for (int i = 0; i < counts.length; i++) {
            weighted += (double) (counts.length - 1 - 2L * i) * counts[i];
        }
        return counts.length == 0 ? 0 : weighted / counts.length / moleculeCount();
    }

    /**
     * Least share of the scaffolds that holds half of the molecules.
     *
     * @return above 0, at most 0.5 rounded up to a whole scaffold
     */
    public double f50() {
        return counts.length == 0 ? 0 : (double) scaffoldsFor(0.5) / counts.length;
    }

    /**
     * Least number of scaffolds that hold a share of the molecules.
     *
     * @param share from 0 to 1
     * @return the number of the most frequent scaffolds that it takes
     */
    public int scaffoldsFor(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share: got " + share + "; accepted is 0 to 1");
        }
        double needed = share * moleculeCount();
        long held = 0;
        int taken = 0;
        while (taken < counts.length && held < needed) {
            held += counts[taken++];
        }
        return taken;
    }

    /**
     * The cumulative curve: the share of the molecules that the most frequent scaffolds hold.
     *
     * @param steps number of equal steps along the share of scaffolds, at least 1
     * @return {@code double[steps + 1]}, from 0 to 1; number {@code i} belongs to {@code i / steps} of the scaffolds,
     *     between whole numbers of scaffolds on the straight line
     */
    public double[] cumulative(int steps) {
        double[] curve = new double[steps + 1];
        double total = moleculeCount();
        long held = 0;
        int taken = 0;
        for (int i = 1; i <= steps && counts.length > 0; i++) {
            double scaffolds = (double) counts.length * i / steps;
            while (taken < (int) scaffolds) {
                held += counts[taken++];
            }
            double part = taken < counts.length ? (scaffolds - taken) * counts[taken] : 0;
            curve[i] = (held + part) / total;
        }
        return curve;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScaffoldProfile profile
                && withoutScaffold == profile.withoutScaffold
                && Arrays.equals(counts, profile.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(counts) + Long.hashCode(withoutScaffold);
    }

    @Override
    public String toString() {
        return moleculeCount() + " molecules on " + scaffoldCount() + " scaffolds, " + withoutScaffold + " without";
    }
}
