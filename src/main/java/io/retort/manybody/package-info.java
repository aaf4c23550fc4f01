/**
 * Many-body expansion of clusters of molecules: the energy of a whole from the energies of its parts, exact and in
 * parallel.
 */
@NullMarked
package io.retort.manybody;

import org.jspecify.annotations.NullMarked;
