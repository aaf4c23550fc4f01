package io.retort.chem;

import io.retort.core.CancelToken;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.TableFormat;
import io.retort.table.TableReader;
import io.retort.table.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** SMILES files: the columns {@code smiles} and, where there is one, {@code name}, with a tab between them. */
public final class SmilesTableFormat implements TableFormat {
    @Override
    public List<String> endings() {
        return List.of(".smi", ".smiles");
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
        String name = table.schema().find("name").isPresent() ? "name" : "NULL";
        Table rows = workspace.sql("SELECT smiles, CAST(" + name + " AS VARCHAR) FROM (" + table.query() + ")");
        try (TableReader reader = new TableReader(workspace, rows)) {
            for (var row = reader.next(); row != null; row = reader.next()) {
                cancel.throwIfCancelled();
                Object[] values = row.orThrow();
                String smiles = values[0] == null ? "" : values[0].toString();
                String line = values[1] == null ? smiles : smiles + "\t" + oneLine(values[1].toString());
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Text without line ends, which would begin another record. */
    static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ").strip();
    }
}
