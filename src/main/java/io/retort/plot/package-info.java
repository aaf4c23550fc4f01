/**
 * Pure functions from a {@link io.retort.table.Table} to a chart. Entry: {@link io.retort.plot.Plot}. Counting and
 * binning are done by the database, so a chart of many rows costs no memory.
 */
@NullMarked
package io.retort.plot;

import org.jspecify.annotations.NullMarked;
