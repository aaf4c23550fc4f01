package io.retort.scenario;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Takes the rows of a census and refuses them if they are wrong; nothing is kept yet. */
    void take(CensusRelation census, Workspace workspace, int firstYear) {
        String query = census.queries().apply(workspace);
        session.execute("CREATE OR REPLACE TEMP TABLE given_census AS " + CensusRelation.readable(query));
        check(census, query, firstYear);
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

    private void check(CensusRelation census, String query, int firstYear) {
        long count = number("SELECT count(*) FROM given_census");
        if (count == 0) {
            throw new DataException(census.label() + " has nobody whose status is active");
        }
        if (count > MOST) {
            throw new DataException(census.label() + " has " + count + " employees; accepted are up to " + MOST);
        }
        String start = "DATE '" + LocalDate.of(firstYear, 1, 1) + "'";
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("employee_id IS NULL OR employee_id = ''", "employee_id is missing");
        wrong.put("hire_date IS NULL", "hire_date is missing or cannot be read; accepted are dates such as 2024-12-31");
        wrong.put(
                "birth_date IS NULL", "birth_date is missing or cannot be read; accepted are dates such as 1980-12-31");
        wrong.put("hire_date >= " + start, "hire_date is not before the first year, " + firstYear);
        wrong.put("birth_date > hire_date - 14 * 365", "birth_date is less than 14 years before hire_date");
        wrong.put("year(birth_date) < " + (firstYear - Rules.GREATEST_AGE), "birth_date is more than 110 years ago");
        wrong.put(
                "pay IS NULL OR pay <= 0 OR pay > 10000000000",
                "annual_compensation is not a number from 0.01 to 100,000,000 dollars");
        wrong.put("level IS NULL OR level < 1 OR level > " + LEVELS, "level is not a whole number from 1 to " + LEVELS);
        wrong.put(
                "deferral_bp IS NULL OR deferral_bp < 0 OR deferral_bp > 10000",
                "deferral_rate is not a share from 0 to 1");
        String twice = "employee_id IN (SELECT employee_id FROM given_census GROUP BY 1 HAVING count(*) > 1)"
                + " QUALIFY row_number() OVER (PARTITION BY employee_id ORDER BY census_row) = 2";
        List<String> counts = new ArrayList<>(wrong.keySet().stream()
                .map(condition -> "count(*) FILTER (WHERE " + condition + ")")
                .toList());
        counts.add("count(*) - count(DISTINCT employee_id)");
        wrong.put(twice, "employee_id is given twice");
        List<String> conditions = List.copyOf(wrong.keySet());
        List<Long> found = session.query("SELECT " + String.join(", ", counts) + " FROM given_census", row -> {
            List<Long> all = new ArrayList<>();
            for (int i = 1; i <= counts.size() && (i > 1 || row.next()); i++) {
                all.add(row.getLong(i));
            }
            return all;
        });
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) > 0) {
                refuse(census, query, conditions.get(i), wrong.getOrDefault(conditions.get(i), ""));
            }
        }
    }

    private void refuse(CensusRelation census, String query, String condition, String what) {
        session.query(
                "SELECT census_row, coalesce(employee_id, '') FROM (" + CensusRelation.numbered(query) + ") WHERE "
                        + condition + " ORDER BY census_row LIMIT 1",
                first -> {
                    if (first.next()) {
                        throw new UsageException(
                                census.place(first.getLong(1)) + ": employee \"" + first.getString(2) + "\": " + what);
                    }
                    return false;
                });
    }

    private long number(String sql) {
        return session.query(sql, r -> r.next() ? r.getLong(1) : 0L);
    }

    private String text(String sql) {
        return session.query(sql, r -> r.next() ? r.getString(1) : "");
    }
}
