package io.retort.chem;

import io.retort.chem.diversity.Clusters;
import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.MaxMinOptions;
import io.retort.chem.diversity.MaxMinPicker;
import io.retort.chem.diversity.Picks;
import io.retort.chem.diversity.SphereExclusion;
import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.engine.BarrierStage;
import io.retort.engine.StageInfo;
import io.retort.table.ArrayTable;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Table;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows that are far from each other, in the order in which they were picked. Distance is 1 - Tanimoto similarity.
 * The column {@code pick} counts from 1; {@code pick_distance} is the distance from the nearest pick before, missing for
 * the first pick and for spheres.
 *
 * @param count how many rows to keep at most, 0 for as many as {@code distance} allows
 * @param distance distance that any two of them exceed, 0 for none
 * @param method how they are found
 * @param by column of fingerprints, null for the first one that is there
 * @param seed chooses the first row of MaxMin
 */
@StageInfo(
        name = "pick",
        help = "Keeps rows that are far from each other by their fingerprints.",
        example = "pick --count 1000",
        columns = "pick, pick_distance")
public record Pick(
        @Option(
                help = "How many rows to keep at most; 0 for as many as --distance allows.",
                defaultValue = "0",
                unit = "rows",
                min = 0)
        int count,

        @Option(
                help = "Tanimoto distance that any two of them exceed; 0 for none.",
                defaultValue = "0",
                min = 0,
                max = 1)
        double distance,

        @Option(
                help = "maxmin: each next row is the one farthest from those before; sphere: the first row, then each"
                        + " that is far enough from all before.",
                defaultValue = "maxmin")
        Method method,

        @Option(help = "Column of fingerprints; the first one that is there if not given.") @Nullable
        String by,

        @Option(help = "Chooses the first row of maxmin.", defaultValue = "42")
        int seed)
        implements BarrierStage {

    /** Ways to pick. */
    public enum Method {
        /** The row farthest from its nearest pick, again and again. */
        MAXMIN,
        /** Rows in their order, unless one before is near. */
        SPHERE
    }

    /** Checks that something ends the picking. */
    public Pick {
        if (count == 0 && distance == 0) {
            throw new UsageException("pick: say how many rows with --count, or how far apart with --distance");
        }
        if (method == Method.SPHERE && (distance == 0 || distance == 1)) {
            throw new UsageException("pick --method sphere: accepted is a --distance above 0 and below 1");
        }
    }

    /**
     * MaxMin picks from the first column of fingerprints.
     *
     * @param count how many rows
     * @return the stage
     */
    public static Pick diverse(int count) {
        return new Pick(count, 0, Method.MAXMIN, null, 42);
    }

    @Override
    public Bound bind(Schema in) {
        String column = FingerprintColumn.find(in, by, "pick");
        Schema out =
                in.with(List.of(new Column("pick", ColumnType.LONG), new Column("pick_distance", ColumnType.DOUBLE)));
        return new Bound(out, (rows, context) -> run(rows, column, context));
    }

    private Table run(Table rows, String column, Context context) {
        FingerprintColumn fingerprints = FingerprintColumn.read(rows, column);
        Execution execution = new Execution(context.workers(), context.cancel(), context::progress);
        Picks picks = method == Method.MAXMIN ? maxMin(fingerprints, execution) : leaders(fingerprints, execution);
        int[] order = new int[fingerprints.rowCount()];
        double[] distances = new double[fingerprints.rowCount()];
        Arrays.fill(order, ArrayTable.MISSING);
        Arrays.fill(distances, Double.NaN);
        for (int i = 0; i < picks.size(); i++) {
            int row = fingerprints.rows()[picks.rows()[i]];
            order[row] = i + 1;
            distances[row] = i == 0 ? Double.NaN : picks.distances()[i];
        }
        Table all = context.beside(
                rows, new ArrayTable(order.length).with("pick", order).with("pick_distance", distances));
        return context.workspace().sql("SELECT * FROM (" + all.query() + ") WHERE pick IS NOT NULL ORDER BY pick");
    }

    private Picks maxMin(FingerprintColumn fingerprints, Execution execution) {
        int most = count == 0 ? fingerprints.set().size() : count;
        MaxMinOptions options = MaxMinOptions.of(most, seed);
        return MaxMinPicker.pick(
                fingerprints.set(), distance == 0 ? options : options.fartherThan(distance), execution);
    }

    private Picks leaders(FingerprintColumn fingerprints, Execution execution) {
        // 1 - 0.7 is not 0.3 in binary: a pair at just that similarity must not slip through.
        double similarity = Math.round((1 - distance) * 1e12) / 1e12;
        Clusters spheres = SphereExclusion.pick(fingerprints.set(), similarity, execution);
        int[] leaders = spheres.representatives();
        int[] kept = count == 0 ? leaders : Arrays.copyOf(leaders, Math.min(count, leaders.length));
        double[] distances = new double[kept.length];
        Arrays.fill(distances, Double.NaN);
        return new Picks(kept, distances);
    }
}
