package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.Option;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.scenario.ScenarioComparison;
import io.retort.scenario.ScenarioExport;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario compare --workspace FILE}: scenarios side by side. */
final class ScenarioCompareCommand implements Main.Command {
    private static final OptionSet<Options> OPTIONS = OptionSet.of(Options.class);
    private static final int MOST_ROWS = 200;

    private final Main.Console console;

    /**
     * What is compared.
     *
     * @param workspace file that holds the scenarios
     * @param base scenario that the others are compared with
     * @param table which table to show
     * @param costAbove amount in dollars, for the probability that a year's cost exceeds it
     * @param export folder for the tables as files
     * @param format kind of these files
     */
    record Options(
            @Option(help = "DuckDB file that holds the scenarios.", required = true)
            Path workspace,

            @Option(help = "Scenario that the others are compared with; the first if not given.") @Nullable
            String base,

            @Option(help = "What to show: costs, winners, growth or uncertainty.", defaultValue = "costs")
            String table,

            @Option(
                    help = "Show the probability that the employer's cost of a year exceeds this.",
                    unit = "dollars",
                    min = 0,
                    defaultValue = "0")
            double costAbove,

            @Option(help = "Folder for the tables as files.") @Nullable
            Path export,

            @Option(help = "Kind of these files.", defaultValue = "csv")
            ScenarioExport.Format format) {}

    private ScenarioCompareCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioCompareCommand(console))
                .name("compare")
                .mixinStandardHelpOptions(true);
        spec.usageMessage().description("Compares the scenarios of a workspace with one of them.");
        RecordOptions.declare(spec, OPTIONS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        Options options = RecordOptions.read("scenario compare", OPTIONS, parsed);
        try (Interrupt interrupt = Interrupt.cancelling(new CancelToken());
                Workspace workspace = ScenarioRunCommand.existing(options.workspace())) {
            String base = options.base() == null ? "" : options.base();
            ScenarioComparison comparison = ScenarioComparison.of(workspace, base, interrupt.token());
            Table table = comparison.tables().get(options.table());
            if (table == null) {
                throw new UsageException("scenario compare: --table got \"" + options.table() + "\"; accepted are "
                        + String.join(", ", comparison.tables().keySet()));
            }
            show(table);
            if (options.costAbove() > 0) {
                showRisk(workspace, comparison, options.costAbove());
            }
            if (options.export() != null) {
                ScenarioExport.writeComparison(comparison, options.export(), options.format(), interrupt.token());
            }
        }
        return 0;
    }

    private void show(Table table) {
        console.out()
                .println(table.sqlColumns().stream().map(Table.SqlColumn::name).collect(Collectors.joining("\t")));
        List<Object[]> rows = table.head(MOST_ROWS);
        rows.forEach(row -> console.out()
                .println(Arrays.stream(row).map(ScenarioCompareCommand::shown).collect(Collectors.joining("\t"))));
        if (rows.size() == MOST_ROWS) {
            console.out().println("… the first " + MOST_ROWS + " rows; all of them with --export FOLDER");
        }
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, Math.abs(number) >= 100 ? "%.0f" : "%.4f", number);
        }
        return value == null ? "" : value.toString();
    }

    private void showRisk(Workspace workspace, ScenarioComparison comparison, double dollars) {
        for (String name : ScenarioComparison.scenarios(workspace)) {
            for (int year : comparison.years()) {
                OptionalDouble risk = comparison.costRisk(name, year, dollars);
                String share = risk.isPresent()
                        ? String.format(Locale.ROOT, "%.2f", risk.getAsDouble())
                        : "withheld below " + ScenarioComparison.LEAST_SEEDS + " seeds";
                console.out()
                        .printf(
                                Locale.ROOT,
                                "%s %d: probability of a cost above %,.0f: %s%n",
                                name,
                                year,
                                dollars,
                                share);
            }
        }
    }
}
