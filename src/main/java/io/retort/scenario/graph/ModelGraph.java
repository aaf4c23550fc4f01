package io.retort.scenario.graph;

import io.retort.core.CancelToken;
import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Models in SQL that read each other: checked when it is made, run in one database. A model is a {@code SELECT}; the
 * names of other models in it, bare or as {@code {{ ref('name') }}}, make the graph. Immutable, and safe for use by many
 * threads; two runs into the same schema must not overlap.
 */
public final class ModelGraph {
    private static final Set<String> CHANGING =
            Set.of("RANDOM", "UUID", "GEN_RANDOM_UUID", "NOW", "CURRENT_DATE", "CURRENT_TIMESTAMP", "TODAY");

    private final ModelLinks links;
    private final Map<String, String> sources;
    private final Materialization materialization;
    private final List<String> warnings;

    ModelGraph(List<Model> models, Collection<String> inputs, Map<String, String> sources) {
        Set<String> all = new LinkedHashSet<>(inputs);
        all.addAll(sources.keySet());
        this.links = new ModelLinks(models, all);
        this.sources = Map.copyOf(sources);
        this.materialization = new Materialization(links);
        this.warnings = findWarnings();
    }

    /**
     * A graph of models that read nothing but each other.
     *
     * @param files models and seeds, in any order
     * @return the graph
     * @throws UsageException if a file is not understood, a name is there twice or missing, a header says otherwise than
     *     its query, or models need each other in a circle; with file and line
     */
    public static ModelGraph of(List<ModelFile> files) {
        return of(files, List.of());
    }

    /**
     * A graph of models that also read tables that are no models.
     *
     * @param files models and seeds, in any order
     * @param inputs names of those tables
     * @return the graph
     * @throws UsageException as {@link #of(List)}
     */
    public static ModelGraph of(List<ModelFile> files, Collection<String> inputs) {
        return new ModelGraph(files.stream().map(ModelHeader::read).toList(), inputs, Map.of());
    }

    private List<String> findWarnings() {
        List<String> found = new ArrayList<>();
        Set<String> read = new LinkedHashSet<>();
        for (String name : links.order()) {
            Model model = links.model(name);
            read.addAll(links.inputsOf(name));
            boolean unused = links.users(name).isEmpty();
            if (unused && (model.kind() == ModelKind.EPHEMERAL || model.kind() == ModelKind.SEED)) {
                found.add(model.place() + ": nothing reads " + model.kind().text() + " " + name);
            }
            model.sql().keywords().stream()
                    .filter(CHANGING::contains)
                    .findFirst()
                    .ifPresent(w ->
                            found.add(model.place() + ": " + name + " calls " + w.toLowerCase(java.util.Locale.ROOT)
                                    + ", so a result that is reused may differ from one made anew"));
        }
        links.inputs().stream().filter(i -> !read.contains(i)).forEach(i -> found.add("nothing reads input " + i));
        return List.copyOf(found);
    }

    /**
     * Names of all models and tests of the graph.
     *
     * @return each after those that it needs
     */
    public List<String> names() {
        return List.copyOf(links.order());
    }

    /**
     * What the author may want to know: seeds, inputs and ephemeral models that nothing reads, and queries that may give
     * something else each time.
     *
     * @return a sentence each
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * What a run would do.
     *
     * @param selection which models
     * @return order, kinds with reasons, indexes and tests
     * @throws UsageException if the selection names what is not there
     */
    public ModelPlan plan(Selection selection) {
        return plan(selection.in(links));
    }

    ModelPlan plan(Set<String> selected) {
        Map<String, Integer> level = new HashMap<>();
        Map<Integer, Integer> widths = new HashMap<>();
        List<ModelPlan.Step> steps = new ArrayList<>();
        for (String name : selected) {
            Model model = links.model(name);
            int batch = 1;
            for (String above : links.above(name)) {
                boolean counts = selected.contains(above) && kind(above) != ModelKind.EPHEMERAL;
                batch = counts ? Math.max(batch, 1 + level.getOrDefault(above, 0)) : batch;
            }
            level.put(name, batch);
            if (kind(name) != ModelKind.EPHEMERAL) {
                widths.merge(batch, 1, Integer::sum);
            }
            steps.add(step(model, batch));
        }
        int widest = widths.values().stream().mapToInt(i -> i).max().orElse(0);
        return new ModelPlan(steps, widths.size(), widest, warnings);
    }

