package io.retort.manybody;

import java.math.BigDecimal;
import java.util.function.BiFunction;

/**
 * Many-body sums by another way, in exact arithmetic: cumulated totals from sums over all parts of a size with the binomial
 * coefficients of the textbook for NOCP and CP, n-mer by n-mer recursion for VMFC. Subsets are bit masks.
 */
final class ExpansionOracle {
    private final int fragments;
    private final BiFunction<Integer, Integer, BigDecimal> energy;

    /** The energy of the fragments of the first mask in the basis of the second. */
    ExpansionOracle(int fragments, BiFunction<Integer, Integer, BigDecimal> energy) {
        this.fragments = fragments;
        this.energy = energy;
    }

    /** What a number of bodies from 2 adds. */
    BigDecimal contribution(Bsse treatment, int n) {
        return treatment == Bsse.VMFC ? vmfc(n) : total(treatment, n).subtract(total(treatment, n - 1));
    }

    /** Sum of the n-body energies of all n-mers, each in its own basis, by recursion over its parts. */
    private BigDecimal vmfc(int n) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int mask = 1; mask < 1 << fragments; mask++) {
            if (Integer.bitCount(mask) == n) {
                sum = sum.add(increment(mask, mask));
            }
        }
        return sum;
    }

    /** The energy of some fragments less the increments of all their proper parts, in one basis. */
    private BigDecimal increment(int part, int basis) {
        BigDecimal value = energy.apply(part, basis);
        for (int below = (part - 1) & part; below > 0; below = (below - 1) & part) {
            value = value.subtract(increment(below, basis));
        }
        return value;
    }

    /** The truncated total, from sums over all parts of a size. */
    BigDecimal total(Bsse treatment, int n) {
        BigDecimal sum = BigDecimal.ZERO;
        if (n == fragments) {
            return size(treatment, n);
        }
        for (int k = 1; k <= n; k++) {
            BigDecimal factor = BigDecimal.valueOf((n - k) % 2 == 0 ? 1 : -1)
                    .multiply(BigDecimal.valueOf(choose(fragments - k - 1, n - k)));
            sum = sum.add(factor.multiply(size(treatment, k)));
        }
        return sum;
    }

    private BigDecimal size(Bsse treatment, int k) {
        BigDecimal sum = BigDecimal.ZERO;
        int whole = (1 << fragments) - 1;
        for (int mask = 1; mask <= whole; mask++) {
            if (Integer.bitCount(mask) == k) {
                sum = sum.add(energy.apply(mask, treatment == Bsse.CP ? whole : mask));
            }
        }
        return sum;
    }

    private static long choose(int n, int k) {
        return k == 0 ? 1 : choose(n - 1, k - 1) * n / k;
    }
}
