package io.retort.table;

import io.retort.core.CancelToken;
import io.retort.core.ResourceException;
import io.retort.core.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes tables as the sheets of one Excel file, which appears under its name only when it is complete. */
public final class ExcelFile {
    /** Rows of a sheet below its header. */
    private static final int MOST_ROWS = 1_048_575;

    private static final int FLUSH_ROWS = 1000;

    private ExcelFile() {}

    /**
     * Writes tables.
     *
     * @param tables sheets by name, at most 31 characters each
     * @param file the file; its folder must exist
     * @param cancel ends the writing
     * @throws UsageException if a table has more rows than a sheet may
     */
    public static void write(Map<String, Table> tables, Path file, CancelToken cancel) {
        TableFile.checkPlace(file, "write");
        tables.forEach((name, table) -> {
            long rows = table.rowCount();
            if (rows > MOST_ROWS) {
                throw new UsageException("table " + name + " has " + rows + " rows; an Excel sheet holds " + MOST_ROWS
                        + ": write Parquet or CSV");
            }
        });
        Path partial = file.resolveSibling(file.getFileName() + ".retort-partial");
        try {
            try (OutputStream out = Files.newOutputStream(partial);
                    Workbook book = new Workbook(out, "Retort", "1.0")) {
                for (Map.Entry<String, Table> entry : tables.entrySet()) {
                    sheet(book.newWorksheet(entry.getKey()), entry.getValue(), cancel);
                }
            }
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ResourceException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            delete(partial);
        }
    }

    private static void delete(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw new ResourceException(partial + " was left behind and can be deleted", e);
        }
    }

    private static void sheet(Worksheet sheet, Table table, CancelToken cancel) throws IOException {
        Schema schema = table.schema();
        for (int c = 0; c < schema.size(); c++) {
            sheet.value(0, c, schema.columns().get(c).name());
        }
        try (TableReader rows = new TableReader(table.workspace(), table)) {
            int at = 1;
            for (var row = rows.next(); row != null; row = rows.next()) {
                cancel.throwIfCancelled();
                @Nullable Object[] values = row.orThrow();
                for (int c = 0; c < values.length; c++) {
                    put(sheet, at, c, values[c]);
                }
                if (at++ % FLUSH_ROWS == 0) {
                    sheet.flush();
                }
            }
        }
        sheet.finish();
    }

    private static void put(Worksheet sheet, int row, int column, @Nullable Object value) {
        if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean flag) {
            sheet.value(row, column, flag);
        } else if (value != null) {
            sheet.value(row, column, value.toString());
        }
    }
}
