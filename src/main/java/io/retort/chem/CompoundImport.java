package io.retort.chem;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunControl;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings files of ChEMBL or PubChem into two tables of a workspace, {@code compounds} and {@code measurements}, each row
 * with the file, its SHA-256, the row, the release and the time that it came from. What is there already under the same
 * id is updated: values that the new file lacks stay. Rejected rows are kept in {@code import_rejects}, and
 * {@code imports} has an account of each file. A file is imported whole or not at all.
 *
 * @param source where the files come from
 * @param in files: tables that were downloaded, {@code chemreps.txt}, SD files
 * @param release of the source, such as {@code 36}
 * @param workers threads that read structures, 0 for one per processor
 */
public record CompoundImport(
        @Option(help = "Where the files come from.", required = true)
        Source source,

        @Option(help = "File; may be packed as .gz or .zst.", required = true, repeatable = true)
        List<String> in,

        @Option(help = "Release of the source, such as 36.") @Nullable
        String release,

        @Option(
                help = "Threads that read structures; 0 for one per processor.",
                defaultValue = "0",
                min = 0,
                max = 1024)
        int workers) {
    private static final int BUFFER = 1 << 16;

    /** Where files may come from. */
    public enum Source {
        /** ChEMBL: exports of its web interface and its API, and chemreps.txt. */
        CHEMBL,
        /** PubChem: SD files, tables of compounds, bioactivities and assays. */
        PUBCHEM
    }

    /** Checks that there are files. */
    public CompoundImport {
        in = List.copyOf(in);
        if (in.isEmpty()) {
            throw new UsageException("import: name at least one file with --in FILE");
        }
    }

    /**
     * Imports the files, one after the other.
     *
     * @param workspace holds the tables
     * @param control cancel token and progress
     * @param clock tells the time that rows were imported at
     * @return an account of each file
     * @throws DataException if a file cannot be read, or has no column of ids
     * @throws java.util.concurrent.CancellationException if it was cancelled; files that were done stay
     */
    public ImportReport run(Workspace workspace, RunControl control, Clock clock) {
        ImportTables tables = new ImportTables(workspace, control.cancel());
        List<ImportReport.File> files = new ArrayList<>();
        for (String file : in) {
            files.add(run(file, workspace, control, tables, clock.instant()));
        }
        return new ImportReport(files);
    }

    private ImportReport.File run(
            String file, Workspace workspace, RunControl control, ImportTables tables, Instant now) {
        String hash = sha256(Path.of(file), control.cancel());
        String stage = "retort_import_" + UUID.randomUUID().toString().replace("-", "");
        try {
            RunReport report = Pipeline.of(new ImportRows(source, file))
                    .run(workspace, RunOptions.defaults().withWorkers(workers).withOut(stage), control);
            String name = String.valueOf(Path.of(file).getFileName());
            return tables.take(stage, new ImportTables.Origin(source, release, name, hash, now), report);
        } finally {
            tables.drop(stage);
        }
    }

    private static String sha256(Path file, CancelToken cancel) {
        if (!Files.isRegularFile(file)) {
            throw new DataException("import: " + file + " is not a file that can be read");
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                cancel.throwIfCancelled();
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new DataException("import: " + file + " cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
