package io.retort.manybody;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.Issue;
import io.retort.core.Key128;
import io.retort.core.ResourceException;
import io.retort.core.RetortException;
import io.retort.engine.TaskGraph;
import io.retort.engine.TaskLevel;
import io.retort.engine.TaskMode;
import io.retort.engine.TaskOptions;
import io.retort.engine.TaskResults;
import io.retort.engine.TaskRun;
import io.retort.engine.TaskWeight;
import io.retort.table.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One run: brings the calculations onto a task graph, one level for each number of real fragments. */
final class ManyBodyRun {
    private static final int NAMED = 5;

    private final CalculationList calculations;
    private final ExpansionPlan plan;
    private final ManyBodyOptions options;
    private final ManyBody.Surroundings surroundings;
    private final int[] distinct;
    private final RunMeter meter;
    private final MemoryGate gate;
    private final Map<Integer, CalculationResult> cached = new HashMap<>();
    /** What is under way to the cache if the run ends before its end. */
    private final Map<Integer, CalculationResult> fresh = new ConcurrentHashMap<>();

    ManyBodyRun(
            CalculationList calculations,
            ExpansionPlan plan,
            ManyBodyOptions options,
            ManyBody.Surroundings surroundings) {
        this.calculations = calculations;
        this.plan = plan;
        this.options = options;
        this.surroundings = surroundings;
        this.distinct = calculations.distinct();
        this.meter = new RunMeter(plan, calculations, distinct);
        this.gate = new MemoryGate(options.tasksBytes());
    }

    ManyBodyResult run(EnergyEngine engine, CancelToken cancel, int atoms) {
        Workspace workspace = surroundings.workspace();
        EnergyCache cache = workspace == null ? null : new EnergyCache(workspace);
        if (cache != null) {
            lookUp(cache, engine);
        }
        try {
            TaskResults<Finished> results = task(engine, cancel).run(cancel);
            checkComplete(results);
            return assembled(engine, results, atoms);
        } finally {
            if (cache != null) {
                keep(cache, engine);
            }
        }
    }

    private void lookUp(EnergyCache cache, EnergyEngine engine) {
        List<Key128> keys = IntStream.of(distinct)
                .mapToObj(i -> calculations.key(i, engine))
                .toList();
        cache.find(keys).forEach((place, result) -> cached.put(distinct[place], result));
    }

    private void keep(EnergyCache cache, EnergyEngine engine) {
        List<EnergyCache.Entry> entries = new ArrayList<>();
        fresh.forEach((i, result) -> entries.add(new EnergyCache.Entry(
                calculations.key(i, engine),
                engine.name(),
                plan.calculations().get(i).model(),
                result)));
        cache.put(entries);
    }

    private TaskRun<Finished> task(EnergyEngine engine, CancelToken cancel) {
        TaskGraph<Finished> graph = TaskGraph.ofLevels("manybody", levels(engine, cancel));
        TaskOptions how = TaskOptions.defaults()
                .withWorkers(Math.max(1, Math.min(options.threads(), Math.max(1, distinct.length))))
                .withMode(options.mode())
                .withTaskTimeout(options.taskTimeout());
        TaskRun<Finished> run = graph.with(how);
        Path folder = surroundings.folder();
        if (folder != null) {
            run = graph.withVersion(signature(engine))
                    .with(how)
                    .keepingIn(folder, new FinishedCodec(f -> meter.resumed(f.calculation(), f.seconds())));
        }
        Workspace workspace = surroundings.workspace();
        if (workspace != null) {
            run = run.in(workspace);
        }
        return run.telling(p -> surroundings.listener().accept(meter.progress(p.seconds(), p.finished())));
    }

    /** What the results depend on: a checkpoint of anything else is refused. */
    private String signature(EnergyEngine engine) {
        StringBuilder all = new StringBuilder();
        for (int i : distinct) {
            Key128 key = calculations.key(i, engine);
            all.append(key.high()).append(' ').append(key.low()).append('\n');
        }
        Key128 key = Key128.of(all.toString().getBytes(StandardCharsets.UTF_8));
        return engine.name() + " " + engine.version() + String.format(" %016x%016x", key.high(), key.low());
    }

    private List<TaskLevel<Finished>> levels(EnergyEngine engine, CancelToken cancel) {
        List<TaskLevel<Finished>> levels = new ArrayList<>();
        byBody().forEach((body, places) -> {
            int[] members = places.stream().mapToInt(i -> i).toArray();
            levels.add(TaskLevel.<Finished>of(
                            body + "-body", members.length, (index, inputs) -> compute(members[index], engine, cancel))
                    .weighted(index -> TaskWeight.ofCost(calculations.cost(members[index]))));
        });
        return levels;
    }

    /** Places in the plan by the number of real fragments. */
    private SortedMap<Integer, List<Integer>> byBody() {
        SortedMap<Integer, List<Integer>> byBody = new TreeMap<>();
        for (int i : distinct) {
            byBody.computeIfAbsent(plan.calculations().get(i).subsystem().real().size(), b -> new ArrayList<>())
                    .add(i);
        }
        return byBody;
    }

