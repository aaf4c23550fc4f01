package io.retort.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.Names;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.scenario.graph.DatabaseResources;
import io.retort.scenario.graph.ModelProject;
import io.retort.scenario.graph.ModelReport;
import io.retort.scenario.graph.ModelRequest;
import io.retort.scenario.graph.ModelResult;
import io.retort.scenario.graph.ModelRunOptions;
import io.retort.scenario.graph.ModelStorage;
import io.retort.scenario.graph.TestResult;
import io.retort.table.TableFile;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort models plan|run|test|explain --project DIR}. */
final class ModelsCommand implements Main.Command {
    private static final List<String> ACTIONS = List.of("plan", "run", "test", "explain");
    private static final OptionSet<ModelsOptions> OPTIONS = OptionSet.of(ModelsOptions.class);
    private static final OptionSet<ModelRunOptions> RUN = OptionSet.of(ModelRunOptions.class);
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private final Main.Console console;

    private ModelsCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ModelsCommand(console))
                .name("models")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        "Models in SQL: plan shows what a run would do, run makes and tests them, test tests them as they"
                                + " are, explain shows their query plans and how their tables are stored.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("ACTION")
                .arity("0..1")
                .type(String.class)
                .description("plan, run, test or explain.")
                .build());
        RecordOptions.declare(spec, OPTIONS);
        RecordOptions.declare(spec, RUN);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        String action = parsed.hasMatchedPositional(0) ? parsed.matchedPositionalValue(0, "") : "";
        if (!ACTIONS.contains(action)) {
            throw new UsageException(
                    "models: " + (action.isEmpty() ? "an action is missing" : "unknown action \"" + action + "\"")
                            + "; " + Names.suggestion(action, ACTIONS));
        }
        ModelsOptions options = RecordOptions.read("models", OPTIONS, parsed);
        if (options.report() != null) {
            TableFile.checkPlace(options.report(), "models");
        }
        ModelProject project = ModelProject.open(options.project(), options.inputs());
        ModelRequest request = request(project, options).with(RecordOptions.read("models", RUN, parsed));
        if (action.equals("plan")) {
            console.out().print(project.graph().plan(request.selection()).text());
            return 0;
        }
        DatabaseResources resources = DatabaseResources.of(options.memory());
        try (Workspace workspace = options.workspace() == null
                ? Workspace.inMemory(resources.memoryBytes())
                : Workspace.open(options.workspace(), resources.memoryBytes())) {
            resources.apply(workspace);
            return switch (action) {
                case "run" -> run(project, request, workspace, options);
                case "test" -> test(project.graph().test(workspace, request, new CancelToken()));
                default -> explain(project, request, workspace);
            };
        }
    }

    private static ModelRequest request(ModelProject project, ModelsOptions options) {
        ModelRequest request = project.request();
        for (String pair : options.vars()) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException("models: --vars got \"" + pair + "\"; accepted is name=value");
            }
            request = request.with(pair.substring(0, equals), value(pair.substring(equals + 1)));
        }
        return options.select() == null ? request : request.selecting(options.select());
    }

    /** Whole numbers, decimals and booleans as such, all else as text. */
    private static Object value(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Long.valueOf(text);
        }
        if (text.matches("-?\\d*\\.\\d+")) {
            return new java.math.BigDecimal(text);
        }
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    private int run(ModelProject project, ModelRequest request, Workspace workspace, ModelsOptions options) {
        CancelToken cancel = new CancelToken();
        ModelReport report;
        try (Interrupt ignored = Interrupt.cancelling(cancel)) {
            report = project.graph()
                    .run(workspace, request.telling(r -> console.out().println(r.line())), cancel);
        }
        report.models().stream()
                .filter(m -> m.status() == ModelResult.Status.SKIPPED)
                .forEach(m -> console.out().println(m.line()));
        report.tests().stream()
                .filter(t -> !t.passed())
                .forEach(t -> console.err().println(t.message()));
        console.out()
                .printf(
                        Locale.ROOT,
                        "%d built, %d reused, %d failed, %d skipped, %d of %d tests passed, %.2f s, %d at once%n",
                        report.count(ModelResult.Status.BUILT),
                        report.count(ModelResult.Status.REUSED),
                        report.count(ModelResult.Status.FAILED),
                        report.count(ModelResult.Status.SKIPPED),
                        report.tests().stream().filter(TestResult::passed).count(),
                        report.tests().size(),
                        report.wallS(),
                        report.workers());
        if (options.report() != null) {
            write(report, options);
        }
        return report.complete() ? 0 : Main.FAILURE;
    }

    private static void write(ModelReport report, ModelsOptions options) {
        if (options.report() == null) {
            return;
        }
        try {
            Files.writeString(
                    options.report(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is plain data", e);
        } catch (IOException e) {
            throw new DataException("models: the report " + options.report() + " cannot be written", e);
        }
    }

    private int test(List<TestResult> results) {
        results.forEach(r -> (r.passed() ? console.out() : console.err()).println(r.message()));
        long failed = results.stream().filter(r -> !r.passed()).count();
        console.out().printf(Locale.ROOT, "%d of %d tests passed%n", results.size() - failed, results.size());
        return failed == 0 ? 0 : Main.FAILURE;
    }

    private int explain(ModelProject project, ModelRequest request, Workspace workspace) {
        project.graph().plan(request.selection()).steps().forEach(step -> {
            console.out().println(step.name() + " (" + step.kind().text() + ": " + step.why() + ")");
            switch (step.kind()) {
                case SEED -> console.out().println("read from " + step.file());
                default -> console.out().print(project.graph().explain(workspace, step.name(), request));
            }
            ModelStorage.of(workspace, step.name(), request.options().schema())
                    .forEach(column -> console.out().println("  " + column.line()));
        });
        return 0;
    }
}
