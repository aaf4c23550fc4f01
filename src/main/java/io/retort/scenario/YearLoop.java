package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.scenario.graph.ModelPlan;
import io.retort.scenario.graph.Retries;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/**
 * Carries a unit through its years. What lives for a year is in a schema of a database in memory; what is kept of a year
 * goes to the workspace in one transaction, so that a year is there or is not. What failed of something that may pass is
 * begun anew. Where a processor would be idle, a year is kept while the next one is computed ahead: from what its people
 * come to, which is what the snapshots that are derived from its events say.
 */
final class YearLoop {
    private static final int RETRIES = 3;

    private final Workspace workspace;
    private final RunPlan plan;
    private final RunTally tally;
    private final CancelToken cancel;
    private final Retries retries;
    private final boolean ahead;
    private final WorkforceModels standing = WorkforceModels.ofStanding();
    private volatile boolean stopped;

    YearLoop(Workspace workspace, RunPlan plan, RunTally tally, boolean ahead, CancelToken cancel) {
        this.workspace = workspace;
        this.plan = plan;
        this.tally = tally;
        this.cancel = cancel;
        this.ahead = ahead;
        this.retries = new Retries(RETRIES, cancel);
    }

    void run(RunUnit unit) {
        try (Session session = new Session(workspace, cancel)) {
            UnitTables tables = UnitTables.of(session, unit, ahead);
            try (YearKeeper keeper = ahead ? YearKeeper.beside(workspace, cancel) : YearKeeper.atOnce(session)) {
                run(new Unit(unit, tables, session, keeper, new CountDownLatch(1)));
            }
            tables.drop(session);
        }
    }

    /** Lets no further year begin, because another unit has failed. */
    void stop() {
        stopped = true;
    }

    /** A unit on its way. */
    private record Unit(RunUnit unit, UnitTables tables, Session session, YearKeeper keeper, CountDownLatch lastYear) {}

    private void run(Unit on) {
        RunUnit unit = on.unit();
        int before = plan.firstYear() - 1;
        on.tables().lasting(on.session());
        plan.runner()
                .run(
                        on.session(),
                        StatementRunner.ASSUMPTIONS,
                        Draws.MACROS + SharedMacros.SQL + unit.rules().sql() + drawKeys(unit));
        if (unit.next() == before) {
            WorkforceModels baseline = WorkforceModels.ofBaseline();
            Map<String, Object> variables = plan.variables(unit, plan.firstYear());
            standing(on, baseline, "baseline_snapshots", variables);
            on.keeper().keep(session -> {
                on.tables().lasting(session);
                session.transaction(() -> baseline.steps()
                        .forEach(m -> plan.runner().run(session, m.name(), baseline.statement(m, variables))));
            });
        }
        for (int year = Math.max(unit.next(), plan.firstYear()); year <= plan.lastYear() && !stopped; year++) {
            runYear(on, year);
        }
        settle(on);
        on.keeper().await();
    }

    /** With nothing left to compute, earlier years go from the log of the file to their place while the last one is kept. */
    private void settle(Unit on) {
        if (!ahead
                || stopped
                || on.unit().next() > plan.lastYear()
                || workspace.file().isEmpty()) {
            return;
        }
        try {
            on.lastYear().await();
            var unused = on.session().execute("CHECKPOINT " + on.tables().home());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (DataException notNow) {
            // Others write: closing the file does the same.
            cancel.throwIfCancelled();
        }
    }

    private void runYear(Unit on, int year) {
        Map<String, Object> variables = plan.variables(on.unit(), year);
        int retried = retried(() -> compute(on, variables, year));
        on.keeper().keep(session -> {
            try {
                int again = retried(() -> keep(on, session, variables, year));
                tally.yearDone(on.unit(), year, retried + again);
            } finally {
                // Also when it failed: nobody waits for what does not come.
                if (year == plan.lastYear()) {
                    on.lastYear().countDown();
                }
            }
        });
    }

    private int retried(Runnable work) {
        try {
            return retries.run(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    private void compute(Unit on, Map<String, Object> variables, int year) {
        on.tables().computing(on.session(), year);
        plan.runner()
                .run(
                        on.session(),
                        StatementRunner.ASSUMPTIONS,
                        on.unit().rules().sqlOf(year));
        plan.models().passing().forEach(m -> make(on.session(), m, variables, on.unit(), year));
        if (year < plan.lastYear()) {
            standing(on, standing, "standing", variables);
        }
    }

    /** With years computed ahead, the next one begins with these in place of snapshots that are not there yet. */
    private void standing(Unit on, WorkforceModels models, String model, Map<String, Object> variables) {
        if (ahead) {
            var unused = on.session()
                    .execute("CREATE OR REPLACE TABLE " + on.tables().standing() + " AS\n"
                            + models.query(model, variables));
        }
    }

    private void keep(Unit on, Session session, Map<String, Object> variables, int year) {
        on.tables().keeping(session, year);
        session.transaction(() -> plan.models().kept().forEach(m -> {
            make(session, m, variables, on.unit(), year);
            if (year == plan.lastYear()) {
                on.lastYear().countDown();
            }
        }));
    }

    private void make(Session session, ModelPlan.Step model, Map<String, Object> variables, RunUnit unit, int year) {
        tally.modelBegins(unit, year, model.name());
        long start = System.nanoTime();
        long rows = 0;
        try {
            rows = plan.runner().run(session, model.name(), plan.models().statement(model, variables));
        } finally {
            tally.modelDone(model.name(), rows, System.nanoTime() - start);
        }
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
