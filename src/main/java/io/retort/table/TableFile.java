package io.retort.table;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.ResourceException;
import io.retort.core.RetortException;
import io.retort.core.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a table to a file which appears under its name only when it is complete. */
public final class TableFile {
    /** Rows of a Parquet row group: fixed, so that batch size and workers do not show in the file. */
    private static final int ROW_GROUP_ROWS = 122_880;

    private static final int BUFFER = 1 << 16;
    private static final String PARQUET = ".parquet";
    /** Text that the database writes. */
    private static final List<String> DELIMITED = List.of(".csv", ".tsv");

    private static final List<TableFormat> FORMATS =
            ServiceLoader.load(TableFormat.class, TableFormat.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

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

    /**
     * Checks, before any work, that rows with these columns can be written to a file of this name.
     *
     * @param file the file to be written
     * @param columns names and types of the columns
     * @throws UsageException if the form of the file needs a column that is not there
     */
    public static void check(Path file, Schema columns) {
        format(ending(file, "write")).ifPresent(format -> format.check(columns));
    }

    /**
     * The name of a file without the ending that says its form.
     *
     * @param file a file that can be written
     * @return for example {@code out} of {@code folder/out.csv.gz}
     */
    public static String stem(Path file) {
        String plain = Packing.plainName(String.valueOf(file.getFileName()));
        return plain.substring(0, plain.length() - ending(file, "write").length());
    }

    /** The ending that says the form, without that of the packing. */
    private static String ending(Path file, String owner) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean packed = Packing.ofName(name) != Packing.NONE;
        String plain = Packing.plainName(name);
        return endings()
                .filter(ending -> plain.endsWith(ending) && (!packed || isText(ending)))
                .findFirst()
                .orElseThrow(() -> new UsageException(owner + ": " + file + " has no known ending; accepted are "
                        + endings().collect(Collectors.joining(", "))
                        + ", and .gz or .zst after those of text"));
    }

    private static Stream<String> endings() {
        return Stream.of(
                        Stream.of(PARQUET), DELIMITED.stream(), FORMATS.stream().flatMap(f -> f.endings().stream()))
                .flatMap(endings -> endings);
    }

    private static boolean isText(String ending) {
        return format(ending).map(TableFormat::isText).orElse(DELIMITED.contains(ending));
    }

    private static Optional<TableFormat> format(String ending) {
        return FORMATS.stream().filter(f -> f.endings().contains(ending)).findFirst();
    }

    static void write(Workspace workspace, Table table, Path file, CancelToken cancel) {
        check(file, "write");
        Path partial = file.resolveSibling(file.getFileName() + ".retort-partial-" + UUID.randomUUID());
        try {
            String ending = ending(file, "write");
            TableFormat format = format(ending).orElse(null);
            if (format == null) {
                String form = form(ending, Packing.ofName(file.toString()));
                workspace.execute("COPY (" + select(table, ending) + ") TO " + Sql.path(partial) + " " + form, cancel);
            } else {
                format.check(table.schema());
                try (OutputStream out = Packing.ofName(file.toString())
                        .pack(new BufferedOutputStream(Files.newOutputStream(partial), BUFFER))) {
                    format.write(table, workspace, out, cancel);
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (RetortException e) {
            throw new ResourceException("write: " + file + " was not written. " + e.getMessage(), e);
        } catch (UncheckedIOException | IOException e) {
            throw new ResourceException("write: " + file + " was not written: " + e.getMessage(), e);
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
        if (ending.equals(PARQUET)) {
            return table.query();
        }
        String columns = table.sqlColumns().stream()
                .map(c -> c.type().equals("BLOB")
                        ? "lower(hex(" + Sql.name(c.name()) + ")) AS " + Sql.name(c.name())
                        : Sql.name(c.name()))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM (" + table.query() + ")";
    }

    private static String form(String ending, Packing packing) {
        if (ending.equals(PARQUET)) {
            return "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP_ROWS + ")";
        }
        String delimiter = ending.equals(".tsv") ? "\\t" : ",";
        String compression = switch (packing) {
            case NONE -> "";
            case GZIP -> ", COMPRESSION gzip";
            case ZSTD -> ", COMPRESSION zstd";
        };
        return "(FORMAT csv, HEADER, DELIMITER '" + delimiter + "'" + compression + ")";
    }
}
