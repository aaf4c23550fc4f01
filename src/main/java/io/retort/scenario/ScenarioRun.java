package io.retort.scenario;

import io.retort.core.CancelToken;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A run of scenarios: makes every year of every scenario and seed that the workspace does not hold yet. What it leaves are
 * the tables {@code scenario_events}, {@code scenario_snapshots}, {@code scenario_years}, {@code scenario_census} and
 * {@code scenario_runs}. The same census, assumptions, years and seed give the same rows, whatever the threads, batches,
 * interruptions, and other scenarios of the run.
 */
public final class ScenarioRun {
    /** Rows that a thread takes at once: the database's own 122,880 would leave all but one thread of a small run idle. */
    private static final int ROW_GROUP = 16_384;
    /** With fewer rows a second thread takes more time to be told than it saves. */
    private static final int ROWS_PER_THREAD = 100_000;
    /** Years of small runs go to the log of the file first: each checkpoint compresses half-filled row groups anew. */
    private static final String CHECKPOINT = "64MB";

    private final Scenario scenario;
    private final ScenarioOptions options;
    private final StatementRunner runner;
    private final boolean watched;

    ScenarioRun(Scenario scenario, ScenarioOptions options) {
        this(scenario, options, (session, model, statement) -> session.execute(statement), false);
    }

    private ScenarioRun(Scenario scenario, ScenarioOptions options, StatementRunner runner, boolean watched) {
        this.scenario = scenario;
        this.options = options;
        this.runner = runner;
        this.watched = watched;
        scenario.configs().forEach(c -> new YearLimits(c).check(options.firstYear(), options.lastYear()));
    }

    /**
     * The same with its statements run by somebody else, who may look at them first. Those of a unit come one after the
     * other, none ahead.
     *
     * @param other runs each statement of the years
     * @return a copy
     */
    public ScenarioRun by(StatementRunner other) {
        return new ScenarioRun(scenario, options, other, true);
    }

    /**
     * Runs to the end.
     *
     * @param workspace where the tables are made
     * @return what was done
     */
    public ScenarioReport run(Workspace workspace) {
        return run(workspace, new CancelToken(), progress -> {});
    }

    /**
     * Runs to the end or until it is cancelled. Years that are complete by then stay, and a later run goes on from them.
     *
     * @param workspace where the tables are made
     * @param cancel ends the run
     * @param listener told when a model begins and when a year is complete, by several threads, one at a time
     * @return what was done
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public ScenarioReport run(Workspace workspace, CancelToken cancel, Consumer<ScenarioProgress> listener) {
        RunMeter meter = new RunMeter();
        workspace.execute(
                "ATTACH IF NOT EXISTS ':memory:' AS " + UnitTables.WORK + " (ROW_GROUP_SIZE " + ROW_GROUP + ")");
        try (Session session = new Session(workspace, cancel)) {
            CensusStore store = new CensusStore(session);
            store.take(scenario.census(), workspace, options.firstYear());
            session.execute(ResultTables.create());
            store.keep();
            long census = session.query("SELECT count(*) FROM scenario_census", r -> r.next() ? r.getLong(1) : 0L);
            RunPlan plan =
                    new RunPlan(options.firstYear(), options.lastYear(), census, WorkforceModels.ofYear(), runner);
            List<RunUnit> units = units(new RunRegister(session), plan);
            long rows = census
                    * units.stream().mapToInt(u -> u.seeds().size()).max().orElse(1);
            int threads = threads(rows);
            int todo = units.stream().mapToInt(u -> years(u, plan)).sum();
            RunTally tally = new RunTally(plan.models().graph().names(), todo, listener);
            int parallel = parallel(units.size());
            boolean ahead = isAhead(rows, parallel);
            try (Setting ignored = Setting.of(workspace, "threads", Integer.toString(threads));
                    Setting later = Setting.of(workspace, "checkpoint_threshold", CHECKPOINT)) {
                new UnitPool(parallel, cancel).run(units, new YearLoop(workspace, plan, tally, ahead, cancel));
            }
            return report(
                    session,
                    plan,
                    units,
                    tally,
                    meter,
                    Map.of("threads", threads, "parallel", parallel, "ahead", ahead));
        } finally {
            workspace.execute("DETACH DATABASE IF EXISTS " + UnitTables.WORK);
        }
    }

    /** Threads of the database for its largest statements; statements of other units have threads of their own. */
    private int threads(long rows) {
        return options.threads() > 0
                ? options.threads()
                : (int) Math.max(1, Math.min(processors(), rows / ROWS_PER_THREAD));
    }

