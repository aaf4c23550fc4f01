/**
 * Workforce and retirement-plan scenarios over years: {@link io.retort.scenario.Scenario} takes a census and assumptions,
 * {@link io.retort.scenario.ScenarioRun} leaves events, yearly snapshots and comparisons in a workspace. The model is the
 * SQL in {@code models/}; documentation in docs/scenario.md.
 */
@NullMarked
package io.retort.scenario;

import org.jspecify.annotations.NullMarked;
