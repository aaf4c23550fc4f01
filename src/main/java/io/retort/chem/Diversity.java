package io.retort.chem;

import io.retort.core.Option;
import io.retort.engine.BarrierStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says how diverse the molecules are, by their scaffolds and by the similarity of their fingerprints.
 *
 * @param show which table to give
 * @param by column of fingerprints, null for the first one that is there
 * @param seed of the sample that is taken of more than 100,000 molecules
 */
@StageInfo(
        name = "diversity",
        help = "Says how diverse the molecules are, by scaffolds and by the similarity of fingerprints.",
        example = "diversity",
        columns = "summary: measure, value, low, high, unit; pairs, neighbors: similarity, count, share, low, high;"
                + " scaffolds: scaffolds_percent, molecules_percent")
public record Diversity(
        @Option(
                help =
                        "summary: one row for each measure; pairs, neighbors: how similar pairs and nearest neighbors are;"
                                + " scaffolds: how many molecules the most frequent scaffolds hold.",
                defaultValue = "summary")
        Show show,

        @Option(help = "Column of fingerprints; the first one that is there if not given.") @Nullable
        String by,

        @Option(help = "Chooses the sample that is taken of more than 100,000 molecules.", defaultValue = "42")
        int seed)
        implements BarrierStage {

    /** Tables that the stage can give. */
    public enum Show {
        /** One row for each measure. */
        SUMMARY,
        /** Histogram of the similarity of pairs. */
        PAIRS,
        /** Histogram of the similarity of nearest neighbors. */
        NEIGHBORS,
        /** Cumulative curve of scaffolds. */
        SCAFFOLDS
    }

    /** The summary, by the first column of fingerprints. */
    public Diversity() {
        this(Show.SUMMARY, null, 42);
    }

    @Override
    public Bound bind(Schema in) {
        if (show == Show.SCAFFOLDS) {
            in.require(DiversityTables.SCAFFOLD, "diversity --show scaffolds");
            return new Bound(
                    numbers("scaffolds_percent", "molecules_percent"),
                    (rows, context) -> new DiversityTables(rows, context, seed).scaffolds());
        }
        String column = FingerprintColumn.find(in, by, "diversity");
        if (show == Show.SUMMARY) {
            Schema out = Schema.of(List.of(
                    new Column("measure", ColumnType.STRING),
                    new Column("value", ColumnType.DOUBLE),
                    new Column("low", ColumnType.DOUBLE),
                    new Column("high", ColumnType.DOUBLE),
                    new Column("unit", ColumnType.STRING)));
            return new Bound(out, (rows, context) -> new DiversityTables(rows, context, seed).summary(column));
        }
        boolean pairs = show == Show.PAIRS;
        return new Bound(
                numbers("similarity", "count", "share", "low", "high"),
                (rows, context) -> new DiversityTables(rows, context, seed).histogram(column, pairs));
    }

    private static Schema numbers(String... names) {
        return Schema.of(java.util.Arrays.stream(names)
                .map(name -> new Column(name, name.equals("count") ? ColumnType.LONG : ColumnType.DOUBLE))
                .toList());
    }
}
