/**
 * Maps and quick models on top of vectors: {@link io.retort.embed.map.VectorMap} lays rows out in a plane and gathers them in
 * clusters, {@link io.retort.embed.map.Probe} predicts a column from the vectors. Main sources: {@code jolliffe2002}, {@code
 * arthur2007}, {@code hoerl1970}.
 */
@NullMarked
package io.retort.embed.map;

import org.jspecify.annotations.NullMarked;