    private ModelPlan.Step step(Model model, int batch) {
        List<String> needs = new ArrayList<>(links.needs(model.name()));
        needs.addAll(links.inputsOf(model.name()));
        Materialization.Choice choice = materialization.of(model.name());
        return new ModelPlan.Step(
                model.name(),
                choice.kind(),
                choice.why(),
                batch,
                needs,
                List.copyOf(links.users(model.name())),
                model.traits().indexes(),
                model.tests().stream().map(DataTest::name).toList(),
                model.traits().into(),
                model.traits().description(),
                model.file().path());
    }

    /**
     * Makes models and tests their data. A model that fails is reported, with those that need it, and the others go on.
     *
     * @param workspace database
     * @param request which models, and with what
     * @return what became of each
     * @throws UsageException before anything is made, if a variable has no value or a model that is needed is not there
     */
    public ModelReport run(Workspace workspace, ModelRequest request) {
        return run(workspace, request, new CancelToken());
    }

    /**
     * Makes models and tests their data, and can be stopped.
     *
     * @param workspace database
     * @param request which models, and with what
     * @param cancel ends the queries in hand
     * @return what became of each
     * @throws UsageException before anything is made, if a variable has no value or a model that is needed is not there
     * @throws CancellationException if it was stopped; models that were finished stay, and are reused by the next run
     * @throws io.retort.core.ResourceException if the disk is full
     */
    public ModelReport run(Workspace workspace, ModelRequest request, CancelToken cancel) {
        return new ModelExecution(this, workspace, request, cancel).run();
    }

    /**
     * Tests the data of models as they are, without making any.
     *
     * @param workspace database in which the models were made
     * @param request which models, and with what
     * @param cancel ends the queries in hand
     * @return what each test found, in the order of the models
     * @throws io.retort.core.DataException if a test cannot be run
     */
    public List<TestResult> test(Workspace workspace, ModelRequest request, CancelToken cancel) {
        ModelQueries queries = new ModelQueries(links, sources, request);
        DataTestRun run = new DataTestRun(workspace, links, queries, cancel);
        List<TestResult> results = new ArrayList<>();
        for (String name : request.selection().in(links)) {
            Model model = links.model(name);
            if (model.kind() == ModelKind.TEST) {
                results.add(run.one(DataTest.ofFile(model)));
            } else if (!model.tests().isEmpty()) {
                results.addAll(run.run(model.tests()).results());
            }
        }
        return results;
    }

    /**
     * The SQL of a model with relations and variables put in.
     *
     * @param name its name
     * @param request variables, inputs and schema
     * @return one SELECT
     * @throws UsageException if there is no such model, it is a seed, or a variable has no value
     */
    public String sql(String name, ModelRequest request) {
        String found = links.find(name);
        if (found == null) {
            throw new UsageException("no model \"" + name + "\"; " + Names.suggestion(name, links.order()));
        }
        if (kind(found) == ModelKind.SEED) {
            throw new UsageException("\"" + name + "\" is a seed, read from "
                    + links.model(found).file().path() + "; it has no query");
        }
        return new ModelQueries(links, sources, request)
                .lined(links.model(found).sql());
    }

    /**
     * The SQL of a model with relations under their bare names, for a connection whose search path leads to them.
     *
     * @param name its name
     * @param variables values by name
     * @return one SELECT
     * @throws UsageException if a variable has no value
     */
    public String bareSql(String name, Map<String, ?> variables) {
        return ModelQueries.bare(links, variables).lined(links.model(name).sql());
    }

    /**
     * How the database would run a model: its query plan. What the model reads must have been made.
     *
     * @param workspace database
     * @param name the model
     * @param request variables, inputs and schema
     * @return DuckDB's plan as text
     */
    public String explain(Workspace workspace, String name, ModelRequest request) {
        return workspace.query("EXPLAIN " + sql(name, request), result -> {
            StringBuilder text = new StringBuilder();
            while (result.next()) {
                text.append(result.getString(2)).append(System.lineSeparator());
            }
            return text.toString();
        });
    }

    ModelLinks links() {
        return links;
    }

    Map<String, String> sources() {
        return sources;
    }

    /** What becomes of a model, never {@link ModelKind#AUTO}. */
    ModelKind kind(String model) {
        return materialization.of(model).kind();
    }
}
