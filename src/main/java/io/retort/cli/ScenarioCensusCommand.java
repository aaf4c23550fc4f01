package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.scenario.census.CensusGenerator;
import io.retort.scenario.census.CensusOptions;
import io.retort.scenario.census.CensusReader;
import io.retort.scenario.census.CensusReport;
import io.retort.scenario.census.CensusSource;
import io.retort.table.TableFile;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario census --employees N --seed S --out FILE}. */
final class ScenarioCensusCommand implements Main.Command {
    private static final OptionSet<ScenarioCensusOptions> OPTIONS = OptionSet.of(ScenarioCensusOptions.class);
    private static final String OWNER = "scenario census";

    private final Main.Console console;

    private ScenarioCensusCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioCensusCommand(console))
                .name("census")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        "Draws a census, or with --check says what is wrong with the rows of one.",
                        "A census that is drawn is a function of --employees, --seed and --as-of alone.");
        RecordOptions.declare(spec, OPTIONS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        ScenarioCensusOptions options = RecordOptions.read(OWNER, OPTIONS, parsed);
        LocalDate day = day(options.asOf());
        checkPlace(options.out());
        checkPlace(options.rejects());
        CancelToken cancel = new CancelToken();
        try (Workspace workspace = Workspace.inMemory();
                Interrupt ignored = Interrupt.cancelling(cancel)) {
            return options.check() == null
                    ? draw(options, day, workspace, cancel)
                    : check(options, options.check(), day, workspace, cancel);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UsageException(OWNER + ": --as-of got \"" + text + "\"; accepted is a date such as 2024-12-31");
        }
    }

    private static void checkPlace(@org.jspecify.annotations.Nullable Path file) {
        if (file != null) {
            TableFile.check(file, OWNER);
        }
    }

    private int draw(ScenarioCensusOptions options, LocalDate day, Workspace workspace, CancelToken cancel) {
        Path out = options.out();
        if (out == null) {
            throw new UsageException(OWNER + ": missing --out (file to write: .csv, .tsv or .parquet)");
        }
        if (!options.map().isEmpty() || options.dateFormat() != null || options.rejects() != null) {
            throw new UsageException(OWNER + ": --map, --date-format and --rejects are for --check");
        }
        CensusGenerator.write(workspace, out, new CensusOptions(options.employees(), options.seed(), day), cancel);
        console.out().printf(Locale.ROOT, "wrote %,d employees to %s%n", options.employees(), out);
        return 0;
    }

    private int check(
            ScenarioCensusOptions options, Path file, LocalDate day, Workspace workspace, CancelToken cancel) {
        CensusSource source = CensusSource.of(file, options.map(), options.dateFormat(), day);
        CensusReport report = CensusReader.read(workspace, "census", source, cancel);
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d rows = %,d accepted + %,d rejected%n",
                        report.rows(),
                        report.accepted(),
                        report.rejected());
        report.problems().forEach((problem, count) -> console.out().printf(Locale.ROOT, "  %,8d %s%n", count, problem));
        report.first().forEach(console.err()::println);
        if (options.out() != null) {
            workspace.table(report.table()).write(options.out(), cancel);
        }
        if (options.rejects() != null) {
            workspace.table(report.rejectsTable()).write(options.rejects(), cancel);
        }
        return report.rejected() == 0 ? 0 : Main.FAILURE;
    }
}
