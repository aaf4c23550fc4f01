package io.retort.chem;

import io.retort.chem.diversity.ColumnProfile;
import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.PropertyOptions;
import io.retort.chem.diversity.PropertyProfile;
import io.retort.core.Option;
import io.retort.core.UsageException;
import io.retort.engine.BarrierStage;
import io.retort.engine.StageInfo;
import io.retort.table.ArrayTable;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Describes the columns of numbers: a row for each with its counts, mean, standard deviation, quantiles and, in columns
 * named {@code r_<column>}, its correlation with each of them.
 *
 * @param columns which columns, null for all of numbers but {@code row}
 * @param correlation kind of correlation
 */
@StageInfo(
        name = "analyze",
        help = "Describes the columns of numbers: mean, standard deviation, quantiles, missing values, correlations.",
        example = "analyze --columns mol_weight_da,log_p,tpsa_a2",
        columns = "property, count, missing, mean, sd, min, p5, q1, median, q3, p95, max, r_<column> for each column")
public record Analyze(
        @Option(help = "Columns of numbers; all of them if not given.") @Nullable
        List<String> columns,

        @Option(
                help = "Correlation of values (pearson) or of their ranks (spearman), or none.",
                defaultValue = "pearson")
        Correlation correlation)
        implements BarrierStage {
    private static final String NUMBER = "row";

    /** Kinds of correlation. */
    public enum Correlation {
        /** Of the values. */
        PEARSON,
        /** Of the ranks. */
        SPEARMAN,
        /** None. */
        NONE
    }

    /** All columns of numbers, with Pearson's correlation. */
    public Analyze() {
        this(null, Correlation.PEARSON);
    }

    @Override
    public Bound bind(Schema in) {
        List<String> names = names(in);
        List<Column> out = new ArrayList<>();
        out.add(new Column("property", ColumnType.STRING));
        out.add(new Column("count", ColumnType.LONG));
        out.add(new Column("missing", ColumnType.LONG));
        for (String figure : List.of("mean", "sd", "min", "p5", "q1", "median", "q3", "p95", "max")) {
            out.add(new Column(figure, ColumnType.DOUBLE));
        }
        if (correlation != Correlation.NONE) {
            names.forEach(name -> out.add(new Column("r_" + name, ColumnType.DOUBLE)));
        }
        return new Bound(Schema.of(out), (rows, context) -> run(rows, names, context));
    }

    private List<String> names(Schema in) {
        List<String> names = new ArrayList<>();
        if (columns != null && !columns.isEmpty()) {
            for (String asked : columns) {
                Column column = in.columns().get(in.require(asked, "analyze --columns"));
                if (!isNumber(column)) {
                    throw new UsageException("analyze --columns: \"" + asked + "\" is of type " + column.type()
                            + "; accepted are columns of numbers");
                }
                names.add(column.name());
            }
            return names;
        }
        for (Column column : in.columns()) {
            if (isNumber(column) && !column.name().toLowerCase(Locale.ROOT).equals(NUMBER)) {
                names.add(column.name());
            }
        }
        if (names.isEmpty()) {
            throw new UsageException(
                    "analyze: there is no column of numbers; put a stage such as properties before it");
        }
        return names;
    }

    private static boolean isNumber(Column column) {
        return column.type() == ColumnType.LONG || column.type() == ColumnType.DOUBLE;
    }

    private Table run(Table rows, List<String> names, Context context) {
        PropertyProfile profile = PropertyProfile.of(
                rows,
                names,
                new PropertyOptions(),
                new Execution(context.workers(), context.cancel(), context::progress));
        List<ColumnProfile> found = profile.columns();
        ArrayTable table = new ArrayTable(found.size())
                .with("property", found.stream().map(ColumnProfile::name).toArray(String[]::new))
                .with("count", found.stream().mapToLong(ColumnProfile::count).toArray())
                .with(
                        "missing",
                        found.stream()
                                .mapToLong(c -> c.missingCount() + c.notFiniteCount())
                                .toArray())
                .with("mean", numbers(found, ColumnProfile::mean))
                .with("sd", numbers(found, ColumnProfile::standardDeviation))
                .with("min", numbers(found, ColumnProfile::minimum));
        List<String> quantiles = List.of("p5", "q1", "median", "q3", "p95");
        for (int i = 0; i < quantiles.size(); i++) {
            int place = i;
            table.with(quantiles.get(i), numbers(found, c -> c.quantiles().get(place)));
        }
        table.with("max", numbers(found, ColumnProfile::maximum));
        if (correlation != Correlation.NONE) {
            List<List<Double>> matrix = correlation == Correlation.PEARSON ? profile.pearson() : profile.spearman();
            for (int i = 0; i < names.size(); i++) {
                table.with(
                        "r_" + names.get(i),
                        matrix.get(i).stream().mapToDouble(Double::doubleValue).toArray());
            }
        }
        return context.keep(table);
    }

    private static double[] numbers(List<ColumnProfile> columns, ToDoubleFunction<ColumnProfile> figure) {
        return columns.stream().mapToDouble(figure).toArray();
    }
}
