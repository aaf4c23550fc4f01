package io.retort.embed.map;

import io.retort.core.UsageException;
import io.retort.embed.search.Execution;
import io.retort.embed.search.VectorMatrix;
import io.retort.table.ArrayTable;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.Arrays;

/**
 * A map of rows in a plane: where their vectors lie along the two directions in which all vary most, and in which cluster.
 * What is near in the map need not be near in all directions, which {@link #explained} puts into a number; clusters are found in
 * all of them.
 *
 * @param rows the table: the columns of the rows but for the vectors, {@code pc1}, {@code pc2} and {@code cluster}, which
 *     are missing for rows without a vector
 * @param explained share of the variance that each direction of the map shows
 * @param clusters how many clusters there are
 * @param rounds until the clusters no longer changed
 */
public record VectorMap(Table rows, double[] explained, int clusters, int rounds) {
    private static final int AXES = 2;

    /** Copies the array. */
    public VectorMap {
        explained = explained.clone();
    }

    /**
     * Share of the variance that each direction of the map shows.
     *
     * @return two numbers from 0 to 1
     */
    @Override
    public double[] explained() {
        return explained.clone();
    }

    /**
     * Makes a map.
     *
     * @param workspace keeps it
     * @param table the rows
     * @param options which column, how many clusters
     * @param out name of the new table
     * @param execution threads, token and progress
     * @return the map; it does not depend on the number of threads
     * @throws UsageException if the column does not hold vectors, or holds fewer than two
     */
    public static VectorMap make(
            Workspace workspace, Table table, MapOptions options, String out, Execution execution) {
        VectorMatrix vectors = VectorMatrix.read(table, options.by(), VectorMatrix.Length.STORED);
        if (vectors.size() < 2 || vectors.dimension() < AXES) {
            throw new UsageException("a map needs two rows with vectors of two numbers or more; column \""
                    + options.by() + "\" has " + vectors.size() + " rows with a vector");
        }
        PrincipalAxes axes = PrincipalAxes.of(vectors, AXES, execution);
        int rows = Math.toIntExact(table.rowCount());
        double[][] places = new double[AXES][rows];
        for (int axis = 0; axis < AXES; axis++) {
            Arrays.fill(places[axis], Double.NaN);
            for (int row = 0; row < vectors.size(); row++) {
                places[axis][vectors.place(row)] = axes.along(axis, vectors.vector(row));
            }
        }
        ArrayTable columns = new ArrayTable(rows).with("pc1", places[0]).with("pc2", places[1]);
        int found = 0;
        int rounds = 0;
        if (options.clusters() > 0) {
            KMeans clusters = KMeans.of(vectors, options.clusters(), options.seed(), execution);
            String[] names = new String[rows];
            for (int row = 0; row < vectors.size(); row++) {
                names[vectors.place(row)] = Integer.toString(clusters.clusters()[row] + 1);
            }
            columns.with("cluster", names);
            found = clusters.centers().length;
            rounds = clusters.rounds();
        }
        double[] explained = Arrays.stream(axes.variances())
                .map(v -> axes.totalVariance() > 0 ? v / axes.totalVariance() : 0)
                .toArray();
        Table made = Beside.keep(workspace, table, new Beside.Columns(options.by(), columns, "pc1, pc2, cluster"), out);
        return new VectorMap(made, explained, found, rounds);
    }
}
