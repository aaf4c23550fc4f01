package io.retort.chem.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Values of the columns of a table as they are read: moments of all, and all rows or a sample of them to keep. */
final class PropertyValues {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final PropertyOptions options;
    private final ColumnMoments[] moments;
    private final int[] missingCounts;
    private final double[][] kept;
    private final boolean all;
    private final double share;
    private long rowCount;
    private int keptRows;

    /**
     * Nothing read yet.
     *
     * @param columnCount number of columns
     * @param options what to compute
     * @param expectedRows number of rows that will come
     */
    PropertyValues(int columnCount, PropertyOptions options, long expectedRows) {
        this.options = options;
        all = expectedRows <= options.exactRows();
        share = all ? 1 : (double) options.exactRows() / expectedRows;
        moments = new ColumnMoments[columnCount];
        Arrays.setAll(moments, c -> new ColumnMoments());
        missingCounts = new int[columnCount];
        kept = new double[columnCount][(int) Math.min(expectedRows, options.exactRows())];
    }

    /** Takes a block, see {@link io.retort.table.Table.NumberReader}. */
    void add(double[][] values, int[] missing, int blockRows) {
        if (all) {
            for (int c = 0; c < kept.length; c++) {
                missingCounts[c] += missing[c];
                makeRoom(c, blockRows);
                System.arraycopy(values[c], 0, kept[c], keptRows, blockRows);
            }
            keptRows += blockRows;
        } else {
            for (int c = 0; c < moments.length; c++) {
                moments[c].add(values[c], blockRows, missing[c]);
            }
            for (int row = 0; row < blockRows; row++) {
                if (isSampled(rowCount + row)) {
                    keep(values, row);
                }
            }
        }
        rowCount += blockRows;
    }

    /** By a number mixed from seed and row, so that it does not depend on what was read before. */
    private boolean isSampled(long row) {
        long mixed = (options.seed() + row) * GOLDEN;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        mixed ^= mixed >>> 31;
        return (mixed >>> 11) * 0x1.0p-53 < share;
    }

    private void keep(double[][] values, int row) {
        for (int c = 0; c < kept.length; c++) {
            makeRoom(c, 1);
            kept[c][keptRows] = values[c][row];
        }
        keptRows++;
    }

    private void makeRoom(int column, int more) {
        if (keptRows + more > kept[column].length) {
            kept[column] = Arrays.copyOf(kept[column], keptRows + more + keptRows / 8);
        }
    }

    /** Computes the rest, a column and a pair of columns at a time. */
    PropertyProfile profile(List<String> names, Execution execution) {
        int count = kept.length;
        ColumnProfile[] profiles = new ColumnProfile[count];
        PairedColumn[] paired = new PairedColumn[count];
        Execution quiet = new Execution(execution.workers(), execution.cancel(), share -> {});
        RowRanges.forEach(count, 1, quiet, (c, end) -> {
            if (all) {
                moments[c].add(kept[c], keptRows, missingCounts[c]);
            }
            double[] values = keptRows == kept[c].length ? kept[c] : Arrays.copyOf(kept[c], keptRows);
            double[] sorted = PairedColumn.sorted(values);
            profiles[c] = profile(names.get(c), moments[c], sorted);
            paired[c] = PairedColumn.of(values, sorted);
        });
        double[][] pearson = new double[count][count];
        double[][] spearman = new double[count][count];
        RowRanges.forEach(count * count, 1, execution, (pair, end) -> {
            int x = pair / count;
            int y = pair % count;
            if (x <= y) {
                pearson[x][y] = PairedColumn.pearson(paired[x], paired[y]);
                spearman[x][y] = PairedColumn.spearman(paired[x], paired[y]);
                pearson[y][x] = pearson[x][y];
                spearman[y][x] = spearman[x][y];
            }
        });
        return new PropertyProfile(
                rowCount, keptRows, options.probabilities(), List.of(profiles), lists(pearson), lists(spearman));
    }

    private ColumnProfile profile(String name, ColumnMoments all, double[] sorted) {
        List<Double> quantiles = new ArrayList<>();
        for (double probability : options.probabilities()) {
            quantiles.add(quantile(sorted, probability));
        }
        return new ColumnProfile(
                name,
                all.count(),
                all.missing(),
                all.notFinite(),
                all.mean(),
                all.standardDeviation(),
                all.minimum(),
                all.maximum(),
                quantiles);
    }

    private static double quantile(double[] sorted, double probability) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double place = probability * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double part = place - below;
        return part == 0 ? sorted[below] : sorted[below] * (1 - part) + sorted[above] * part;
    }

    private static List<List<Double>> lists(double[][] matrix) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList();
    }
}
