package io.retort.manybody;

/**
 * A calculation that was done.
 *
 * @param calculation place in the plan
 * @param seconds time that it took, whenever that was
 * @param result what it gave
 */
record Finished(int calculation, double seconds, CalculationResult result) {}
