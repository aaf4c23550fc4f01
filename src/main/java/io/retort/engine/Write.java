package io.retort.engine;

import io.retort.core.CancelToken;
import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.TableFile;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows to a file or a table. A file appears under its name only when it is complete.
 *
 * @param file Parquet, CSV, TSV, Arrow, SMILES or SDF, chosen by the ending; text may be packed as .gz or .zst
 * @param table table of the workspace
 */
@StageInfo(
        name = "write",
        help = "Writes the rows to a Parquet, CSV, TSV, Arrow, SMILES or SDF file or to a table of the workspace.",
        example = "write molecules.parquet")
public record Write(
        @Option(
                help =
                        "File, ending in .parquet, .csv, .tsv, .arrow, .smi or .sdf; text also with .gz or .zst after it.",
                positional = true)
        @Nullable
        Path file,

        @Option(help = "Table of the workspace.") @Nullable String table)
        implements SinkStage {

    /** Checks that there is one target. */
    public Write {
        if ((file == null) == (table == null)) {
            throw new UsageException("write: name either a file (write out.parquet) or a table (write --table NAME)");
        }
    }

    /**
     * To a file.
     *
     * @param file name with a known ending
     * @return the stage
     */
    public static Write file(String file) {
        return new Write(Path.of(file), null);
    }

    @Override
    public void check() {
        if (file != null) {
            TableFile.check(file, "write");
        }
    }

    @Override
    public void check(Schema columns) {
        if (file != null) {
            TableFile.check(file, columns);
        }
    }

    @Override
    public String write(Table result, Workspace workspace, CancelToken cancel) {
        if (file != null) {
            result.write(file, cancel);
            return file.toString();
        }
        String name = java.util.Objects.requireNonNull(table);
        workspace.create(name, result.query(), cancel);
        return "table " + name;
    }

    @Override
    public Optional<Path> rejectsFile() {
        if (file == null) {
            return Optional.empty();
        }
        return Optional.of(file.resolveSibling(TableFile.stem(file) + ".rejects.tsv"));
    }
}
