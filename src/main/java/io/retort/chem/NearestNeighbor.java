package io.retort.chem;

import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.RowStage;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds for each row the most similar of a set of references, by the Tanimoto coefficient of fingerprints. All references
 * are compared; of equally similar ones the first in the table's order is taken. The references are held in memory, 256
 * bytes each.
 */
public final class NearestNeighbor implements RowStage {
    private final String column;
    private final List<String> names;
    private final long[][] references;

    private NearestNeighbor(String column, List<String> names, long[][] references) {
        this.column = column;
        this.names = names;
        this.references = references;
    }

    /**
     * Compares with a table.
     *
     * @param references a table with the fingerprint column
     * @param nameColumn column that names a reference
     * @param fingerprint column of fingerprints, in both tables, for example {@code ecfp4}
     * @return the stage; it adds {@code nearest} (name) and {@code nearest_tanimoto} (from 0 to 1)
     * @throws UsageException if a column is missing or the table is empty
     */
    public static NearestNeighbor among(Table references, String nameColumn, String fingerprint) {
        int name = references.schema().require(nameColumn, "nearest neighbor");
        int bits = references.schema().require(fingerprint, "nearest neighbor");
        List<String> names = new ArrayList<>();
        List<long[]> words = new ArrayList<>();
        references.forEach(values -> {
            if (values[bits] instanceof byte[] fingerprintBytes) {
                names.add(String.valueOf(values[name]));
                words.add(Fingerprint.toWords(fingerprintBytes));
            }
        });
        if (names.isEmpty()) {
            throw new UsageException("nearest neighbor: the table of references has no fingerprints in " + fingerprint);
        }
        return new NearestNeighbor(fingerprint, names, words.toArray(long[][]::new));
    }

    @Override
    public Bound bind(Schema in) {
        int bits = in.require(column, "nearest neighbor");
        Schema out = in.with(
                List.of(new Column("nearest", ColumnType.STRING), new Column("nearest_tanimoto", ColumnType.DOUBLE)));
        int nearest = out.require("nearest", "nearest neighbor");
        int tanimoto = out.require("nearest_tanimoto", "nearest neighbor");
        return new Bound(out, () -> row -> {
            if (row.get(bits) instanceof byte[] fingerprint) {
                long[] query = Fingerprint.toWords(fingerprint);
                int best = 0;
                double bestSimilarity = -1;
                for (int i = 0; i < references.length; i++) {
                    double similarity = Fingerprint.tanimoto(query, references[i]);
                    if (similarity > bestSimilarity) {
                        bestSimilarity = similarity;
                        best = i;
                    }
                }
                row.set(nearest, names.get(best));
                row.set(tanimoto, bestSimilarity);
            }
            return Outcome.ok(row);
        });
    }
}
