package io.retort.scenario;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.table.Session;
import java.time.LocalDate;

/**
 * Puts a census into the workspace: those who are employed, numbered from 1 in the order of their ids, pay in cents,
 * deferrals in basis points. A census that a simulation could not work with is refused.
 */
final class CensusStore {
    private static final long MOST = (1L << ResultTables.NUMBER_BITS) - 1;
    private static final int LEVELS = 5;

    private final Session session;

    CensusStore(Session session) {
        this.session = session;
    }

    /** Takes the rows of a relation and refuses them if they are wrong; nothing is kept yet. */
    void take(String relation, int firstYear) {
        session.execute(
                "CREATE OR REPLACE TEMP TABLE given_census AS SELECT CAST(employee_id AS VARCHAR) AS employee_id,"
                        + " CAST(birth_date AS DATE) AS birth_date, CAST(hire_date AS DATE) AS hire_date,"
                        + " CAST(round(CAST(annual_compensation AS DOUBLE) * 100) AS BIGINT) AS pay,"
                        + " CAST(level AS TINYINT) AS level, coalesce(CAST(department AS VARCHAR), '') AS department,"
                        + " CAST(round(coalesce(CAST(deferral_rate AS DOUBLE), 0) * 10000) AS INTEGER) AS deferral_bp"
                        + " FROM (" + relation + ") WHERE lower(CAST(status AS VARCHAR)) = 'active'");
        check(firstYear);
    }

    /** Keeps the rows that were taken, unless they are there already. */
    void keep() {
        String rows = "SELECT row_number() OVER (ORDER BY g.employee_id) AS employee, g.employee_id, g.birth_date,"
                + " g.hire_date, g.pay, g.level, d.department, g.deferral_bp"
                + " FROM given_census g JOIN given_departments d ON d.name = g.department";
        session.execute("CREATE OR REPLACE TEMP TABLE given_departments AS SELECT"
                + " CAST(row_number() OVER (ORDER BY department) AS SMALLINT) AS department, department AS name"
                + " FROM (SELECT DISTINCT department FROM given_census)");
        if (isStored(rows)) {
            return;
        }
        long runs = number("SELECT count(*) FROM scenario_runs");
        if (runs > 0) {
            throw new DataException("the workspace holds scenarios of another census; name another workspace");
        }
        session.transaction(() -> {
            session.execute("DELETE FROM scenario_census; DELETE FROM scenario_departments");
            session.execute("INSERT INTO scenario_departments SELECT * FROM given_departments ORDER BY department");
            session.execute("INSERT INTO scenario_census " + rows + " ORDER BY employee");
        });
        session.execute("DROP TABLE given_census");
    }

    private boolean isStored(String rows) {
        String fingerprint = "SELECT count(*) || ' ' || coalesce(sum(CAST(hash(employee_id, birth_date, hire_date, pay,"
                + " level, department, deferral_bp) AS HUGEINT)), 0) FROM ";
        return number("SELECT count(*) FROM scenario_census") > 0
                && text(fingerprint + "(" + rows + ")").equals(text(fingerprint + "scenario_census"));
    }

    private void check(int firstYear) {
        long count = number("SELECT count(*) FROM given_census");
        if (count == 0) {
            throw new DataException("the census has nobody whose status is active");
        }
        if (count > MOST) {
            throw new DataException("the census has " + count + " employees; accepted are up to " + MOST);
        }
        LocalDate start = LocalDate.of(firstYear, 1, 1);
        refuse("employee_id IS NULL OR employee_id = ''", "has no employee_id");
        refuse("birth_date IS NULL OR hire_date IS NULL OR pay IS NULL OR level IS NULL", "lacks a value");
        refuse("hire_date >= DATE '" + start + "'", "has a hire_date that is not before the first year, " + firstYear);
        refuse("birth_date > hire_date - 14 * 365", "was less than 14 years old at hire");
        refuse("year(birth_date) < " + (firstYear - Rules.GREATEST_AGE), "is more than 110 years old");
        refuse("pay <= 0 OR pay > 10000000000", "has an annual_compensation outside of 0.01 to 100,000,000 dollars");
        refuse("level < 1 OR level > " + LEVELS, "has a level outside of 1 to 5");
        refuse("deferral_bp < 0 OR deferral_bp > 10000", "has a deferral_rate outside of 0 to 1");
        String twice = text("SELECT coalesce(min(employee_id), '') FROM"
                + " (SELECT employee_id FROM given_census GROUP BY 1 HAVING count(*) > 1)");
        if (!twice.isEmpty()) {
            throw new UsageException("census: employee_id " + twice + " is given twice");
        }
    }

    private void refuse(String condition, String what) {
        String first =
                text("SELECT coalesce(min(coalesce(employee_id, '(none)')), '') FROM given_census WHERE " + condition);
        if (!first.isEmpty()) {
            throw new UsageException("census: employee " + first + " " + what);
        }
    }

    private long number(String sql) {
        return session.query(sql, r -> r.next() ? r.getLong(1) : 0L);
    }

    private String text(String sql) {
        return session.query(sql, r -> r.next() ? r.getString(1) : "");
    }
}
