package io.retort.chem;

import io.retort.chem.diversity.Estimate;
import io.retort.chem.diversity.Execution;
import io.retort.chem.diversity.FingerprintSet;
import io.retort.chem.diversity.ISim;
import io.retort.chem.diversity.Sampling;
import io.retort.chem.diversity.ScaffoldProfile;
import io.retort.chem.diversity.SimilarityDistribution;
import io.retort.engine.BarrierStage;
import io.retort.table.ArrayTable;
import io.retort.table.Sql;
import io.retort.table.Table;
import java.util.ArrayList;
import java.util.List;

/** The tables of the stage {@code diversity}, made of the rows of a library. */
final class DiversityTables {
    static final String SCAFFOLD = "murcko_scaffold";
    static final String GENERIC = "generic_scaffold";
    private static final int CURVE_STEPS = 200;
    private static final double MEDIAN = 0.5;
    private static final double MOST = 0.95;

    private final Table rows;
    private final BarrierStage.Context context;
    private final int seed;
    private final List<String> measures = new ArrayList<>();
    private final List<Estimate> estimates = new ArrayList<>();
    private final List<String> units = new ArrayList<>();

    DiversityTables(Table rows, BarrierStage.Context context, int seed) {
        this.rows = rows;
        this.context = context;
        this.seed = seed;
    }

    /** A row for each measure. */
    Table summary(String column) {
        add("molecules", (double) rows.rowCount(), "");
        for (String scaffold : List.of(SCAFFOLD, GENERIC)) {
            if (rows.schema().find(scaffold).isPresent()) {
                addScaffolds(scaffold);
            }
        }
        FingerprintSet set = FingerprintColumn.read(rows, column).set();
        add("iSIM", ISim.tanimoto(set, part(0, 0.05)), "Tanimoto");
        SimilarityDistribution pairs = pairs(set, part(0.05, 0.5));
        add("mean similarity of pairs", pairs.mean(), "Tanimoto");
        addQuantile("median similarity of pairs", pairs, MEDIAN);
        addQuantile("similarity that 95 % of pairs do not exceed", pairs, MOST);
        SimilarityDistribution nearest = nearest(set, part(0.5, 1));
        add("mean similarity to the nearest neighbor", nearest.mean(), "Tanimoto");
        addQuantile("median similarity to the nearest neighbor", nearest, MEDIAN);
        return context.keep(new ArrayTable(measures.size())
                .with("measure", measures.toArray(String[]::new))
                .with("value", estimates.stream().mapToDouble(Estimate::value).toArray())
                .with("low", estimates.stream().mapToDouble(Estimate::low).toArray())
                .with("high", estimates.stream().mapToDouble(Estimate::high).toArray())
                .with("unit", units.toArray(String[]::new)));
    }

    private void addScaffolds(String column) {
        ScaffoldProfile profile = profile(column);
        String what = column.equals(GENERIC) ? "generic scaffolds" : "scaffolds";
        add(what, profile.scaffoldCount(), "");
        add("molecules without " + what, profile.withoutScaffold(), "");
        add(what + " per molecule", profile.scaffoldsPerMolecule(), "");
        add(what + " of one molecule only", 100 * profile.singletonShare(), "%");
        add(what + ": Shannon entropy", profile.entropyBits(), "bit");
        add(what + ": scaled entropy", profile.scaledEntropy(), "0 to 1");
        add(what + ": Gini coefficient", profile.gini(), "0 to 1");
        add(what + " that hold half of the molecules (F50)", 100 * profile.f50(), "%");
    }

    private ScaffoldProfile profile(String column) {
        String text = "coalesce(" + Sql.name(column) + ", '')";
        double[] counts = context.workspace()
                .sql("SELECT count(*) AS n FROM (" + rows.query() + ") WHERE " + text + " <> '' GROUP BY "
                        + Sql.name(column) + " ORDER BY n DESC")
                .numbers("n");
        long[] whole = new long[counts.length];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = (long) counts[i];
        }
        long without = context.workspace()
                .sql("SELECT 1 FROM (" + rows.query() + ") WHERE " + text + " = ''")
                .rowCount();
        return ScaffoldProfile.of(whole, without);
    }

    /** The share of the molecules that the most frequent scaffolds hold. */
    Table scaffolds() {
        double[] molecules = profile(SCAFFOLD).cumulative(CURVE_STEPS);
        double[] scaffolds = new double[molecules.length];
        for (int i = 0; i < molecules.length; i++) {
            scaffolds[i] = 100.0 * i / CURVE_STEPS;
            molecules[i] *= 100;
        }
        return context.keep(new ArrayTable(molecules.length)
                .with("scaffolds_percent", scaffolds)
                .with("molecules_percent", molecules));
    }

    /** How similarities are spread. */
    Table histogram(String column, boolean pairs) {
        FingerprintSet set = FingerprintColumn.read(rows, column).set();
        List<SimilarityDistribution.Bin> bins = (pairs ? pairs(set, part(0, 1)) : nearest(set, part(0, 1))).bins();
        return context.keep(new ArrayTable(bins.size())
                .with(
                        "similarity",
                        bins.stream()
                                .mapToDouble(SimilarityDistribution.Bin::from)
                                .toArray())
                .with(
                        "count",
                        bins.stream()
                                .mapToLong(SimilarityDistribution.Bin::count)
                                .toArray())
                .with(
                        "share",
                        bins.stream().mapToDouble(bin -> bin.share().value()).toArray())
                .with("low", bins.stream().mapToDouble(bin -> bin.share().low()).toArray())
                .with(
                        "high",
                        bins.stream().mapToDouble(bin -> bin.share().high()).toArray()));
    }

    private SimilarityDistribution pairs(FingerprintSet set, Execution execution) {
        return SimilarityDistribution.pairwise(set, Sampling.ofPairs(seed), execution);
    }

    private SimilarityDistribution nearest(FingerprintSet set, Execution execution) {
        return SimilarityDistribution.nearest(set, Sampling.ofRows(seed), execution);
    }

    private Execution part(double from, double to) {
        return new Execution(context.workers(), context.cancel(), done -> context.progress(from + (to - from) * done));
    }

    private void add(String measure, double value, String unit) {
        add(measure, new Estimate(value, value, value), unit);
    }

    private void add(String measure, Estimate estimate, String unit) {
        measures.add(measure);
        estimates.add(estimate);
        units.add(unit);
    }

    private void addQuantile(String measure, SimilarityDistribution distribution, double share) {
        distribution.quantiles().stream()
                .filter(quantile -> quantile.share() == share)
                .findFirst()
                .ifPresent(quantile -> add(measure, quantile.similarity(), "Tanimoto"));
    }
}
