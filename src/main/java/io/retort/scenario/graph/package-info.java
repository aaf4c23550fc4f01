/**
 * Models in SQL: {@link io.retort.scenario.graph.ModelGraph} reads and checks them, plans what a selection needs, and runs
 * it in one database, with data tests. {@link io.retort.scenario.graph.ModelProject} opens a folder of them.
 */
@NullMarked
package io.retort.scenario.graph;

import org.jspecify.annotations.NullMarked;
