package io.retort.scenario.graph;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.engine.TaskGraph;
import io.retort.engine.TaskGraphBuilder;
import io.retort.engine.TaskOptions;
import io.retort.engine.TaskResults;
import io.retort.scenario.graph.ModelResult.Status;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One run of models and their tests, as tasks of a graph. */
final class ModelExecution {
    private static final String TEST = "test:";

    private final ModelGraph graph;
    private final ModelRequest request;
    private final ModelPreparation ready;
    private final Workspace workspace;
    private final CancelToken cancel;
    private final Retries retries;
    private final ModelBuild build;
    private final DataTestRun testing;
    private final Map<String, ModelResult> results = new ConcurrentHashMap<>();
    private final Map<DataTest, TestResult> findings = new ConcurrentHashMap<>();
    private final long start = System.nanoTime();

    ModelExecution(ModelGraph graph, Workspace workspace, ModelRequest request, CancelToken cancel) {
        this.graph = graph;
        this.request = request;
        this.workspace = workspace;
        this.cancel = cancel;
        this.ready = new ModelPreparation(graph, workspace, request);
        this.retries = new Retries(request.options().retries(), cancel);
        this.build = new ModelBuild(workspace, ready.queries(), ready.existing(), cancel);
        this.testing = new DataTestRun(workspace, graph.links(), ready.queries(), cancel);
    }

    ModelReport run() {
        ready.forgetChanged();
        TaskGraphBuilder<Boolean> tasks = TaskGraph.builder("models");
        for (String name : ready.selected()) {
            add(tasks, graph.links().model(name));
        }
        TaskGraph<Boolean> taskGraph = tasks.build();
        int workers = workers();
        TaskOptions options = TaskOptions.defaults().withWorkers(workers).withoutTaskRows();
        try {
            return report(taskGraph.with(options).run(cancel), workers);
        } finally {
            ready.keep(results.values(), failedTests(), untested());
        }
    }

    /** More connections than models that can run at once, or than processors, are of no use. */
    private int workers() {
        int asked = request.options().workers();
        int widest = Math.max(1, graph.plan(ready.selected()).widest());
        return asked > 0 ? asked : Math.min(widest, Runtime.getRuntime().availableProcessors());
    }

    private void add(TaskGraphBuilder<Boolean> tasks, Model model) {
        List<String> needs = List.copyOf(ready.selectedAbove(graph.links().needs(model.name())));
        if (model.kind() == ModelKind.TEST) {
            DataTest test = DataTest.ofFile(model);
            tasks.task(model.name(), needs, in -> test(test, model));
            return;
        }
        if (model.isRelation()) {
            tasks.task(model.name(), needs, in -> model(model));
        }
        for (DataTest test : apart(model)) {
            Set<String> seen = new LinkedHashSet<>();
            test.failing().references().forEach(r -> seen.add(graph.links().resolve(r)));
            tasks.task(
                    TEST + test.model() + "." + test.name() + "@" + test.place().line(),
                    List.copyOf(ready.selectedAbove(seen)),
                    in -> test(test, null));
        }
    }

    /** Tests that read other models too: they wait for those, and what needs this model does not wait for them. */
    private List<DataTest> apart(Model model) {
        return request.options().tests()
                ? model.tests().stream()
                        .filter(t -> t.looksElsewhere() || !model.isRelation())
                        .filter(t -> ready.testsDue(model) || looksAtChanged(t))
                        .toList()
                : List.of();
    }

    private boolean looksAtChanged(DataTest test) {
        return test.failing().references().stream()
                .map(r -> graph.links().resolve(r))
                .anyMatch(n -> ready.selected().contains(n)
                        && ready.changed(graph.links().model(n)));
    }