    private int parallel(int units) {
        return Math.max(1, Math.min(options.parallel() > 0 ? options.parallel() : processors(), units));
    }

    /** With rows that give a second thread nothing to do, a processor that no unit needs computes years ahead. */
    private boolean isAhead(long rows, int parallel) {
        return !watched && rows < 2 * ROWS_PER_THREAD && parallel < processors();
    }

    private int processors() {
        return options.threads() > 0 ? options.threads() : Runtime.getRuntime().availableProcessors();
    }

    /** Seeds that stand at the same year go together, as many as a batch may hold. */
    private List<RunUnit> units(RunRegister register, RunPlan plan) {
        int size = (int) Math.max(1, Math.min(1000, options.batchRows() / Math.max(1, plan.censusCount())));
        List<RunUnit> units = new ArrayList<>();
        for (ScenarioConfig config : scenario.configs()) {
            int number = register.number(config, options.firstYear());
            register.keepLimits(new YearLimits(config).sql(number, options.firstYear(), options.lastYear()));
            Map<Long, Integer> last = register.lastYears(number);
            Map<Integer, List<Long>> standing = options.seedList().stream()
                    .collect(Collectors.groupingBy(
                            seed -> last.getOrDefault(seed, options.firstYear() - 2) + 1,
                            TreeMap::new,
                            Collectors.toList()));
            Rules rules = new Rules(config);
            standing.forEach((next, seeds) -> {
                for (int from = 0; from < seeds.size() && next <= options.lastYear(); from += size) {
                    List<Long> batch = seeds.subList(from, Math.min(seeds.size(), from + size));
                    units.add(new RunUnit(
                            units.size() + 1,
                            number,
                            config.name(),
                            rules,
                            config.randomGroup(),
                            List.copyOf(batch),
                            next));
                }
            });
        }
        return units;
    }

    private static int years(RunUnit unit, RunPlan plan) {
        return plan.lastYear() - Math.max(unit.next(), plan.firstYear()) + 1;
    }

    private ScenarioReport report(
            Session session,
            RunPlan plan,
            List<RunUnit> units,
            RunTally tally,
            RunMeter meter,
            Map<String, Object> shown) {
        String names = scenario.configs().stream()
                .map(c -> io.retort.table.Sql.text(c.name()))
                .collect(Collectors.joining(", "));
        String these =
                " WHERE scenario IN (SELECT scenario FROM scenario_runs WHERE name IN (" + names + ")) AND seed IN ("
                        + options.seedList().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ") AND year BETWEEN "
                        + (plan.firstYear() - 1) + " AND " + plan.lastYear();
        long events = session.query("SELECT count(*) FROM scenario_log" + these, r -> r.next() ? r.getLong(1) : 0L);
        long snapshots =
                session.query("SELECT count(*) FROM scenario_snapshots" + these, r -> r.next() ? r.getLong(1) : 0L);
        int made =
                units.stream().mapToInt(u -> years(u, plan) * u.seeds().size()).sum();
        int all = (plan.lastYear() - plan.firstYear() + 1)
                * options.seedList().size()
                * scenario.configs().size();
        return new ScenarioReport(
                meter.wallS(),
                meter.cpuS(),
                RunMeter.peakRssMb(),
                plan.censusCount(),
                List.of(plan.firstYear(), plan.lastYear()),
                scenario.configs().stream().map(ScenarioConfig::name).toList(),
                options.seedList(),
                events,
                snapshots,
                made,
                all - made,
                tally.retried(),
                shown,
                tally.modelsS(),
                tally.models());
    }
}
