package io.retort.scenario;

import java.time.LocalDate;
import java.time.Year;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every unit of a run shares.
 *
 * @param firstYear first year to simulate; the census is the end of the one before
 * @param lastYear last year
 * @param censusCount employees in the census
 * @param models the models of a year in their order
 */
record RunPlan(int firstYear, int lastYear, long censusCount, List<ModelSql> models) {

    Map<String, String> parameters(RunUnit unit, int year) {
        Map<String, String> all = new LinkedHashMap<>(unit.rules().parameters(year, firstYear));
        all.put("scenario", Integer.toString(unit.scenario()));
        all.put("year", Integer.toString(year));
        all.put("days", Integer.toString(Year.of(year).length()));
        all.put("new_year", "DATE '" + LocalDate.of(year, 1, 1) + "'");
        all.put("seeds", unit.seedList());
        all.put("first_seed", Long.toString(unit.seeds().get(0)));
        all.put("first_hire", Long.toString(firstHire(year)));
        all.put("first_hire_ever", Long.toString(firstHire(firstYear)));
        all.put("census_count", Long.toString(censusCount));
        return all;
    }

    /** Number of a year's first hire: above all of the census and of the years before. */
    private long firstHire(int year) {
        return (long) (year - firstYear + 1) << ResultTables.NUMBER_BITS;
    }
}
