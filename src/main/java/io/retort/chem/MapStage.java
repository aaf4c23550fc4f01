package io.retort.chem;

import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.PrincipalAxes;
import io.retort.core.Option;
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
 * Gives each row a place on a map, on which rows with similar fingerprints are near each other: the first two principal
 * components of the fingerprints' bits.
 *
 * @param by column of fingerprints, null for the first one that is there
 */
@StageInfo(
        name = "map",
        help = "Gives each row a place on a map by its fingerprint (principal components).",
        example = "map",
        columns = "map_x, map_y")
public record MapStage(
        @Option(help = "Column of fingerprints; the first one that is there if not given.") @Nullable
        String by) implements BarrierStage {

    /** By the first column of fingerprints. */
    public MapStage() {
        this(null);
    }

    @Override
    public Bound bind(Schema in) {
        String column = FingerprintColumn.find(in, by, "map");
        Schema out = in.with(List.of(new Column("map_x", ColumnType.DOUBLE), new Column("map_y", ColumnType.DOUBLE)));
        return new Bound(out, (rows, context) -> run(rows, column, context));
    }

    private static Table run(Table rows, String column, Context context) {
        FingerprintColumn fingerprints = FingerprintColumn.read(rows, column);
        Execution execution = new Execution(context.workers(), context.cancel(), context::progress);
        double[][] places = PrincipalAxes.of(fingerprints.set(), execution).place(fingerprints.set());
        double[][] all = new double[2][fingerprints.rowCount()];
        for (int axis = 0; axis < all.length; axis++) {
            Arrays.fill(all[axis], Double.NaN);
            for (int i = 0; i < places[axis].length; i++) {
                all[axis][fingerprints.rows()[i]] = places[axis][i];
            }
        }
        return context.beside(
                rows, new ArrayTable(all[0].length).with("map_x", all[0]).with("map_y", all[1]));
    }
}
