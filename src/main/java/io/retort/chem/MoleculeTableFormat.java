package io.retort.chem;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.engine.Items;
import io.retort.engine.RunOptions;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.TableFormat;
import io.retort.table.TableReader;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text files of molecules with a record for each row: of the column {@code smiles}, of {@code name} where there is one,
 * and of what else the format takes. Records are made by all processors, and written in the order of the rows.
 */
abstract class MoleculeTableFormat implements TableFormat {
    private final List<String> endings;

    MoleculeTableFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** Makes the record of a row; several threads share it. */
    @FunctionalInterface
    interface RecordMaker {
        /**
         * Makes it.
         *
         * @param smiles the structure, empty if there is none
         * @param name without line ends, which would begin another record
         * @param items values of the further columns as texts
         * @return the record with its line end
         */
        String make(String smiles, @Nullable String name, List<@Nullable Object> items);
    }

    /** The columns that go into a record besides structure and name. */
    List<Column> items(Schema schema) {
        return List.of();
    }

    /** What makes the records of a table, of which these are the further columns. */
    abstract RecordMaker records(List<Column> items);

    @Override
    public final List<String> endings() {
        return endings;
    }

    @Override
    public final boolean isText() {
        return true;
    }

    @Override
    public void check(Schema columns) {
        columns.require(ParseMolecules.SMILES, "write");
    }

    @Override
    public final void write(Table table, Workspace workspace, OutputStream out, CancelToken cancel) throws IOException {
        List<Column> items = items(table.schema());
        RecordMaker records = records(items);
        String name = table.schema().find("name").isPresent() ? "name" : "NULL";
        String texts = items.stream().map(MoleculeTableFormat::text).collect(Collectors.joining());
        Table rows = workspace.sql(
                "SELECT smiles, CAST(" + name + " AS VARCHAR) AS name" + texts + " FROM (" + table.query() + ")");
        try (TableReader reader = new TableReader(workspace, rows)) {
            var unused = Items.of(() -> new RowsOfTable(reader))
                    .each(row -> record(row, records))
                    .with(RunOptions.defaults().withRowTimeout(0))
                    .run((index, record) -> write(out, record), cancel);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(Column column) {
        String name = Sql.name(column.name());
        return ", " + (column.type() == ColumnType.BYTES ? "lower(hex(" + name + "))" : "CAST(" + name + " AS VARCHAR)")
                + " AS " + name;
    }

    private static String record(@Nullable Object[] row, RecordMaker records) {
        String smiles = row[0] == null ? "" : row[0].toString();
        String name = row[1] == null
                ? null
                : row[1].toString().replaceAll("[\\r\\n]+", " ").strip();
        return records.make(smiles, name, Arrays.asList(row).subList(2, row.length));
    }

    private static void write(OutputStream out, Outcome<String> record) {
        try {
            out.write(record.orThrow().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A record of one line: the structure and, where there is one, the name, with a tab between them. */
    static String line(String structure, @Nullable String name) {
        return structure + (name == null ? "" : "\t" + name) + "\n";
    }
}
