/**
 * Engines that compute the energies of fragments: restricted Hartree-Fock and MP2 in STO-3G of our own
 * ({@link io.retort.manybody.engine.EmbeddedEngine}), and the programs psi4, xtb, mopac and any that speaks QCSchema as
 * child processes ({@link io.retort.manybody.engine.ProcessEngine}). Source: szabo1996, mcmurchie1978, helgaker2000.
 */
@NullMarked
package io.retort.manybody.engine;

import org.jspecify.annotations.NullMarked;
