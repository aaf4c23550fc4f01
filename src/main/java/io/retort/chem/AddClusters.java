package io.retort.chem;

import io.retort.chem.diversity.BitBirch;
import io.retort.chem.diversity.BitBirchOptions;
import io.retort.chem.diversity.Butina;
import io.retort.chem.diversity.ButinaOptions;
import io.retort.chem.diversity.Clusters;
import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.FingerprintSet;
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
 * Puts rows with similar fingerprints in clusters. The column {@code cluster} counts from 1 in falling order of size,
 * {@code cluster_size} is its number of rows, and {@code representative} marks the row that stands for it.
 *
 * @param similarity Tanimoto similarity: of a neighbor to its center for Butina, of the rows of a cluster to each other
 *     for BitBIRCH
 * @param method how clusters are found
 * @param by column of fingerprints, null for the first one that is there
 */
@StageInfo(
        name = "cluster",
        help = "Puts rows with similar fingerprints in clusters.",
        example = "cluster --similarity 0.6",
        columns = "cluster, cluster_size, representative")
public record AddClusters(
        @Option(
                help = "Tanimoto similarity of neighbors (butina) or of the rows of a cluster on average (bitbirch).",
                defaultValue = "0.65",
                min = 0.01,
                max = 1)
        double similarity,

        @Option(
                help = "butina compares all rows and its result does not depend on their order; bitbirch takes them in"
                        + " one pass; auto is butina up to 100,000 rows and bitbirch above.",
                defaultValue = "auto")
        Method method,

        @Option(help = "Column of fingerprints; the first one that is there if not given.") @Nullable
        String by)
        implements BarrierStage {
    private static final int MOST_COMPARED = 100_000;

    /** Ways to cluster. */
    public enum Method {
        /** Butina up to 100,000 rows, BitBIRCH above. */
        AUTO,
        /** Around rows with many neighbors. */
        BUTINA,
        /** By a tree of bit counts, in one pass. */
        BITBIRCH
    }

    /**
     * Clusters by the first column of fingerprints, with the method that the number of rows suggests.
     *
     * @param similarity above 0, at most 1
     * @return the stage
     */
    public static AddClusters at(double similarity) {
        return new AddClusters(similarity, Method.AUTO, null);
    }

    @Override
    public Bound bind(Schema in) {
        String column = FingerprintColumn.find(in, by, "cluster");
        Schema out = in.with(List.of(
                new Column("cluster", ColumnType.LONG),
                new Column("cluster_size", ColumnType.LONG),
                new Column("representative", ColumnType.BOOLEAN)));
        return new Bound(out, (rows, context) -> run(rows, column, context));
    }

    private Table run(Table rows, String column, Context context) {
        FingerprintColumn fingerprints = FingerprintColumn.read(rows, column);
        Execution execution = new Execution(context.workers(), context.cancel(), context::progress);
        Clusters clusters = clusters(fingerprints.set(), execution);
        int[] numbers = numbers(clusters.sizes());
        int[] sizes = clusters.sizes();
        int[] cluster = new int[fingerprints.rowCount()];
        int[] size = new int[fingerprints.rowCount()];
        boolean[] representative = new boolean[fingerprints.rowCount()];
        Arrays.fill(cluster, ArrayTable.MISSING);
        Arrays.fill(size, ArrayTable.MISSING);
        for (int i = 0; i < fingerprints.rows().length; i++) {
            int of = clusters.clusterOf()[i];
            cluster[fingerprints.rows()[i]] = numbers[of];
            size[fingerprints.rows()[i]] = sizes[of];
            representative[fingerprints.rows()[i]] = clusters.representatives()[of] == i;
        }
        return context.beside(
                rows,
                new ArrayTable(cluster.length)
                        .with("cluster", cluster)
                        .with("cluster_size", size)
                        .with("representative", representative));
    }

    private Clusters clusters(FingerprintSet set, Execution execution) {
        boolean compare = method == Method.BUTINA || method == Method.AUTO && set.size() <= MOST_COMPARED;
        return compare
                ? Butina.cluster(set, ButinaOptions.of(similarity), execution)
                : BitBirch.cluster(set, BitBirchOptions.of(similarity), execution);
    }

    /** Numbers clusters from 1 by falling size, those of one size in the order in which they were found. */
    private static int[] numbers(int[] sizes) {
        long[] order = new long[sizes.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = ((long) (Integer.MAX_VALUE - sizes[i]) << Integer.SIZE) | i;
        }
        Arrays.sort(order);
        int[] numbers = new int[sizes.length];
        for (int i = 0; i < order.length; i++) {
            numbers[(int) order[i]] = i + 1;
        }
        return numbers;
    }
}
