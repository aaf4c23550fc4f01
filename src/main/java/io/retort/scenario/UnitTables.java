package io.retort.scenario;

import io.retort.table.Session;
import io.retort.table.Sql;
import java.util.List;

/**
 * Where the tables of a unit are that last no longer than it does: schemas of the database in memory. A unit that computes
 * ahead has two for its years, since one year is still being kept while the next is computed, and one for those who stand
 * at the end of a year that is not in the workspace yet.
 *
 * @param home the workspace's own database, quoted
 * @param unit schema of what lasts as long as the unit
 * @param ahead whether years are computed ahead
 */
record UnitTables(String home, String unit, boolean ahead) {
    /** Name under which the database in memory is attached. */
    static final String WORK = "retort_work";

    /** Makes the schemas of a unit. */
    static UnitTables of(Session session, RunUnit unit, boolean ahead) {
        String home = session.query("SELECT current_database()", r -> r.next() ? r.getString(1) : "");
        UnitTables tables = new UnitTables(Sql.name(home), WORK + "." + unit.schema(), ahead);
        tables.schemas().forEach(s -> session.execute("CREATE SCHEMA IF NOT EXISTS " + s));
        return tables;
    }

    private List<String> schemas() {
        return ahead ? List.of(unit, ofYear(0), ofYear(1), unit + "_standing") : List.of(unit);
    }

    /** Schema of a year's tables. */
    private String ofYear(int year) {
        return ahead ? unit + (year % 2 == 0 ? "_even" : "_odd") : unit;
    }

    /** Whoever stands at the end of a year, under the name by which the next year asks for the snapshots. */
    String standing() {
        return unit + "_standing.scenario_snapshots";
    }

    /** Leads the statements that make what lasts as long as the unit. */
    void lasting(Session session) {
        path(session, unit);
    }

    /** Leads the statements that compute a year to their tables, and what they make to the first of them. */
    void computing(Session session, int year) {
        path(session, ahead ? ofYear(year) + "," + unit + "_standing," + unit : unit);
    }

    /** Leads the statements that keep a year to its tables and to the workspace's snapshots. */
    void keeping(Session session, int year) {
        path(session, ahead ? ofYear(year) + "," + unit : unit);
    }

    private void path(Session session, String first) {
        session.execute("SET search_path = " + Sql.text(first + "," + home + ".main"));
    }

    void drop(Session session) {
        session.execute("USE " + home + ".main");
        schemas().forEach(s -> session.execute("DROP SCHEMA " + s + " CASCADE"));
    }
}
