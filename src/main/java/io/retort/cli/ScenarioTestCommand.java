package io.retort.cli;

import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.scenario.ScenarioComparison;
import io.retort.scenario.ScenarioTests;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario test --workspace FILE}: whether what runs have left obeys the laws of the model. */
final class ScenarioTestCommand implements Main.Command {
    private static final OptionSet<Options> OPTIONS = OptionSet.of(Options.class);

    private final Main.Console console;

    /**
     * What is tested.
     *
     * @param workspace file that holds the scenarios
     */
    record Options(
            @Option(help = "DuckDB file that holds the scenarios.", required = true)
            Path workspace) {}

    private ScenarioTestCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioTestCommand(console))
                .name("test")
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description("Tests whether the tables of a workspace obey the laws of the model.");
        RecordOptions.declare(spec, OPTIONS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        Options options = RecordOptions.read("scenario test", OPTIONS, parsed);
        try (Workspace workspace = ScenarioRunCommand.existing(options.workspace())) {
            if (ScenarioComparison.scenarios(workspace).isEmpty()) {
                throw new UsageException("scenario test: " + options.workspace() + " holds no scenarios");
            }
            List<ScenarioTests.Law> laws = ScenarioTests.run(workspace);
            laws.forEach(law -> console.out()
                    .printf(
                            Locale.ROOT,
                            "%-20s %s%n",
                            law.name(),
                            law.holds() ? "holds" : "BROKEN by " + law.failures() + " rows: " + law.about()));
            long broken = laws.stream().filter(law -> !law.holds()).count();
            console.out().printf(Locale.ROOT, "%d laws hold, %d are broken%n", laws.size() - broken, broken);
            return broken == 0 ? 0 : Main.FAILURE;
        }
    }
}
