package io.retort.engine;

import io.retort.table.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings stages; found by {@link java.util.ServiceLoader}. */
public interface StageProvider {

    /**
     * The stages.
     *
     * @return options records that implement a kind of {@link Stage} and carry {@link StageInfo}
     */
    List<Class<? extends Record>> stages();

    /**
     * Offers to interpret rows that were read from a file or a table, such as to parse a column of SMILES.
     *
     * @param columns columns of the file
     * @param request the column that the user named as structures, or null
     * @return the step, if these columns concern this provider
     */
    default Optional<RowStage> parser(Schema columns, @Nullable String request) {
        return Optional.empty();
    }
}
