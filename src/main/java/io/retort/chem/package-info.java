/**
 * Molecules: reading, standardizing, identity, properties, scaffolds and fingerprints. Entry type:
 * {@link io.retort.chem.Molecule}. The Chemistry Development Kit (Willighagen et al., J. Cheminform. 2017, 9, 33) does
 * the work underneath and stays behind this room's door: no public signature names one of its types.
 */
@NullMarked
package io.retort.chem;

import org.jspecify.annotations.NullMarked;
