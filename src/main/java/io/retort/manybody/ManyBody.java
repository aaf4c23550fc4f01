package io.retort.manybody;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The many-body expansion of a cluster: says what it would compute, computes it in parallel, and puts it together. The
 * result is the same to the last bit for every number of workers, in both modes and after a resumption. Immutable.
 */
public final class ManyBody {
    private final Cluster cluster;
    private final ManyBodyOptions options;
    private final ExpansionPlan plan;
    private final Surroundings surroundings;

    /** What a run may use besides its input. */
    record Surroundings(
            @Nullable Workspace workspace, @Nullable Path folder, Consumer<? super ManyBodyProgress> listener) {}

    private ManyBody(Cluster cluster, ManyBodyOptions options, ExpansionPlan plan, Surroundings surroundings) {
        this.cluster = cluster;
        this.options = options;
        this.plan = plan;
        this.surroundings = surroundings;
    }

    /**
     * An expansion of a cluster.
     *
     * @param cluster fragments at their places
     * @param options what is expanded and how it runs; model names are taken in lower case
     * @return the expansion, planned
     * @throws UsageException if the options do not go together, or not with the cluster
     */
    public static ManyBody of(Cluster cluster, ManyBodyOptions options) {
        ManyBodyOptions lower = options.with("levels", options.levels().toLowerCase(Locale.ROOT));
        if (lower.embedding() && !cluster.hasPartialCharges()) {
            throw new UsageException("embedding needs a partial charge for each atom: the column partial_charge of an"
                    + " extended XYZ file, or extras.partial_charges of a QCSchema molecule");
        }
        String cutoff = lower.cutoff();
        NmerScreen screen = cutoff == null ? NmerScreen.NONE : DistanceScreen.parse(cutoff, cluster);
        ExpansionPlan plan = ExpansionPlan.of(lower.expansion(), cluster.size(), screen);
        return new ManyBody(cluster, lower, plan, new Surroundings(null, null, progress -> {}));
    }

    /**
     * The same in a workspace: results are kept there and taken from there, and the run leaves its account.
     *
     * @param workspace where to
     * @return a copy
     */
    public ManyBody in(Workspace workspace) {
        return new ManyBody(
                cluster, options, plan, new Surroundings(workspace, surroundings.folder(), surroundings.listener()));
    }

    /**
     * The same with a checkpoint: a run that was stopped or killed goes on with the calculations that it had not finished.
     *
     * @param folder for this expansion alone
     * @return a copy
     */
    public ManyBody keepingIn(Path folder) {
        return new ManyBody(
                cluster, options, plan, new Surroundings(surroundings.workspace(), folder, surroundings.listener()));
    }

    /**
     * The same with somebody who hears of the progress.
     *
     * @param listener called a few times a second, and once at the end, by the thread that runs
     * @return a copy
     */
    public ManyBody telling(Consumer<? super ManyBodyProgress> listener) {
        return new ManyBody(
                cluster, options, plan, new Surroundings(surroundings.workspace(), surroundings.folder(), listener));
    }

    /**
     * What would be computed.
     *
     * @return the plan
     */
    public ExpansionPlan plan() {
        return plan;
    }

    /**
     * The plan in a few lines: how many calculations for each model and number of real fragments, and how many are the same
     * as others.
     *
     * @return text for a reader
     */
    public String planText() {
        StringBuilder text = new StringBuilder();
        int all = plan.calculations().size();
        text.append(String.format(
                Locale.ROOT,
                "%d fragments, %d atoms, %s; %,d calculations%n",
                cluster.size(),
                cluster.atoms().size(),
                String.join(
                        ", ",
                        plan.expansion().treatmentsGiven(cluster.size()).stream()
                                .map(Bsse::label)
                                .toList()),
                all));
        plan.counts().forEach((model, byBody) -> {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s: %,d%n",
                    model,
                    byBody.values().stream().mapToInt(c -> c).sum()));
            byBody.forEach((body, count) -> text.append(String.format(Locale.ROOT, "    %d-body: %,d%n", body, count)));
        });
        int merged = all - new CalculationList(cluster, plan, options).distinct().length;
        if (merged > 0) {
            text.append(String.format(Locale.ROOT, "  %,d of them are the same as others but for a shift%n", merged));
        }
        return text.toString();
    }

    /**
     * Runs with the engine that the options name.
     *
     * @param cancel stops the run
     * @return energies and what else was asked for
     * @throws UsageException if the engine cannot do what is asked
     * @throws DataException if calculations failed, naming them
     * @throws java.util.concurrent.CancellationException if it was stopped
     */
    public ManyBodyResult run(CancelToken cancel) {
        try (EnergyEngine engine = Engines.open(options.engine(), options.engineOptions())) {
            return run(engine, cancel);
        }
    }

    /**
     * Runs with an engine.
     *
     * @param engine computes; stays open
     * @param cancel stops the run
     * @return as {@link #run(CancelToken)}
     */
    public ManyBodyResult run(EnergyEngine engine, CancelToken cancel) {
        checkEngine(engine);
        return new ManyBodyRun(new CalculationList(cluster, plan, options), plan, options, surroundings)
                .run(engine, cancel, cluster.atoms().size());
    }

    private void checkEngine(EnergyEngine engine) {
        Map<String, Boolean> ghosts = new java.util.LinkedHashMap<>();
        for (Label label : plan.calculations()) {
            ghosts.merge(
                    label.model(),
                    label.subsystem().basis().size() > label.subsystem().real().size(),
                    Boolean::logicalOr);
        }
        ghosts.forEach((model, any) -> {
            Optional<String> refusal =
                    engine.refusal(CalculationList.model(model), any, options.embedding(), options.driver());
            if (refusal.isPresent()) {
                throw new UsageException("the engine " + engine.name() + " cannot do " + model + ": " + refusal.get());
            }
        });
    }
}
