package io.retort.scenario;

import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every unit of a run shares.
 *
 * @param firstYear first year to simulate; the census is the end of the one before
 * @param lastYear last year
 * @param censusCount employees in the census
 * @param models the models of a year
 * @param runner runs their statements
 */
record RunPlan(int firstYear, int lastYear, long censusCount, WorkforceModels models, StatementRunner runner) {

    Map<String, Object> variables(RunUnit unit, int year) {
        Map<String, Object> all = new LinkedHashMap<>(unit.rules().parameters(year, firstYear));
        all.put("scenario", unit.scenario());
        all.put("year", year);
        all.put("days", Year.of(year).length());
        all.put("new_year", LocalDate.of(year, 1, 1));
        all.put("seeds", unit.seeds());
        all.put("first_seed", unit.seeds().get(0));
        all.put("first_hire", firstHire(year));
        all.put("first_hire_ever", firstHire(firstYear));
        all.put("census_count", censusCount);
        return all;
    }

    /** Number of a year's first hire: above all of the census and of the years before. */
    private long firstHire(int year) {
        return (long) (year - firstYear + 1) << ResultTables.NUMBER_BITS;
    }
}
