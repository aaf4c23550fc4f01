/**
 * What a scenario assumes: {@link io.retort.scenario.config.ScenarioConfig} with its sections, each a record whose
 * components declare unit, default and range, and its tables of rates by age, service, level and year. Read from YAML
 * that overrides the defaults; every mistake is told with file, line and key.
 */
@NullMarked
package io.retort.scenario.config;

import org.jspecify.annotations.NullMarked;
