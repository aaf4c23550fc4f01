/**
 * What fingerprints tell of a library: similarity, search, picks, clusters and measures of diversity. Works on bits,
 * keys of scaffolds and columns of numbers, and knows nothing of molecules. Entry type:
 * {@link io.retort.chem.diversity.FingerprintSet}.
 */
@NullMarked
package io.retort.chem.diversity;

import org.jspecify.annotations.NullMarked;