    private boolean model(Model model) throws InterruptedException {
        long began = System.nanoTime();
        boolean changed = ready.changed(model);
        long[] rows = {ready.rowsBefore(model)};
        int[] tried = {0};
        ModelKind kind = graph.kind(model.name());
        try {
            if (changed) {
                tried[0] = retries.run(() -> rows[0] = build.build(model, kind));
            }
            if (request.options().tests() && ready.testsDue(model)) {
                rows[0] = Math.max(rows[0], testOwn(model));
            }
            finish(model, kind, changed ? Status.BUILT : Status.REUSED, rows[0], began, tried[0], "");
            return true;
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            String said = String.valueOf(e.getMessage());
            String message = said.startsWith("model " + model.name() + ":")
                    ? said
                    : model.file().path() + ": model " + model.name() + " failed: " + said;
            finish(model, kind, Status.FAILED, -1, began, tried[0], message);
            if (e instanceof ResourceException && !Retries.mayPass(e)) {
                throw new ResourceException(message, e);
            }
            throw new DataException(message, e);
        }
    }

    private void finish(Model model, ModelKind kind, Status status, long rows, long began, int tried, String message) {
        double seconds = (System.nanoTime() - began) / 1e9;
        ModelResult result = new ModelResult(model.name(), kind, status, rows, seconds, tried, message);
        results.put(model.name(), result);
        request.listener().accept(result);
    }

    /** Returns the number of rows, if the tests counted them. */
    private long testOwn(Model model) throws InterruptedException {
        List<DataTest> own =
                model.tests().stream().filter(t -> !t.looksElsewhere()).toList();
        if (own.isEmpty()) {
            return -1;
        }
        DataTestRun.Found found = testing.run(own);
        for (int i = 0; i < own.size(); i++) {
            findings.put(own.get(i), found.results().get(i));
        }
        for (TestResult result : found.results()) {
            if (!result.passed()) {
                throw new DataException(result.message());
            }
        }
        return found.rows();
    }

    /** A test that is a task of its own; a file of kind test has a line among the models. */
    private boolean test(DataTest test, @Nullable Model file) {
        long began = System.nanoTime();
        TestResult result = testing.one(test);
        findings.put(test, result);
        if (file != null) {
            Status status = result.passed() ? Status.BUILT : Status.FAILED;
            finish(file, ModelKind.TEST, status, -1, began, 0, result.passed() ? "" : result.message());
        }
        return true;
    }

    private Set<String> failedTests() {
        Set<String> failed = new LinkedHashSet<>();
        findings.values().stream().filter(f -> !f.passed()).forEach(f -> failed.add(f.model()));
        return failed;
    }

    /** Models of which a test did not come to be run. */
    private Set<String> untested() {
        Set<String> found = new LinkedHashSet<>();
        for (String name : ready.selected()) {
            if (!findings.keySet().containsAll(graph.links().model(name).tests())) {
                found.add(name);
            }
        }
        return found;
    }

    private ModelReport report(TaskResults<Boolean> done, int workers) {
        Map<String, String> why = new LinkedHashMap<>();
        done.issues().forEach(i -> why.put(i.stage(), i.message()));
        List<ModelResult> models = new ArrayList<>();
        List<TestResult> tests = new ArrayList<>();
        for (String name : ready.selected()) {
            Model model = graph.links().model(name);
            if (model.kind() != ModelKind.EPHEMERAL) {
                models.add(results.getOrDefault(name, missing(model, why.getOrDefault(name, ""))));
            }
            List<DataTest> all = model.kind() == ModelKind.TEST ? List.of(DataTest.ofFile(model)) : model.tests();
            for (DataTest test : all) {
                TestResult found = findings.get(test);
                String key = TEST + test.model() + "." + test.name() + "@"
                        + test.place().line();
                if (found != null) {
                    tests.add(found);
                } else if (why.containsKey(key)) {
                    tests.add(TestResult.notRun(test, why.getOrDefault(key, "")));
                }
            }
        }
        return new ModelReport(models, tests, workers, (System.nanoTime() - start) / 1e9);
    }

    private ModelResult missing(Model model, String why) {
        boolean failed = model.kind() == ModelKind.TEST && !why.contains("because");
        return new ModelResult(
                model.name(), graph.kind(model.name()), failed ? Status.FAILED : Status.SKIPPED, -1, 0, 0, why);
    }
}
