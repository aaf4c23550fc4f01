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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SD files: the molecule of the column {@code smiles}, laid out in the plane, with {@code name} as its title and each
 * other column as a data item. Molecules are laid out by all processors, and written in the order of the rows.
 */
public final class SdfTableFormat implements TableFormat {
    /** What the molblock says, and the number of the row in its input. */
    private static final Set<String> LEFT_OUT = Set.of("row", "smiles", "input_smiles", "name", "molfile");

    @Override
    public List<String> endings() {
        return List.of(".sdf", ".sd");
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public void check(Schema columns) {
        columns.require(ParseMolecules.SMILES, "write");
    }

    @Override
    public void write(Table table, Workspace workspace, OutputStream out, CancelToken cancel) throws IOException {
        Schema schema = table.schema();
        List<Column> items = schema.columns().stream()
                .filter(c -> !LEFT_OUT.contains(c.name().toLowerCase(java.util.Locale.ROOT)))
                .toList();
        String name = schema.find("name").isPresent() ? "name" : "NULL";
        String columns = items.stream().map(SdfTableFormat::text).collect(Collectors.joining());
        Table rows = workspace.sql(
                "SELECT smiles, CAST(" + name + " AS VARCHAR) AS name" + columns + " FROM (" + table.query() + ")");
        List<String> names = items.stream().map(c -> SdfItems.name(c.name())).toList();
        try (TableReader reader = new TableReader(workspace, rows)) {
            var unused = Items.of(() -> new RowsOfTable(reader))
                    .each(row -> record(row, names))
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

    private static void write(OutputStream out, Outcome<String> record) {
        try {
            out.write(record.orThrow().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String record(@Nullable Object[] row, List<String> names) {
        String title = row[1] == null ? "" : SmilesTableFormat.oneLine(row[1].toString());
        StringBuilder record = new StringBuilder(4096);
        MolblockWriter.write(row[0] == null ? "" : row[0].toString(), title, record);
        for (int i = 0; i < names.size(); i++) {
            Object value = row[i + 2];
            if (value != null) {
                SdfItems.append(names.get(i), value.toString(), record);
            }
        }
        return record.append("$$$$\n").toString();
    }
}
