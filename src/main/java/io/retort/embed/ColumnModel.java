package io.retort.embed;

import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.util.Locale;
import java.util.Optional;

/**
 * Which model made the vectors of a column, as {@code retort_embeddings} says.
 *
 * @param column {@code TABLE.COLUMN}, for messages
 * @param name name of the model
 * @param fingerprint tells it from all others
 * @param dtype number format that it computed in
 */
public record ColumnModel(String column, String name, String fingerprint, String dtype) {
    /**
     * Looks a column up.
     *
     * @param workspace holds the table
     * @param table its name
     * @param column the column of vectors
     * @return empty if an embedding job did not make the column
     */
    public static Optional<ColumnModel> of(Workspace workspace, String table, String column) {
        return new EmbeddingLedger(workspace, table, column)
                .entry()
                .map(e -> new ColumnModel(table + "." + column, e.model(), e.fingerprint(), e.dtype()));
    }

    /**
     * Loads the model, so that texts become vectors that can be compared with the column's.
     *
     * @param model as {@code embed --model} takes it
     * @return owned by the caller
     * @throws UsageException if it is another model than the column's
     */
    public Embedder open(String model) {
        EmbeddingModel described = LoadedModel.find(model).model();
        Dtype format = Dtype.valueOf(dtype.toUpperCase(Locale.ROOT));
        if (!described.has(format) || !described.fingerprint(format).equals(fingerprint)) {
            throw new UsageException(
                    "the vectors of " + column + " were made by the model " + name + " in " + dtype + " ("
                            + fingerprint.substring(0, 12) + "), and those of " + described.name()
                            + " cannot be compared with them; name that model with --model");
        }
        return Embedder.open(model, DeviceChoice.AUTO, DtypeChoice.valueOf(format.name()));
    }

    /**
     * Loads the model by its own name.
     *
     * @return owned by the caller
     * @throws UsageException if it is not one that comes with Retort
     */
    public Embedder open() {
        if (!name.equals(LoadedModel.OWN)) {
            throw new UsageException("the vectors of " + column + " were made by the model " + name
                    + "; say with --model where it lies");
        }
        return open(LoadedModel.OWN);
    }
}
