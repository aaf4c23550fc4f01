package io.retort.engine;

import io.retort.core.Outcome;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of a file or a table as a pipeline's source. */
final class RecordRows implements SourceStage.Rows {
    private final RecordReader reader;
    private final @Nullable String smiles;

    RecordRows(RecordReader reader, @Nullable String smiles) {
        this.reader = reader;
        this.smiles = smiles;
    }

    @Override
    public Schema schema() {
        return reader.schema();
    }

    @Override
    public int inputColumn() {
        return smiles != null
                ? reader.schema().find(smiles).orElse(-1)
                : reader.schema()
                        .find("smiles")
                        .or(() -> reader.schema().find("input_smiles"))
                        .orElse(-1);
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
    public List<ExternalResource.Counts> resources() {
        return reader instanceof SqlRows rows ? List.of(rows.resource()) : List.of();
    }

    @Override
    public void close() {
        reader.close();
    }
}
