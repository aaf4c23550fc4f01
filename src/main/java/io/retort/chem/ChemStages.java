package io.retort.chem;

import io.retort.engine.RowStage;
import io.retort.engine.StageProvider;
import io.retort.table.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stages of this room. */
public final class ChemStages implements StageProvider {
    @Override
    public List<Class<? extends Record>> stages() {
        return List.of(
                Generate.class,
                Standardize.class,
                AddProperties.class,
                AddScaffold.class,
                AddFingerprint.class,
                AddInchiKey.class,
                CountSubstructures.class,
                Pick.class,
                AddClusters.class,
                Analyze.class,
                Diversity.class,
                Search.class,
                Similar.class,
                MapStage.class);
    }

    @Override
    public Optional<RowStage> parser(Schema columns, @Nullable String request) {
        return ParseMolecules.find(columns, request);
    }
}
