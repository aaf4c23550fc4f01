package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.scenario.ScenarioModels;
import io.retort.scenario.graph.Selection;
import io.retort.table.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario plan}: the models of a year in their order. */
final class ScenarioPlanCommand implements Main.Command {
    private static final OptionSet<Options> OPTIONS = OptionSet.of(Options.class);

    private final Main.Console console;

    /**
     * What is told.
     *
     * @param select which models
     * @param explain whether query plans are shown
     * @param workspace file whose storage is shown
     */
    record Options(
            @Option(help = "Models: people, +people, people+, several with commas; all if not given.") @Nullable
            String select,

            @Option(help = "Show DuckDB's query plan of each model.")
            boolean explain,

            @Option(help = "DuckDB file of runs, to show how its tables are compressed.") @Nullable
            Path workspace) {}

    private ScenarioPlanCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioPlanCommand(console))
                .name("plan")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Shows the models of a year: their order, what becomes of them, what they need.");
        RecordOptions.declare(spec, OPTIONS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        Options options = RecordOptions.read("scenario plan", OPTIONS, parsed);
        Selection selection = Selection.parse(options.select() == null ? "" : options.select());
        console.out().print(ScenarioModels.plan(selection).text());
        if (options.explain()) {
            try (Interrupt interrupt = Interrupt.cancelling(new CancelToken())) {
                ScenarioModels.queryPlans(selection, interrupt.token())
                        .forEach((model, plan) -> console.out().println(model + ":\n" + plan));
            }
        }
        if (options.workspace() != null) {
            try (Workspace workspace = ScenarioRunCommand.existing(options.workspace())) {
                ScenarioModels.storage(workspace).forEach((table, columns) -> {
                    console.out().println(table + ":");
                    columns.forEach(column -> console.out().println("  " + column.line()));
                });
            }
        }
        return 0;
    }
}
