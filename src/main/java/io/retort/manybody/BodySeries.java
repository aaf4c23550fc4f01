package io.retort.manybody;

import io.retort.core.UsageException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One property under one treatment, for each number of bodies. Energies are single figures in hartree, gradients 3 figures
 * for each atom of the cluster in hartree/bohr, Hessians the square of that, row by row. Immutable; arrays are copies.
 */
public final class BodySeries {
    private final boolean totals;
    private final int length;
    private final TreeMap<Integer, double[]> contributions;

    BodySeries(boolean totals, int length, SortedMap<Integer, double[]> contributions) {
        this.totals = totals;
        this.length = length;
        this.contributions = new TreeMap<>(contributions);
    }

    /**
     * The numbers of bodies that there are figures for.
     *
     * @return ascending from 1; not all, if the levels end early or only the whole cluster was computed
     */
    public List<Integer> bodies() {
        return List.copyOf(contributions.keySet());
    }

    /**
     * The highest number of bodies.
     *
     * @return that of the last figure
     */
    public int last() {
        return contributions.lastKey();
    }

    /**
     * Whether the monomers in their own basis were computed, without which there are no totals.
     *
     * @return false if there are interaction figures only
     */
    public boolean hasTotals() {
        return totals;
    }

    /**
     * What a number of bodies adds.
     *
     * @param body number of bodies
     * @return the sum over all n-mers of that size; for 1 the sum over monomers
     */
    public double[] contribution(int body) {
        double[] found = contributions.get(body);
        if (found == null) {
            throw new UsageException("there is no " + body + "-body contribution; there are " + bodies());
        }
        return found.clone();
    }

    /**
     * The interaction up to a number of bodies.
     *
     * @param body number of bodies
     * @return the sum of contributions from 2
     */
    public double[] interaction(int body) {
        return sum(2, body);
    }

    /**
     * The total up to a number of bodies.
     *
     * @param body number of bodies
     * @return the sum of contributions from 1
     */
    public double[] total(int body) {
        if (!totals) {
            throw new UsageException("there are no totals without the monomers in their own basis; ask for totals");
        }
        return sum(1, body);
    }

    /** The sum from 1, be it a total or, without monomers, an interaction. */
    double[] through(int body) {
        return sum(1, body);
    }

    private double[] sum(int from, int to) {
        PairSum sum = new PairSum(length);
        contributions.subMap(from, Math.max(from, to + 1)).values().forEach(sum::addAll);
        return sum.values();
    }
}
