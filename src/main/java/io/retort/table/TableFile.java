package io.retort.table;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.RetortException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes a table to a file which appears under its name only when it is complete. */
public final class TableFile {
    /** Rows of a Parquet row group: fixed, so that batch size and workers do not show in the file. */
    private static final int ROW_GROUP_ROWS = 122_880;

    private static final List<String> ENDINGS = List.of(".parquet", ".csv", ".tsv", ".csv.gz", ".tsv.gz");

    private TableFile() {}

    /**
     * Checks, before any work, that a file can be written.
     *
     * @param file the file to be written
     * @param owner who asks, for the message
     * @throws UsageException if the name's ending is not one that can be written
     * @throws DataException if the folder does not exist or the file is a folder
     */
    public static void check(Path file, String owner) {
        ending(file, owner);
        checkPlace(file, owner);
    }

    /**
     * Checks, before any work, that a file of any kind can be written.
     *
     * @param file the file to be written
     * @param owner who asks, for the message
     * @throws DataException if the folder does not exist or may not be written to, or the file is a folder
     */
    public static void checkPlace(Path file, String owner) {
        if (Files.isDirectory(file)) {
            throw new DataException(owner + ": " + file + " is a folder; name a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DataException(owner + ": the folder of " + file + " does not exist; make it first");
        }
        if (!Files.isWritable(folder)) {
            throw new DataException(owner + ": the folder of " + file + " may not be written to");
        }
    }

    private static String ending(Path file, String owner) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(name::endsWith)
                .reduce((a, b) -> b)
                .orElseThrow(() -> new UsageException(
                        owner + ": " + file + " has no known ending; accepted are " + String.join(", ", ENDINGS)));
    }

    static void write(Workspace workspace, Table table, Path file, CancelToken cancel) {
        check(file, "write");
        Path partial = file.resolveSibling(file.getFileName() + ".retort-partial-" + UUID.randomUUID());
        try {
            String ending = ending(file, "write");
            workspace.execute(
                    "COPY (" + select(table, ending) + ") TO " + Sql.path(partial) + " " + form(ending), cancel);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (RetortException e) {
            throw new ResourceException("write: " + file + " was not written. " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ResourceException("write: " + file + " cannot be put in place: " + e.getMessage(), e);
        } finally {
            deletePartial(partial);
        }
    }

    private static void deletePartial(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new ResourceException(partial + " was left behind and can be deleted", e);
        }
    }

    private static String select(Table table, String ending) {
        if (ending.equals(".parquet")) {
            return table.query();
        }
        String columns = table.sqlColumns().stream()
                .map(c -> c.type().equals("BLOB")
                        ? "lower(hex(" + Sql.name(c.name()) + ")) AS " + Sql.name(c.name())
                        : Sql.name(c.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + table.query() + ")";
    }

    private static String form(String ending) {
        if (ending.equals(".parquet")) {
            return "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP_ROWS + ")";
        }
        String delimiter = ending.startsWith(".tsv") ? "\\t" : ",";
        String compression = ending.endsWith(".gz") ? ", COMPRESSION gzip" : "";
        return "(FORMAT csv, HEADER, DELIMITER '" + delimiter + "'" + compression + ")";
    }
}
