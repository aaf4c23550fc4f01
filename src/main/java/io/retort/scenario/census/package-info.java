/**
 * Who works at an employer on a day: {@link io.retort.scenario.census.CensusGenerator} draws a census of any size from a seed,
 * {@link io.retort.scenario.census.CensusReader} reads one from a file and says what is wrong with each row that it refuses.
 */
@NullMarked
package io.retort.scenario.census;

import org.jspecify.annotations.NullMarked;
