package io.retort.scenario;

import io.retort.core.UsageException;
import io.retort.scenario.config.RateTable;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.scenario.config.TableSpec;
import java.util.List;
import java.util.StringJoiner;

/**
 * The limits of law by year, in cents. Years after the last of the table are projected from it and rounded down as the
 * law rounds: deferrals and catch-ups to 500 dollars, additions to 1,000, pay to 5,000.
 */
final class YearLimits {
    private static final int CATCH_UP_AGE = 50;
    private static final int LATE_AGE = 60;
    private static final int LAST_LATE_AGE = 63;
    private static final double[] STEPS = {1, 500, 500, 500, 5000, 1000, 5000};

    private final ScenarioConfig config;
    private final RateTable table;

    YearLimits(ScenarioConfig config) {
        this.config = config;
        this.table = config.table(TableSpec.LIMITS);
    }

    /**
     * Limits of a year.
     *
     * @param deferral of an employee below 50
     * @param catchUp what one may defer beyond that from 50
     * @param lateCatchUp the same from 60 to 63
     * @param compensation pay that match and core count
     * @param additions deferral without catch-up, match and core together
     */
    record Cents(long deferral, long catchUp, long lateCatchUp, long compensation, long additions) {
        /** Macro {@code deferral_limit}: the most that one may defer who reaches an age in the year. */
        String sql() {
            return "CREATE OR REPLACE MACRO deferral_limit(age) AS CASE WHEN age < " + CATCH_UP_AGE + " THEN "
                    + deferral
                    + " WHEN age BETWEEN " + LATE_AGE + " AND " + LAST_LATE_AGE + " THEN " + (deferral + lateCatchUp)
                    + " ELSE " + (deferral + catchUp) + " END;\n";
        }
    }

    /** Fails if a year of the span has no limits. */
    void check(int firstYear, int lastYear) {
        double first = table.rows().get(0).values().get(0);
        RateTable.Row last = table.rows().get(table.rows().size() - 1);
        if (firstYear < first) {
            throw new UsageException(
                    table.source() + ": line " + table.rows().get(0).line() + ": limits: year " + firstYear
                            + " is missing; the table begins with " + Math.round(first));
        }
        if (lastYear > last.values().get(0) && !config.limits().project()) {
            throw new UsageException(table.source() + ": line " + last.line() + ": limits: year "
                    + (Math.round(last.values().get(0)) + 1)
                    + " is missing; add it, or let later years be projected with limits: project: true");
        }
    }

    Cents of(int year) {
        return new Cents(
                dollars(year, 1) * 100,
                dollars(year, 2) * 100,
                dollars(year, 3) * 100,
                dollars(year, 4) * 100,
                dollars(year, 5) * 100);
    }

    /** Pay of the year before that makes one highly compensated: the limit of that year, where the table reaches back. */
    long highlyCompensatedPay(int year) {
        double first = table.rows().get(0).values().get(0);
        return dollars(Math.max(year - 1, (int) first), 6) * 100;
    }

    /** The limits of years as rows of {@code scenario_limits}, in cents. */
    String sql(int scenario, int firstYear, int lastYear) {
        StringJoiner rows = new StringJoiner(", ");
        for (int year = firstYear; year <= lastYear; year++) {
            Cents c = of(year);
            rows.add("(" + scenario + ", " + year + ", " + c.deferral() + ", " + c.catchUp() + ", " + c.lateCatchUp()
                    + ", " + c.compensation() + ", " + c.additions() + ", " + highlyCompensatedPay(year) + ")");
        }
        return "DELETE FROM scenario_limits WHERE scenario = " + scenario + " AND year BETWEEN " + firstYear + " AND "
                + lastYear + "; INSERT INTO scenario_limits VALUES " + rows;
    }

    private long dollars(int year, int column) {
        List<Double> row = table.keyed(year);
        if (!row.isEmpty()) {
            return Math.round(row.get(column));
        }
        List<Double> last = table.rows().get(table.rows().size() - 1).values();
        double grown = last.get(column) * StrictMath.pow(1 + config.limits().projectedGrowth(), year - last.get(0));
        return Math.max(
                Math.round(last.get(column)), (long) (Math.floor(grown / STEPS[column] + 1e-9) * STEPS[column]));
    }
}
