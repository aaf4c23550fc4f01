package io.retort.chem.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.Sql;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PropertyProfileTest {
    /** Relative; the largest values are a million times their spread apart from zero. */
    private static final double ROUNDING = 1e-11;

    private static final Execution TWO = Execution.with(2);
    private final Workspace workspace = Workspace.inMemory();

    @AfterEach
    void close() {
        workspace.close();
    }

    private Table golden(String name) throws Exception {
        Path file = Path.of(
                PropertyProfileTest.class.getResource("/golden/chem/" + name).toURI());
        return workspace.sql("SELECT * FROM read_csv(" + Sql.path(file) + ", delim = '\t', header = true)");
    }

    @Test
    void profile_goldenColumns_areAsNumpySays() throws Exception {
        Table values = golden("property_values.tsv");
        List<String> names = PropertyProfile.numericColumns(values);
        assertThat(names).containsExactly("mass", "rings", "logp", "flat");
        Map<String, Double> ours = figures(PropertyProfile.of(values, names, new PropertyOptions(), TWO), names);
        int[] compared = new int[1];
        golden("property_profile.tsv").forEach(row -> {
            Double mine = ours.get(row[0] + " " + row[1]);
            double expected = ((Number) row[2]).doubleValue();
            assertThat(mine).as("%s %s", row[0], row[1]).isNotNull();
            if (Double.isNaN(expected)) {
                assertThat(mine).as("%s %s", row[0], row[1]).isNaN();
            } else {
                assertThat(mine)
                        .as("%s %s", row[0], row[1])
                        .isCloseTo(expected, within(ROUNDING * Math.max(1, Math.abs(expected))));
            }
            compared[0]++;
        });
        assertThat(compared[0]).isEqualTo(4 * 19);
    }

    private static Map<String, Double> figures(PropertyProfile profile, List<String> names) {
        Map<String, Double> figures = new HashMap<>();
        for (int c = 0; c < names.size(); c++) {
            ColumnProfile column = profile.columns().get(c);
            String name = names.get(c) + " ";
            figures.put(name + "count", (double) column.count());
            figures.put(name + "missing", (double) column.missingCount());
            figures.put(name + "mean", column.mean());
            figures.put(name + "sd", column.standardDeviation());
            figures.put(name + "min", column.minimum());
            figures.put(name + "max", column.maximum());
            for (int q = 0; q < profile.probabilities().size(); q++) {
                figures.put(
                        name + "q" + profile.probabilities().get(q),
                        column.quantiles().get(q));
            }
            for (int d = 0; d < names.size(); d++) {
                figures.put(
                        name + "pearson " + names.get(d),
                        profile.pearson().get(c).get(d));
                figures.put(
                        name + "spearman " + names.get(d),
                        profile.spearman().get(c).get(d));
            }
        }
        return figures;
    }

    private Table numbers(int rows) {
        return workspace.sql("SELECT (hash(i) % 1000) / 7 AS a, (hash(i + 1) % 50)::INTEGER AS \"b \"\"x\"\"\", "
                + "CASE WHEN i % 3 = 0 THEN NULL ELSE sin(i) END AS c, 'x' AS t FROM range(" + rows + ") r(i)");
    }

    @Test
    void profile_moreWorkers_sameBits() {
        Table table = numbers(150_000);
        List<String> names = PropertyProfile.numericColumns(table);
        PropertyProfile one = PropertyProfile.of(table, names, new PropertyOptions(), Execution.with(1));
        workspace.execute("SET threads = 1");
        assertThat(PropertyProfile.of(table, names, new PropertyOptions(), Execution.with(3)))
                .isEqualTo(one);
        assertThat(one.columns().get(1).name()).isEqualTo("b \"x\"");
        assertThat(one.rankError()).isZero();
    }

    @Test
    void profile_moreRowsThanExact_staysWithinTheError() {
        Table table = numbers(200_000);
        PropertyOptions few = new PropertyOptions(List.of(0.1, 0.5, 0.9), 20_000, 4);
        PropertyProfile sampled = PropertyProfile.of(table, List.of("a", "c"), few, TWO);
        assertThat(sampled.sampledRows()).isBetween(19_000L, 21_000L);
        assertThat(sampled.rankError()).isBetween(0.011, 0.012);
        double[] values = table.numbers("a");
        for (int q = 0; q < 3; q++) {
            double quantile = sampled.columns().get(0).quantiles().get(q);
            double share = (double) java.util.Arrays.stream(values)
                            .filter(value -> value <= quantile)
                            .count()
                    / values.length;
            // A thousand different values: a share can be off by one of them besides.
            assertThat(share).isCloseTo(few.probabilities().get(q), within(sampled.rankError() + 0.001));
        }
        PropertyProfile exact = PropertyProfile.of(table, List.of("a", "c"), new PropertyOptions(), TWO);
        assertThat(sampled.columns().get(0).mean())
                .isEqualTo(exact.columns().get(0).mean());
        assertThat(sampled.columns().get(1).missingCount()).isEqualTo(66_667);
        assertThat(sampled.spearman().get(0).get(1))
                .isCloseTo(exact.spearman().get(0).get(1), within(0.04));
    }

    @Test
    void profile_notFiniteValues_areCountedAndLeftOut() {
        Table table = workspace.sql("SELECT * FROM (VALUES (1.0::DOUBLE, 1), ('NaN'::DOUBLE, 2), ('inf'::DOUBLE, 3), "
                + "(NULL, 4), (3.0, 5), (-0.0, 6), (0.0, 7)) v(x, y)");
        PropertyProfile profile = PropertyProfile.of(table, List.of("x", "y"), new PropertyOptions(), TWO);
        ColumnProfile x = profile.columns().get(0);
        assertThat(List.of(x.count(), x.notFiniteCount(), x.missingCount())).containsExactly(4L, 2L, 1L);
        assertThat(x.mean()).isEqualTo(1);
        assertThat(x.maximum()).isEqualTo(3);
        // Ranks 3, 4, 1.5, 1.5 beside 1, 2, 3, 4.
        assertThat(profile.spearman().get(0).get(1)).isCloseTo(-3.5 / Math.sqrt(22.5), within(ROUNDING));
    }

    @Test
    void profile_noRows_isNaN() {
        Table table = workspace.sql("SELECT 1.5 AS x, 2 AS y WHERE false");
        PropertyProfile profile = PropertyProfile.of(table, List.of("x", "y"), new PropertyOptions(), TWO);
        assertThat(profile.columns().get(0).count()).isZero();
        assertThat(profile.columns().get(0).mean()).isNaN();
        assertThat(profile.columns().get(0).quantiles()).containsOnly(Double.NaN);
        assertThat(profile.pearson().get(0).get(0)).isNaN();
    }

    @Test
    void profile_unknownOrNoColumn_isNamed() {
        assertThatThrownBy(() -> PropertyProfile.of(numbers(3), List.of("d"), new PropertyOptions(), TWO))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("d");
        assertThatThrownBy(() -> PropertyProfile.of(numbers(3), List.of(), new PropertyOptions(), TWO))
                .hasMessage("property profile: got no column; accepted is at least one column of numbers");
    }

    @Test
    void profile_cancelled_stops() {
        CancelToken cancel = new CancelToken();
        Execution execution = new Execution(2, cancel, share -> cancel.cancel("enough"));
        assertThatThrownBy(() -> PropertyProfile.of(numbers(9), List.of("a", "c"), new PropertyOptions(), execution))
                .isInstanceOf(CancellationException.class);
    }
}
