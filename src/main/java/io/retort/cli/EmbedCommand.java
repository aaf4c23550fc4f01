package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.OptionSet;
import io.retort.core.Settings;
import io.retort.core.UsageException;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbedReport;
import io.retort.embed.EmbeddingJob;
import io.retort.engine.Pipeline;
import io.retort.engine.RunControl;
import io.retort.engine.RunOptions;
import io.retort.table.MemorySize;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort embed --in FILE --column smiles --out FILE}. */
final class EmbedCommand implements Main.Command {
    private static final OptionSet<EmbedPlaces> PLACES = OptionSet.of(EmbedPlaces.class);
    private static final OptionSet<EmbedOptions> EMBED = OptionSet.of(EmbedOptions.class);
    private static final OptionSet<ProcessOptions> PROCESS = OptionSet.of(ProcessOptions.class);
    private static final String ROWS = "embed_rows";
    private static final String RESULT = "embed_result";

    private final Main.Console console;

    private EmbedCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new EmbedCommand(console))
                .name("embed")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Makes vectors of the texts in a table. The same command goes on where it was stopped.")
                .footer(
                        "",
                        "Examples:",
                        "  retort embed --in drugs.tsv --out drugs.parquet --dtype int8",
                        "  retort embed --workspace w.duckdb --in molecules",
                        "  retort embed --in jdbc:postgresql://localhost/lab --table molecules --column smiles");
        RecordOptions.declare(spec, PLACES);
        RecordOptions.declare(spec, EMBED);
        RecordOptions.declare(spec, PROCESS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        EmbedPlaces places = RecordOptions.read("embed", PLACES, parsed);
        EmbedOptions options = RecordOptions.read("embed", EMBED, parsed);
        ProcessOptions process = RecordOptions.read("embed", PROCESS, parsed);
        check(places, process);
        try (Interrupt interrupt = Interrupt.cancelling(new CancelToken())) {
            ProgressLine progress = new ProgressLine(console.err(), !process.quiet());
            EmbeddingJob.Control control = new EmbeddingJob.Control(
                    interrupt.token(),
                    progress,
                    plan -> say(process, plan.device() + " in " + plan.dtype() + ": " + plan.reason()));
            EmbedReport report;
            try {
                report = run(places, options, process, control);
            } finally {
                progress.clear();
            }
            finish(places, process, report);
        }
        return 0;
    }

    private void say(ProcessOptions process, String text) {
        if (!process.quiet()) {
            console.err().println("retort: " + text);
        }
    }

    private static void check(EmbedPlaces places, ProcessOptions process) {
        boolean url = places.in().startsWith("jdbc:");
        if (url && (places.table() == null || places.out() != null)) {
            throw new UsageException(
                    "embed: with a URL for --in, name the table with --table, which gets the vectors in"
                            + " place, and leave --out away");
        }
        if (!url && places.table() != null) {
            throw new UsageException("embed: --table goes with a JDBC URL for --in");
        }
        if (!url && process.workspace() == null && !isFile(places.out())) {
            throw new UsageException(
                    "embed: a table in memory is gone when the process ends; name a Parquet, CSV or TSV"
                            + " file with --out, or --workspace FILE");
        }
    }

    private static boolean isFile(@Nullable String out) {
        return out != null && out.matches("(?i).*\\.(parquet|csv|tsv)");
    }

    private EmbedReport run(
            EmbedPlaces places, EmbedOptions options, ProcessOptions process, EmbeddingJob.Control control) {
        String out = places.out();
        // Kept beside the output until it is there, so that the same command goes on after a kill.
        Path own = process.workspace() == null && out != null ? Path.of(out + ".retort") : null;
        if (own != null && !places.in().startsWith("jdbc:") && !Files.isRegularFile(Path.of(places.in()))) {
            throw missing(places.in(), List.of());
        }
        EmbedReport report;
        try (Workspace workspace = workspace(process, own)) {
            EmbeddingJob job = EmbeddingJob.of(options);
            if (places.in().startsWith("jdbc:")) {
                String table = String.valueOf(places.table());
                report = job.run(
                        workspace, new EmbeddingJob.DatabasePlace(places.in(), table, places.patience()), control);
                Path rejects = Path.of(table.replaceAll("[^A-Za-z0-9_.-]", "_") + ".rejects.tsv");
                writeRejects(workspace, table, rejects, control.cancel());
                return report;
            }
            Table source = source(workspace, places.in(), control);
            if (isFile(out)) {
                report = job.run(workspace, source, RESULT, control);
                workspace.table(RESULT).write(Path.of(out), control.cancel());
                writeRejects(workspace, RESULT, Path.of(out + ".rejects.tsv"), control.cancel());
                if (own == null) {
                    workspace.execute("DROP TABLE " + Sql.name(RESULT));
                }
            } else if (out == null && source.name().equals(ROWS)) {
                throw new UsageException("embed: name a file or a table for the result with --out");
            } else {
                report = job.run(workspace, source, out == null ? source.name() : out, control);
            }
        }
        if (own != null) {
            delete(own);
        }
        return report;
    }

    /** Lists beside the result which rows have no vector, if there are such. */
    private void writeRejects(Workspace workspace, String table, Path file, CancelToken cancel) {
        Table rejects = workspace.table(table + "_rejects");
        if (rejects.rowCount() > 0) {
            rejects.write(file, cancel);
            console.err().println("retort: " + rejects.rowCount() + " rejected rows are listed in " + file);
        }
    }

    private static Workspace workspace(ProcessOptions process, @Nullable Path own) {
        String memory =
                process.memory() != null ? process.memory() : Settings.memory().orElse(null);
        long bytes = memory == null ? 0 : MemorySize.parse("--memory", memory) / 4;
        if (process.workspace() != null) {
            return Workspace.open(process.workspace(), bytes);
        }
        if (own == null) {
            return Workspace.inMemory(bytes);
        }
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new DataException("embed: " + own + " cannot be made: " + e, e);
        }
        return Workspace.open(own.resolve("embed.duckdb"), bytes);
    }

    private static UsageException missing(String in, List<String> tables) {
        return new UsageException("embed: --in got \"" + in + "\", which is neither a file nor a table of the workspace"
                + (tables.isEmpty() ? "" : "; " + io.retort.core.Names.suggestion(in, tables)));
    }

    /** A table of the workspace, or the rows of a file. */
    private static Table source(Workspace workspace, String in, EmbeddingJob.Control control) {
        if (workspace.tables().contains(in)) {
            return workspace.table(in);
        }
        Path file = Path.of(in);
        if (!Files.isRegularFile(file)) {
            throw missing(in, workspace.tables());
        }
        String name = in.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (name.endsWith(".parquet")) {
            return workspace.create(ROWS, "SELECT * FROM read_parquet(" + Sql.path(file) + ")", control.cancel());
        }
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return workspace.create(ROWS, "SELECT * FROM read_csv(" + Sql.path(file) + ")", control.cancel());
        }
        RunOptions options = OptionSet.of(RunOptions.class).read("embed", List.of("--out", ROWS));
        Pipeline.parse("read '" + in + "'").run(workspace, options, RunControl.quiet(control.cancel()));
        return workspace.table(ROWS);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new DataException("embed: " + folder + " is no longer needed and cannot be deleted: " + e, e);
        }
    }

    private void finish(EmbedPlaces places, ProcessOptions process, EmbedReport report) {
        Path file = places.report();
        if (file != null) {
            try {
                Files.writeString(file, report.json() + "\n");
            } catch (IOException e) {
                throw new DataException("embed: --report " + file + " cannot be written: " + e, e);
            }
        }
        if (process.quiet()) {
            return;
        }
        console.out().println(report.counts());
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s (%s) on %s, %,.0f rows/s, %.1f s wall, %.1f s cpu, %,.0f MB peak%n",
                        report.model(),
                        report.dtype(),
                        report.device(),
                        report.rowsPerS(),
                        report.seconds(),
                        report.cpuS(),
                        report.peakMemoryMb());
        report.issues().forEach((code, count) -> console.out().printf(Locale.ROOT, "  %,8d %s%n", count, code));
        if (places.out() != null) {
            console.out().println("wrote " + places.out());
        }
        if (file != null) {
            console.out().println("wrote " + file);
        }
    }
}
