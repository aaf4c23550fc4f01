package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.OptionSet;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.scenario.Scenario;
import io.retort.scenario.ScenarioExport;
import io.retort.scenario.ScenarioOptions;
import io.retort.scenario.ScenarioProgress;
import io.retort.scenario.ScenarioReport;
import io.retort.scenario.ScenarioResources;
import io.retort.scenario.ScenarioRun;
import io.retort.scenario.census.CensusSource;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.TableFile;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort scenario run --census FILE}. */
final class ScenarioRunCommand implements Main.Command {
    private static final String OWNER = "scenario run";
    private static final OptionSet<ScenarioOptions> OPTIONS = OptionSet.of(ScenarioOptions.class);
    private static final OptionSet<ScenarioFiles> FILES = OptionSet.of(ScenarioFiles.class);
    private static final double TELL_SECONDS = 2;

    private final Main.Console console;

    private ScenarioRunCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ScenarioRunCommand(console))
                .name("run")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Runs scenarios: every year of every configuration and seed that the workspace lacks.")
                .footer(
                        "",
                        "Example:",
                        "  retort scenario run --census census.csv --config base.yaml --config generous.yaml"
                                + " --years 2025-2029 --seeds 1-25 --workspace plan.db --report report.json");
        spec.addOption(OptionSpec.builder("--config")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("FILE")
                .description("YAML file with assumptions, once for each scenario; the defaults if not given.")
                .build());
        spec.addOption(OptionSpec.builder("--seed")
                .type(String.class)
                .arity("1")
                .paramLabel("SEED")
                .description("The same as --seeds.")
                .build());
        RecordOptions.declare(spec, OPTIONS);
        RecordOptions.declare(spec, FILES);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        ScenarioOptions options = options(parsed);
        ScenarioFiles files = RecordOptions.read(OWNER, FILES, parsed);
        List<String> configs = parsed.matchedOptionValue("--config", List.<String>of());
        Scenario scenario = Scenario.of(
                CensusSource.of(files.census(), files.map(), files.dateFormat(), LocalDate.MAX),
                configs.isEmpty()
                        ? List.of(ScenarioConfig.defaults())
                        : configs.stream()
                                .map(c -> ScenarioConfig.read(Path.of(c)))
                                .toList());
        ScenarioRun run = scenario.with(options);
        if (files.workspace() == null && files.report() == null && files.export() == null) {
            throw new UsageException(
                    OWNER + ": name --workspace FILE, --export FOLDER or --report FILE, or nothing is kept");
        }
        if (files.report() != null) {
            TableFile.checkPlace(files.report(), "--report");
        }
        simulate(run, files);
        return 0;
    }

    private void simulate(ScenarioRun run, ScenarioFiles files) {
        ScenarioResources resources = ScenarioResources.of(files.memory(), files.memoryProfile());
        Path file = files.workspace();
        boolean isNew = file != null && Files.notExists(file);
        boolean isEmpty = false;
        try (Interrupt interrupt = Interrupt.cancelling(new CancelToken());
                Workspace workspace = file == null
                        ? Workspace.inMemory(resources.databaseBytes())
                        : Workspace.open(file, resources.databaseBytes())) {
            try {
                ScenarioReport report = run.run(workspace, interrupt.token(), files.quiet() ? p -> {} : new Teller())
                        .with(resources);
                if (files.export() != null) {
                    ScenarioExport.write(workspace, files.export(), files.format(), interrupt.token());
                }
                finish(files, report);
            } finally {
                isEmpty = workspace.tables().isEmpty();
            }
        } finally {
            if (isNew && isEmpty) {
                remove(file);
            }
        }
    }

    /** A census that was refused leaves no file. */
    private static void remove(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ResourceException("the empty workspace " + file + " cannot be removed", e);
        }
    }

    private static ScenarioOptions options(ParseResult parsed) {
        ScenarioOptions options = RecordOptions.read(OWNER, OPTIONS, parsed);
        if (!parsed.hasMatchedOption("--seed")) {
            return options;
        }
        if (parsed.hasMatchedOption("--seeds")) {
            throw new UsageException(OWNER + ": give either --seed or --seeds");
        }
        return options.withSeeds(parsed.matchedOptionValue("--seed", ""));
    }

    private void finish(ScenarioFiles files, ScenarioReport report) {
        if (files.report() != null) {
            write(files.report(), report.json() + "\n");
        }
        if (files.quiet()) {
            return;
        }
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d employees, %s, %d seeds, %d-%d: %,d events, %,d snapshots%n",
                        report.employees(),
                        String.join(", ", report.scenarios()),
                        report.seeds().size(),
                        report.years().get(0),
                        report.years().get(1),
                        report.events(),
                        report.snapshots());
        console.out()
                .printf(
                        Locale.ROOT,
                        "%.1f s wall, %.1f s cpu, %,.0f MB peak; %d years made, %d found%n",
                        report.wallS(),
                        report.cpuS(),
                        report.peakRssMb(),
                        report.yearsMade(),
                        report.yearsFound());
        if (files.report() != null) {
            console.out().println("wrote " + files.report());
        }
    }

    static void write(Path file, String text) {
        Path partial = file.resolveSibling(file.getFileName() + ".retort-partial");
        try {
            Files.writeString(partial, text);
            Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ResourceException("the report " + file + " cannot be written", e);
        }
    }

    static Workspace existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException("the workspace " + file + " does not exist");
        }
        return Workspace.open(file);
    }

    /** Says every two seconds where the run is. */
    private final class Teller implements Consumer<ScenarioProgress> {
        private double last;

        @Override
        public void accept(ScenarioProgress progress) {
            if (progress.seconds() - last >= TELL_SECONDS) {
                last = progress.seconds();
                console.err().println(progress.line());
            }
        }
    }
}
