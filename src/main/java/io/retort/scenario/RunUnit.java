package io.retort.scenario;

import java.util.List;

/**
 * What one worker carries through the years: a scenario with some of its seeds, all of which stand at the same year.
 *
 * @param number tells units apart
 * @param scenario the scenario's number in the workspace
 * @param name its name
 * @param rules its assumptions
 * @param group its random group
 * @param seeds the seeds
 * @param next first year that is still to be made
 */
record RunUnit(int number, int scenario, String name, Rules rules, String group, List<Long> seeds, int next) {
    String schema() {
        return "unit_" + number;
    }
}
