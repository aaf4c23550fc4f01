/**
 * What fingerprints tell of a library: similarity, search, picks, clusters and measures of diversity. Works on bits only
 * and knows nothing of molecules. Entry type: {@link io.retort.chem.diversity.FingerprintSet}.
 */
@NullMarked
package io.retort.chem.diversity;

import org.jspecify.annotations.NullMarked;
