package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.scenario.graph.ModelPlan;
import io.retort.scenario.graph.Retries;
import io.retort.table.Session;
import io.retort.table.Sql;
import io.retort.table.Workspace;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CancellationException;

/**
 * Carries a unit through its years on a connection of its own. What lives for a year is in a schema of a database in
 * memory; what is kept of a year goes to the workspace in one transaction, so that a year is there or is not.
 * A year that failed of something that may pass is begun anew.
 */
final class YearLoop {
    /** Name under which the database in memory is attached. */
    static final String WORK = "retort_work";

    private static final int RETRIES = 3;

    private final Workspace workspace;
    private final RunPlan plan;
    private final RunTally tally;
    private final CancelToken cancel;
    private final Retries retries;
    private volatile boolean stopped;

    YearLoop(Workspace workspace, RunPlan plan, RunTally tally, CancelToken cancel) {
        this.workspace = workspace;
        this.plan = plan;
        this.tally = tally;
        this.cancel = cancel;
        this.retries = new Retries(RETRIES, cancel);
    }

    void run(RunUnit unit) {
        try (Session session = new Session(workspace, cancel)) {
            String home = session.query("SELECT current_database()", r -> r.next() ? r.getString(1) : "");
            String schema = WORK + "." + unit.schema();
            session.execute("CREATE SCHEMA IF NOT EXISTS " + schema);
            session.execute("SET search_path = " + Sql.text(schema + "," + Sql.name(home) + ".main"));
            plan.runner()
                    .run(
                            session,
                            StatementRunner.ASSUMPTIONS,
                            Draws.MACROS + SharedMacros.SQL + unit.rules().sql() + drawKeys(unit));
            if (unit.next() == plan.firstYear() - 1) {
                WorkforceModels baseline = WorkforceModels.ofBaseline();
                Map<String, Object> variables = plan.variables(unit, plan.firstYear());
                session.transaction(() -> baseline.steps()
                        .forEach(m -> plan.runner().run(session, m.name(), baseline.statement(m, variables))));
            }
            for (int year = Math.max(unit.next(), plan.firstYear()); year <= plan.lastYear() && !stopped; year++) {
                runYear(session, unit, year);
            }
            session.execute("USE " + Sql.name(home) + ".main");
            session.execute("DROP SCHEMA " + schema + " CASCADE");
        }
    }

    /** Lets no further year begin, because another unit has failed. */
    void stop() {
        stopped = true;
    }

    private void runYear(Session session, RunUnit unit, int year) {
        try {
            tally.yearDone(unit, year, retries.run(() -> tryYear(session, unit, year)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void tryYear(Session session, RunUnit unit, int year) {
        plan.runner().run(session, StatementRunner.ASSUMPTIONS, unit.rules().sqlOf(year));
        Map<String, Object> variables = plan.variables(unit, year);
        plan.models().passing().forEach(m -> make(session, m, variables, unit, year));
        session.transaction(() -> plan.models().kept().forEach(m -> make(session, m, variables, unit, year)));
    }

    private void make(Session session, ModelPlan.Step model, Map<String, Object> variables, RunUnit unit, int year) {
        tally.modelBegins(unit, year, model.name());
        long start = System.nanoTime();
        long rows = plan.runner().run(session, model.name(), plan.models().statement(model, variables));
        tally.modelDone(model.name(), rows, System.nanoTime() - start);
    }

    private String drawKeys(RunUnit unit) {
        StringJoiner rows = new StringJoiner(", ");
        for (long seed : unit.seeds()) {
            Draws.Keys life = Draws.keys(seed, unit.group(), 0);
            for (int year = plan.firstYear(); year <= plan.lastYear(); year++) {
                Draws.Keys keys = Draws.keys(seed, unit.group(), year);
                rows.add("(" + seed + ", " + year + ", " + keys.first() + ", " + keys.second() + ", " + life.first()
                        + ", " + life.second() + ")");
            }
        }
        return "CREATE OR REPLACE TABLE draw_keys AS SELECT CAST(seed AS BIGINT) AS seed, year, CAST(k1 AS BIGINT) AS k1,"
                + " CAST(k2 AS BIGINT) AS k2, CAST(life1 AS BIGINT) AS life1, CAST(life2 AS BIGINT) AS life2 FROM (VALUES "
                + rows + ") AS t(seed, year, k1, k2, life1, life2);\n";
    }
}
