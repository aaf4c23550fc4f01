package io.retort.manybody;

import org.jspecify.annotations.Nullable;

/** Results of the calculations of a plan, as far as there are any. */
interface Components {
    /**
     * A figure of a calculation.
     *
     * @param calculation place in the plan
     * @param property the energy, or its first or second derivatives
     * @return hartree and bohr: one energy, 3 figures for each atom, or the square of that, row by row; null for none
     */
    double @Nullable [] value(int calculation, Driver property);

    /**
     * The atoms of a calculation, in the order of its derivatives.
     *
     * @param calculation place in the plan
     * @return places in the cluster, from 0
     */
    int[] atoms(int calculation);
}
