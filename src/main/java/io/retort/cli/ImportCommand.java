package io.retort.cli;

import io.retort.chem.CompoundImport;
import io.retort.chem.ImportReport;
import io.retort.core.CancelToken;
import io.retort.core.OptionSet;
import io.retort.core.UsageException;
import io.retort.engine.RunControl;
import io.retort.table.Workspace;
import java.time.Clock;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort import --source chembl --in FILE... --workspace FILE}. */
final class ImportCommand implements Main.Command {
    private static final OptionSet<CompoundImport> IMPORT = OptionSet.of(CompoundImport.class);
    private static final OptionSet<ProcessOptions> PROCESS = OptionSet.of(ProcessOptions.class);

    private final Main.Console console;

    private ImportCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ImportCommand(console))
                .name("import")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Brings files of ChEMBL or PubChem into the tables compounds and measurements.")
                .footer(
                        "",
                        "Example:",
                        "  retort import --source chembl --in activities.csv --release 36 --workspace lab.duckdb");
        RecordOptions.declare(spec, IMPORT);
        RecordOptions.declare(spec, PROCESS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        CompoundImport what = RecordOptions.read("import", IMPORT, parsed);
        ProcessOptions process = RecordOptions.read("import", PROCESS, parsed);
        if (process.workspace() == null) {
            throw new UsageException("import: name the file that keeps the tables with --workspace FILE");
        }
        ProgressLine progress = new ProgressLine(console.err(), !process.quiet());
        CancelToken cancel = new CancelToken();
        try (Interrupt hook = Interrupt.cancelling(cancel);
                Workspace workspace = RunCommand.workspace(process)) {
            ImportReport report =
                    what.run(workspace, new RunControl(cancel, progress, console.in()), Clock.systemUTC());
            progress.clear();
            if (!process.quiet()) {
                report.files().forEach(this::tell);
            }
            return 0;
        } catch (RuntimeException e) {
            progress.clear();
            throw e;
        }
    }

    private void tell(ImportReport.File file) {
        console.out()
                .printf(
                        Locale.ROOT,
                        "%s: %,d rows in = %,d out + %,d rejected + %,d duplicates%n"
                                + "  compounds: %,d new, %,d updated; measurements: %,d new, %,d updated%n",
                        file.file(),
                        file.rowsIn(),
                        file.rowsOut(),
                        file.rejected(),
                        file.duplicates(),
                        file.newCompounds(),
                        file.updatedCompounds(),
                        file.newMeasurements(),
                        file.updatedMeasurements());
    }
}
