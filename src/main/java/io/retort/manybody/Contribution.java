package io.retort.manybody;

/**
 * The n-body contribution of one treatment as a sum over calculations.
 *
 * @param treatment of the basis set superposition error
 * @param body number of bodies
 * @param calculations places in the plan, ascending
 * @param factors how often each counts, not zero
 */
@SuppressWarnings("ArrayRecordComponent")
record Contribution(Bsse treatment, int body, int[] calculations, long[] factors) {}
