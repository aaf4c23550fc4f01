package io.retort.manybody;

import org.jspecify.annotations.Nullable;

/**
 * What a calculation gave. The arrays are shared, not copied.
 *
 * @param energyHartree total energy
 * @param gradient hartree/bohr, {@code [3 * (real + ghosts)]}, real atoms first; null if not asked for
 * @param hessian hartree/bohr^2, square, row-major, in the order of the gradient; null if not asked for
 */
@SuppressWarnings("ArrayRecordComponent")
public record CalculationResult(double energyHartree, double @Nullable [] gradient, double @Nullable [] hessian) {}
