package io.retort.chem;

import io.retort.core.CancelToken;
import io.retort.core.Outcome;
import io.retort.engine.Items;
import io.retort.engine.RunOptions;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.TableFormat;
import io.retort.table.TableReader;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of InChIs: the standard InChI of the column {@code smiles} and, where there is one, {@code name}, with a tab
 * between them. They are made by all processors, and written in the order of the rows.
 */
public final class InchiTableFormat implements TableFormat {
    @Override
    public List<String> endings() {
        return List.of(".inchi", ".ich");
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    public void check(Schema columns) {
        columns.require(ParseMolecules.SMILES, "write");
        Inchi.requireLibrary();
    }

    @Override
    public void write(Table table, Workspace workspace, OutputStream out, CancelToken cancel) throws IOException {
        String name = table.schema().find("name").isPresent() ? "name" : "NULL";
        Table rows = workspace.sql("SELECT smiles, CAST(" + name + " AS VARCHAR) FROM (" + table.query() + ")");
        try (TableReader reader = new TableReader(workspace, rows)) {
            var unused = Items.of(() -> new RowsOfTable(reader))
                    .each(InchiTableFormat::line)
                    .with(RunOptions.defaults().withRowTimeout(0))
                    .run((index, line) -> write(out, line), cancel);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void write(OutputStream out, Outcome<String> line) {
        try {
            out.write(line.orThrow().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(@Nullable Object[] row) {
        String smiles = row[0] == null ? "" : row[0].toString();
        Outcome<Inchi> inchi = Molecule.parse(smiles).then(molecule -> Inchi.of(molecule.graph(), smiles));
        String text = inchi instanceof Outcome.Failed ? "" : inchi.orThrow().text();
        return text + (row[1] == null ? "" : "\t" + SmilesTableFormat.oneLine(row[1].toString())) + "\n";
    }
}
