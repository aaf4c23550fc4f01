package io.retort.scenario;

import io.retort.core.DataException;
import io.retort.core.Settings;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Session;
import io.retort.table.Sql;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows which scenarios a workspace holds and how far each seed has come. A scenario that comes back with other
 * assumptions under its name is made anew; with the same ones it goes on where it stopped.
 */
final class RunRegister {
    private final Session session;

    RunRegister(Session session) {
        this.session = session;
    }

    /** The scenario's number, with its rows gone if they came from other assumptions. */
    int number(ScenarioConfig config, int firstYear) {
        String named = " FROM scenario_runs WHERE name = " + Sql.text(config.name());
        String key = config.hash() + " " + ResultTables.MODEL_VERSION + " " + firstYear;
        String found = session.query(
                "SELECT config_hash || ' ' || model_version || ' ' || first_year" + named,
                r -> r.next() ? r.getString(1) : "");
        if (found.equals(key)) {
            return Math.toIntExact(session.query("SELECT scenario" + named, r -> r.next() ? r.getLong(1) : 0L));
        }
        int number = Math.toIntExact(session.query(
                "SELECT coalesce(max(scenario), 0) + 1 FROM scenario_runs", r -> r.next() ? r.getLong(1) : 1L));
        if (number > Short.MAX_VALUE) {
            throw new DataException("the workspace has had " + Short.MAX_VALUE + " scenarios; name another one");
        }
        session.transaction(() -> {
            if (!found.isEmpty()) {
                forget(config.name());
            }
            session.execute("INSERT INTO scenario_runs VALUES (" + number + ", " + Sql.text(config.name()) + ", "
                    + Sql.text(config.hash()) + ", " + Sql.text(config.canonical()) + ", " + Sql.text(Settings.commit())
                    + ", " + ResultTables.MODEL_VERSION + ", " + firstYear + ")");
        });
        return number;
    }

    void keepLimits(String sql) {
        session.transaction(() -> session.execute(sql));
    }

    private void forget(String name) {
        for (String table : ResultTables.KEPT) {
            session.execute("DELETE FROM " + table
                    + " WHERE scenario IN (SELECT scenario FROM scenario_runs WHERE name = " + Sql.text(name) + ")");
        }
        session.execute(
                "DELETE FROM scenario_limits WHERE scenario IN (SELECT scenario FROM scenario_runs WHERE name = "
                        + Sql.text(name) + ")");
        session.execute("DELETE FROM scenario_runs WHERE name = " + Sql.text(name));
    }

    /** The last complete year of each seed; seeds that were never begun are missing. */
    Map<Long, Integer> lastYears(int scenario) {
        return session.query(
                "SELECT seed, max(year) FROM scenario_years WHERE scenario = " + scenario + " GROUP BY seed", r -> {
                    Map<Long, Integer> years = new HashMap<>();
                    while (r.next()) {
                        years.put(r.getLong(1), r.getInt(2));
                    }
                    return years;
                });
    }
}
