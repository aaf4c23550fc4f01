package io.retort.engine;

import io.retort.core.Names;
import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.table.FileFormat;
import io.retort.table.InputSource;
import io.retort.table.TableReader;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows from a file, standard input or a table of the workspace.
 *
 * @param file path, or {@code -} for standard input; text may be packed with gzip or zstd
 * @param format name of the format, when the ending does not say it
 * @param smiles column that holds SMILES
 * @param table table of the workspace, instead of a file
 * @param readers threads that split text into rows, 0 for one per four processors
 */
@StageInfo(
        name = "read",
        help = "Reads rows from a SMILES, InChI, CSV, TSV, SDF (also packed), Parquet or Arrow file or a table.",
        example = "read drugs.tsv --smiles structure",
        columns = "row, input_smiles, smiles")
public record Read(
        @Option(help = "File, or - for standard input; text may be packed as .gz or .zst.", positional = true) @Nullable
        String file,

        @Option(help = "Format, when the file's ending does not say it: smi, inchi, csv, tsv, sdf, parquet, arrow.")
        @Nullable
        String format,

        @Option(help = "Column that holds SMILES; found by its name if not given.") @Nullable
        String smiles,

        @Option(help = "Table of the workspace, instead of a file.") @Nullable
        String table,

        @Option(
                help = "Threads that split text into rows; 0 for one per four processors.",
                defaultValue = "0",
                unit = "threads",
                min = 0,
                max = 64)
        int readers)
        implements SourceStage {

    private static final int PROCESSORS_PER_READER = 4;

    /** Checks that there is one source. */
    public Read {
        if ((file == null) == (table == null)) {
            throw new UsageException("read: name either a file (read drugs.smi) or a table (read --table NAME)");
        }
    }

    /**
     * From a file.
     *
     * @param file path with a known ending, or {@code -}
     * @return the stage
     */
    public static Read file(String file) {
        return new Read(file, null, null, null, 0);
    }

    /**
     * From a table of the workspace.
     *
     * @param name the table's name
     * @return the stage
     */
    public static Read table(String name) {
        return new Read(null, null, null, name, 0);
    }

    /** 2: bytes that are not UTF-8 are read as Windows-1252, and records that the end of a file cuts off are rejected. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public Rows open(Context context) {
        if (table != null) {
            Workspace workspace = context.workspace();
            return new RecordRows(new TableReader(workspace, workspace.table(table)), smiles);
        }
        String path = java.util.Objects.requireNonNull(file);
        InputSource source = InputSource.open(path, context.standardInput());
        try {
            FileFormat.Context around = new FileFormat.Context(context.workspace(), threads());
            return new RecordRows(format(path).open(source, around), smiles);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private int threads() {
        return readers > 0 ? readers : Math.max(1, Runtime.getRuntime().availableProcessors() / PROCESSORS_PER_READER);
    }

    private FileFormat format(String path) {
        List<FileFormat> formats = new ArrayList<>();
        ServiceLoader.load(FileFormat.class, FileFormat.class.getClassLoader()).forEach(formats::add);
        List<String> names = formats.stream().map(FileFormat::name).sorted().toList();
        String wanted = format == null && path.equals("-") ? "smi" : format;
        String name = path.toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
        for (FileFormat candidate : formats) {
            boolean match = wanted != null
                    ? candidate.name().equals(wanted)
                    : candidate.endings().stream().anyMatch(name::endsWith);
            if (match) {
                return candidate;
            }
        }
        if (wanted != null) {
            throw new UsageException("read: --format got \"" + wanted + "\"; " + Names.suggestion(wanted, names));
        }
        throw new UsageException("read: the ending of " + path + " does not say its format; add --format with one of "
                + String.join(", ", names));
    }
}
