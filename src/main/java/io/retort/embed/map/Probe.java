package io.retort.embed.map;

import io.retort.core.UsageException;
import io.retort.embed.search.Execution;
import io.retort.embed.search.VectorMatrix;
import io.retort.table.ArrayTable;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A quick model of a property: linear in the vectors, and judged by cross-validation, so that each figure and each prediction of
 * a known row comes from a model that has not seen the row. Rows with a vector and without a value are predicted by the model
 * of all others. Immutable.
 */
public final class Probe {
    /**
     * How good a probe is, over all rows with a value.
     *
     * @param logistic whether it predicts a probability
     * @param rows with a vector and a value
     * @param r2 share of the variance that is explained, NaN for a probability
     * @param rmse root of the mean squared error, in the unit of the values
     * @param auc chance that a row of 1 gets a higher prediction than one of 0, NaN for numbers
     */
    public record Figures(boolean logistic, int rows, double r2, double rmse, double auc) {}

    private final LinearModel model;
    private final Figures figures;
    private final Table predictions;

    private Probe(LinearModel model, Figures figures, Table predictions) {
        this.model = model;
        this.figures = figures;
        this.predictions = predictions;
    }

    /**
     * Learns.
     *
     * @param workspace keeps the predictions
     * @param table the rows
     * @param options what to learn
     * @param out name of the table of predictions: the columns of the rows but for the vectors, {@code fold} and {@code
     *     predicted}
     * @param execution threads, one for each fold at most, token and progress
     * @return the probe; it does not depend on the number of threads
     * @throws UsageException if a column is missing or does not fit, or if there are too few rows
     */
    public static Probe fit(Workspace workspace, Table table, ProbeOptions options, String out, Execution execution) {
        VectorMatrix vectors = VectorMatrix.read(table, options.by(), VectorMatrix.Length.STORED);
        double[] values = values(workspace, table, options.target(), vectors);
        int[] known = IntStream.range(0, values.length)
                .filter(row -> !Double.isNaN(values[row]))
                .toArray();
        boolean logistic = logistic(options, values, known);
        if (known.length < 2 * options.folds()) {
            throw new UsageException("probe: " + known.length + " rows have a vector and a value of \""
                    + options.target() + "\"; " + options.folds() + " folds need at least " + 2 * options.folds());
        }
        int[] folds = folds(values.length, known, options);
        double[] predicted = new double[values.length];
        execution.blocks(options.folds(), 1, (from, to) -> {
            LinearModel own = learn(vectors, values, rows(known, folds, from, false), logistic, options, execution);
            for (int row : rows(known, folds, from, true)) {
                predicted[row] = own.predict(vectors.vector(row));
            }
        });
        LinearModel all = learn(vectors, values, known, logistic, options, execution);
        for (int row = 0; row < values.length; row++) {
            if (folds[row] < 0) {
                predicted[row] = all.predict(vectors.vector(row));
            }
        }
        ArrayTable columns = columns(Math.toIntExact(table.rowCount()), vectors, folds, predicted);
        Table predictions =
                Beside.keep(workspace, table, new Beside.Columns(options.by(), columns, "fold, predicted"), out);
        return new Probe(all, Judgement.of(logistic, known, values, predicted), predictions);
    }

    private static double[] values(Workspace workspace, Table table, String column, VectorMatrix vectors) {
        int position = table.schema().require(column, "probe");
        switch (table.schema().columns().get(position).type()) {
            case BOOLEAN, LONG, DOUBLE -> {}
            default ->
                throw new UsageException("probe: column \"" + column + "\" is not of numbers, nor of true and false");
        }
        double[] all = new double[Math.toIntExact(table.rowCount())];
        String sql = "SELECT CAST(" + Sql.name(column) + " AS DOUBLE) FROM (" + table.query() + ")";
        workspace.query(sql, result -> {
            for (int row = 0; result.next(); row++) {
                double value = result.getDouble(1);
                all[row] = result.wasNull() || !Double.isFinite(value) ? Double.NaN : value;
            }
            return all;
        });
        double[] values = new double[vectors.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = all[vectors.place(row)];
        }
        return values;
    }

    private static boolean logistic(ProbeOptions options, double[] values, int[] known) {
        boolean binary = Arrays.stream(known).allMatch(row -> values[row] == 0 || values[row] == 1);
        if (options.kind() == ProbeOptions.Kind.LOGISTIC && !binary) {
            throw new UsageException("probe: --kind logistic takes a column of 0 and 1, or of true and false; \""
                    + options.target() + "\" has other values");
        }
        boolean logistic =
                options.kind() == ProbeOptions.Kind.LOGISTIC || (options.kind() == ProbeOptions.Kind.AUTO && binary);
        if (logistic
                && Arrays.stream(known)
                                .mapToDouble(row -> values[row])
                                .distinct()
                                .count()
                        < 2) {
            throw new UsageException("probe: column \"" + options.target() + "\" has only one value");
        }
        return logistic;
    }

    /** The fold of each row, -1 for rows without a value; sizes differ by one at most. */
    private static int[] folds(int size, int[] known, ProbeOptions options) {
        int[] order = known.clone();
        SplittableRandom random = new SplittableRandom(options.seed());
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        int[] folds = new int[size];
        Arrays.fill(folds, -1);
        for (int i = 0; i < order.length; i++) {
            folds[order[i]] = i % options.folds();
        }
        return folds;
    }

    private static int[] rows(int[] known, int[] folds, int fold, boolean inside) {
        return Arrays.stream(known)
                .filter(row -> (folds[row] == fold) == inside)
                .toArray();
    }

    private static LinearModel learn(
            VectorMatrix vectors,
            double[] values,
            int[] rows,
            boolean logistic,
            ProbeOptions options,
            Execution execution) {
        LinearModel.Training training = new LinearModel.Training(vectors, rows, values);
        return logistic
                ? LinearModel.logistic(training, options.penalty(), execution.cancel())
                : LinearModel.ridge(training, options.penalty(), execution.cancel());
    }

    private static ArrayTable columns(int rows, VectorMatrix vectors, int[] folds, double[] predicted) {
        double[] column = new double[rows];
        double[] fold = new double[rows];
        Arrays.fill(column, Double.NaN);
        Arrays.fill(fold, Double.NaN);
        for (int row = 0; row < predicted.length; row++) {
            column[vectors.place(row)] = predicted[row];
            if (folds[row] >= 0) {
                fold[vectors.place(row)] = folds[row] + 1;
            }
        }
        return new ArrayTable(rows).with("fold", fold).with("predicted", column);
    }

    /**
     * How good it is.
     *
     * @return figures of cross-validation
     */
    public Figures figures() {
        return figures;
    }

    /**
     * What it predicts.
     *
     * @return the table of predictions
     */
    public Table predictions() {
        return predictions;
    }

    /**
     * Predicts with the model of all rows with a value.
     *
     * @param vector {@code float[dimension]}
     * @return a number in the unit of the values, or the probability of 1
     */
    public double predict(float[] vector) {
        if (vector.length != model.weights().length) {
            throw new IllegalArgumentException(
                    "the vector has " + vector.length + " numbers; accepted are " + model.weights().length);
        }
        return model.predict(vector);
    }
}
