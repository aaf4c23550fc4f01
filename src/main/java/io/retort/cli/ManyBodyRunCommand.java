package io.retort.cli;

import io.retort.core.CancelToken;
import io.retort.core.OptionSet;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import io.retort.manybody.Cluster;
import io.retort.manybody.ClusterOptions;
import io.retort.manybody.ManyBody;
import io.retort.manybody.ManyBodyFiles;
import io.retort.manybody.ManyBodyOptions;
import io.retort.manybody.ManyBodyProgress;
import io.retort.manybody.ManyBodyReport;
import io.retort.manybody.ManyBodyResult;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code retort manybody run --in water.xyz --levels 1=hf/sto-3g,2=hf/sto-3g --out result.json}. */
final class ManyBodyRunCommand implements Main.Command {
    private static final String NAME = "manybody run";
    private static final OptionSet<ManyBodyFiles> FILES = OptionSet.of(ManyBodyFiles.class);
    private static final OptionSet<ManyBodyOptions> OPTIONS = OptionSet.of(ManyBodyOptions.class);
    private static final OptionSet<ClusterOptions> CLUSTER = OptionSet.of(ClusterOptions.class);
    private static final OptionSet<ProcessOptions> PROCESS = OptionSet.of(ProcessOptions.class);

    private final Main.Console console;

    private ManyBodyRunCommand(Main.Console console) {
        this.console = console;
    }

    static CommandSpec spec(Main.Console console) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(new ManyBodyRunCommand(console))
                .name("run")
                .mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Computes the many-body expansion of a cluster.")
                .footer(
                        "",
                        "Example:",
                        "  retort manybody run --in datasets/clusters/water_3.xyz --bsse nocp,cp"
                                + " --levels 1=mp2/sto-3g,2=hf/sto-3g --out result.json");
        RecordOptions.declare(spec, FILES);
        RecordOptions.declare(spec, OPTIONS);
        RecordOptions.declare(spec, CLUSTER);
        RecordOptions.declare(spec, PROCESS);
        return spec;
    }

    @Override
    public int execute(ParseResult parsed) {
        ManyBodyFiles files = RecordOptions.read(NAME, FILES, parsed);
        ManyBodyOptions options = RecordOptions.read(NAME, OPTIONS, parsed);
        ProcessOptions process = RecordOptions.read(NAME, PROCESS, parsed);
        Cluster cluster = Cluster.read(files.in(), RecordOptions.read(NAME, CLUSTER, parsed));
        ManyBody expansion = ManyBody.of(cluster, options);
        if (!process.quiet()) {
            console.out().print(expansion.planText());
        }
        if (files.plan()) {
            return 0;
        }
        Path out = files.out();
        if (out == null) {
            throw new UsageException(
                    NAME + ": name a file for the result with --out FILE, or ask for the --plan alone");
        }
        Path kept = out.resolveSibling(out.getFileName() + ".retort");
        ManyBodyResult result = run(files.checkpoint() ? expansion.keepingIn(kept) : expansion, process);
        ManyBodyCommand.write(out, result.json());
        if (files.checkpoint()) {
            deleteEmpty(kept);
        }
        if (!process.quiet()) {
            summary(result);
            console.out().println("wrote " + out);
        }
        return 0;
    }

    /** The log in it is gone when all is done; whatever else somebody put there stays. */
    private static void deleteEmpty(Path folder) {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            assert e != null;
        } catch (IOException e) {
            throw new ResourceException("the folder " + folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private ManyBodyResult run(ManyBody expansion, ProcessOptions process) {
        StatusLine status = new StatusLine(console.err(), !process.quiet());
        try (Interrupt interruption = Interrupt.cancelling(new CancelToken())) {
            ManyBody told = expansion.telling(p -> tell(status, p));
            return run(told, process, interruption.token());
        } finally {
            status.clear();
        }
    }

    private static ManyBodyResult run(ManyBody expansion, ProcessOptions process, CancelToken cancel) {
        if (process.workspace() == null) {
            return expansion.run(cancel);
        }
        try (Workspace workspace = Workspace.open(process.workspace())) {
            return expansion.in(workspace).run(cancel);
        }
    }

    private static void tell(StatusLine status, ManyBodyProgress progress) {
        if (!progress.finished()) {
            status.show(progress.line(), progress.seconds());
        }
    }

    private void summary(ManyBodyResult result) {
        ManyBodyReport report = result.report();
        console.out().print(result.text());
        console.out()
                .printf(
                        Locale.ROOT,
                        "%,d calculations: %,d done, %,d resumed, %,d from the workspace, %,d merged%n",
                        report.calculations(),
                        report.done(),
                        report.resumed(),
                        report.cached(),
                        report.merged());
        console.out()
                .printf(
                        Locale.ROOT,
                        "%.2f s wall, %.2f s in calculations, %d workers on %d processors, %s: %.2f times as fast as"
                                + " one after the other, at most %.2f%n",
                        report.wallS(),
                        report.taskS(),
                        report.workers(),
                        report.processors(),
                        report.mode(),
                        report.speedup(),
                        report.speedupBound());
    }
}
