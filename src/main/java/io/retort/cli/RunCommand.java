package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.OptionSet;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunControl;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.MemorySize;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort run "read FILE | standardize | write OUT"}. */
final class RunCommand implements Main.Command {
    private static final OptionSet<RunOptions> RUN = OptionSet.of(RunOptions.class);
    private static final OptionSet<ProcessOptions> PROCESS = OptionSet.of(ProcessOptions.class);

    private final Main.Console console;

    private RunCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new RunCommand(console))
                .name("run")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Runs a pipeline: a stage per line or separated by |.")
                .footer(
                        "",
                        "Example:",
                        "  retort run \"read drugs.tsv | standardize | dedup | properties | write drugs.parquet\"",
                        "See retort stages for the stages.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("PIPELINE")
                .arity("0..1")
                .type(String.class)
                .description("Text of the pipeline.")
                .build());
        spec.addOption(OptionSpec.builder("--file")
                .type(String.class)
                .arity("1")
                .paramLabel("FILE")
                .description("File that holds the text of the pipeline.")
                .build());
        RecordOptions.declare(spec, RUN);
        RecordOptions.declare(spec, PROCESS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        Pipeline pipeline = Pipeline.parse(text(parsed));
        RunOptions options = RecordOptions.read("run", RUN, parsed);
        ProcessOptions process = RecordOptions.read("run", PROCESS, parsed);
        checkResultIsKept(pipeline, options, process);
        CancelToken cancel = new CancelToken();
        ProgressLine progress = new ProgressLine(console.err(), !process.quiet());
        try (Interrupt hook = Interrupt.cancelling(cancel);
                Workspace workspace = workspace(process)) {
            RunReport report = pipeline.run(workspace, options, new RunControl(cancel, progress, console.in()));
            progress.clear();
            if (!process.quiet()) {
                summary(report, options);
            }
            return 0;
        } catch (RuntimeException e) {
            progress.clear();
            throw e;
        }
    }

    private static String text(ParseResult parsed) {
        String file = parsed.matchedOptionValue("--file", "");
        boolean given = parsed.hasMatchedPositional(0);
        if (file.isEmpty() == !given) {
            throw new UsageException("run: give the pipeline either as text or with --file FILE");
        }
        if (given) {
            return parsed.matchedPositionalValue(0, "");
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new DataException("run: the pipeline file " + file + " cannot be read", e);
        }
    }

    private static void checkResultIsKept(Pipeline pipeline, RunOptions options, ProcessOptions process) {
        if (!pipeline.hasSink() && options.out() == null) {
            throw new UsageException(
                    "run: end the pipeline with write FILE, or keep the rows with --workspace FILE" + " --out TABLE");
        }
        if (!pipeline.writesFile() && process.workspace() == null) {
            throw new UsageException(
                    "run: a table in memory is gone when the process ends; name --workspace FILE, or end"
                            + " the pipeline with write FILE");
        }
    }

    static Workspace workspace(ProcessOptions process) {
        String memory =
                process.memory() != null ? process.memory() : Settings.memory().orElse(null);
        long duckBytes = memory == null ? 0 : MemorySize.parse("--memory", memory) / 4;
        return process.workspace() == null
                ? Workspace.inMemory(duckBytes)
                : Workspace.open(process.workspace(), duckBytes);
    }

    private void summary(RunReport report, RunOptions options) {
        console.out().println(report.rowsText());
        console.out()
                .printf(
                        Locale.ROOT,
                        "%.1f s wall, %.1f s cpu, %,.0f rows/s, %,.0f MB peak, %d workers%n",
                        report.wallS(),
                        report.cpuS(),
                        report.rowsPerS(),
                        report.peakRssMb(),
                        report.workers());
        if (report.cache() != null) {
            console.out().println(report.cache().text());
        }
        report.issues().forEach((code, count) -> console.out().printf(Locale.ROOT, "  %,8d %s%n", count, code));
        report.outputs().forEach(output -> console.out().println("wrote " + output));
        if (options.report() != null) {
            console.out().println("wrote " + options.report());
        }
    }
}