    private Finished compute(int index, EnergyEngine engine, CancelToken cancel) {
        CalculationResult known = cached.get(index);
        if (known != null) {
            meter.cached(index);
            return new Finished(index, 0, known);
        }
        // The token is marked before it stops the queue; nothing begins in between.
        cancel.throwIfCancelled();
        Calculation calculation = calculations.calculation(index);
        long bytes = options.taskMemory() == null ? engine.memoryBytes(calculation) : 0;
        gate.enter(bytes);
        try {
            return compute(index, calculation, engine, cancel);
        } finally {
            gate.leave(bytes);
        }
    }

    private Finished compute(int index, Calculation calculation, EnergyEngine engine, CancelToken cancel) {
        long began = System.nanoTime();
        CalculationResult result = attempt(calculation, engine, cancel, options.retries());
        check(result, calculation);
        long took = System.nanoTime() - began;
        meter.done(index, took);
        if (surroundings.workspace() != null) {
            fresh.put(index, result);
        }
        return new Finished(index, took / 1e9, result);
    }

    private CalculationResult attempt(Calculation calculation, EnergyEngine engine, CancelToken cancel, int again) {
        for (int left = again; ; left--) {
            try {
                return engine.run(calculation, cancel);
            } catch (ResourceException e) {
                throw e;
            } catch (RetortException e) {
                if (left == 0 || cancel.isCancelled() || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                meter.retried();
            }
        }
    }

    private void check(CalculationResult result, Calculation calculation) {
        int atoms = calculation.real().size() + calculation.ghosts().size();
        if (!Double.isFinite(result.energyHartree())) {
            throw new DataException("the engine gave no finite energy but " + result.energyHartree());
        }
        checkLength(result.gradient(), options.driver() != Driver.ENERGY, 3 * atoms, "gradient");
        checkLength(result.hessian(), options.driver() == Driver.HESSIAN, 9 * atoms * atoms, "Hessian");
    }

    private static void checkLength(double @Nullable [] figures, boolean wanted, int length, String what) {
        if (wanted && (figures == null || figures.length != length)) {
            throw new DataException("the engine gave a " + what + " of " + (figures == null ? 0 : figures.length)
                    + " figures; with its ghosts it must have " + length);
        }
    }

    private void checkComplete(TaskResults<Finished> results) {
        if (results.report().complete()) {
            return;
        }
        List<Issue> issues = results.issues();
        List<String> first = new ArrayList<>();
        int[] order = order();
        for (int task = 0; task < order.length && first.size() < NAMED; task++) {
            if (results.outcome(task) instanceof io.retort.core.Outcome.Failed<Finished> failed) {
                first.add(plan.calculations().get(order[task]) + ": "
                        + failed.issue().message());
            }
        }
        throw new DataException(issues.size() + " of " + order.length + " calculations failed: "
                + String.join("; ", first)
                + (issues.size() > NAMED ? "; and " + (issues.size() - NAMED) + " more" : "")
                + (surroundings.folder() == null ? "" : "; run it again to do only these"));
    }

    /** Places in the plan in the order of the graph's tasks. */
    private int[] order() {
        return byBody().values().stream()
                .flatMapToInt(places -> places.stream().mapToInt(i -> i))
                .toArray();
    }

    private ManyBodyResult assembled(EnergyEngine engine, TaskResults<Finished> results, int atoms) {
        List<@Nullable CalculationResult> byPlace = new ArrayList<>(Collections.nCopies(calculations.size(), null));
        for (Finished finished : results.values()) {
            byPlace.set(finished.calculation(), finished.result());
        }
        Components components = new RunComponents(calculations, byPlace);
        Assembly assembly = new Assembly(plan, atoms, components);
        Map<Driver, Map<Bsse, BodySeries>> series = new EnumMap<>(Driver.class);
        for (Driver property : Driver.values()) {
            if (property.compareTo(options.driver()) <= 0) {
                series.put(property, assembly.series(property));
            }
        }
        double[] energies = new double[calculations.size()];
        for (int i = 0; i < energies.length; i++) {
            double[] energy = components.value(i, Driver.ENERGY);
            energies[i] = energy == null ? Double.NaN : energy[0];
        }
        ManyBodyReport report = ManyBodyReport.of(
                engine,
                results.report(),
                meter,
                new ManyBodyReport.Counts(
                        calculations.size(),
                        calculations.size() - distinct.length,
                        bound(results.report().workers())));
        return new ManyBodyResult(plan, options, series, energies, report);
    }

    private double bound(int workers) {
        double[] seconds =
                IntStream.of(distinct).mapToDouble(i -> meter.seconds()[i]).toArray();
        int[] bodies = IntStream.of(distinct)
                .map(i -> plan.calculations().get(i).subsystem().real().size())
                .toArray();
        return SpeedupBound.of(seconds, options.mode() == TaskMode.LEVELS ? bodies : null, workers);
    }
}
