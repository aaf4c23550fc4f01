package io.retort.engine;

import io.retort.core.Outcome;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import io.retort.table.Table;
import io.retort.table.TableReader;
import io.retort.table.Workspace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of a workspace's table as a pipeline's source. */
final class TableRows implements SourceStage.Rows {
    private final RecordReader reader;
    private final @Nullable String smiles;

    TableRows(Table table, Workspace workspace, @Nullable String smiles) {
        this.reader = new TableReader(workspace, table);
        this.smiles = smiles;
    }

    @Override
    public Schema schema() {
        return reader.schema();
    }

    @Override
    public int inputColumn() {
        return reader.schema().find(smiles == null ? "smiles" : smiles).orElse(-1);
    }

    @Override
    public Optional<RowStage> parser() {
        return StageCatalog.installed().parser(reader.schema(), smiles);
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        return reader.next();
    }

    @Override
    public double fraction() {
        return reader.fraction();
    }

    @Override
    public void close() {
        reader.close();
    }
}
