package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.engine.Pipeline;
import io.retort.engine.RunOptions;
import io.retort.engine.RunReport;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stages {@code cluster}, {@code similar} and {@code search} on molecules of the virtual library. */
@Timeout(120)
class LibraryStagesTest {
    private static final int ROWS = 2000;
    private static final String QUERY = "CC(=O)Oc1ccccc1C(=O)O";

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.inMemory();
        Pipeline.parse("generate " + ROWS + " --seed 7 | fingerprint")
                .run(workspace, RunOptions.defaults().withOut("library"));
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private RunReport run(String stages, int workers) {
        return Pipeline.parse("read --table library | " + stages)
                .run(workspace, RunOptions.defaults().withWorkers(workers).withOut("result"));
    }

    private Table result() {
        return workspace.table("result");
    }

    @ParameterizedTest
    @ValueSource(strings = {"butina", "bitbirch"})
    void cluster_eachMethod_numbersClustersBySizeAndKeepsEachRow(String method) {
        RunReport report = run("cluster --similarity 0.4 --method " + method, 2);

        assertThat(report.resultRows()).isEqualTo(ROWS);
        assertThat(result().texts("smiles"))
                .isEqualTo(workspace.table("library").texts("smiles"));
        Table sizes = workspace.sql("SELECT cluster, any_value(cluster_size) AS told, count(*) AS n,"
                + " count(*) FILTER (representative) AS stands FROM result GROUP BY cluster ORDER BY cluster");
        assertThat(sizes.numbers("told")).isEqualTo(sizes.numbers("n"));
        assertThat(sizes.numbers("n")).isSortedAccordingTo(Comparator.comparingDouble(d -> -d));
        assertThat(sizes.numbers("stands")).containsOnly(1);
        assertThat(sizes.numbers("cluster")[0]).isEqualTo(1);
    }

    @Test
    void cluster_anyNumberOfWorkers_isTheSame() {
        run("cluster --similarity 0.5", 1);
        double[] one = result().numbers("cluster");
        run("cluster --similarity 0.5", 3);

        assertThat(result().numbers("cluster")).isEqualTo(one);
    }

    @Test
    void similar_severalMolecules_findsWhatBruteForceFinds() {
        run("similar --to '" + QUERY + "' --to 'c1ccncc1' --top 7", 2);

        FingerprintColumn library = FingerprintColumn.read(workspace.table("library"), "ecfp4");
        long[] query = Fingerprint.toWords(Fingerprint.of(
                Fingerprint.Kind.ECFP4, Molecule.parse(QUERY).orThrow().graph()));
        List<Double> best = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int common = 0;
            int all = 0;
            for (int word = 0; word < query.length; word++) {
                long other = library.set().words()[row * query.length + word];
                common += Long.bitCount(query[word] & other);
                all += Long.bitCount(query[word] | other);
            }
            best.add((double) common / all);
        }
        best.sort(Comparator.reverseOrder());
        Table first = workspace.sql("SELECT * FROM result WHERE query = 1");
        assertThat(first.numbers("rank")).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(first.numbers("similarity"))
                .containsExactly(best.stream().limit(7).mapToDouble(d -> d).toArray());
        assertThat(first.texts("query_smiles")).containsOnly(QUERY);
        assertThat(result().rowCount()).isEqualTo(14);
    }

    @Test
    void similar_againAndAboveALimit_replacesItsColumns() {
        run("similar '" + QUERY + "' --top 100 | similar 'c1ccccc1' --top 100 --similarity 0.05", 2);

        assertThat(result().schema().names()).doesNotHaveDuplicates();
        assertThat(java.util.Arrays.stream(result().numbers("similarity")).min().orElse(1))
                .isGreaterThanOrEqualTo(0.05);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[NX3][CX3]=O", "c1ccccc1", "[F,Cl]", "S(=O)(=O)N", "[#7]~[#8]", "*~*", "[Na]", "[!#6;!#1]"})
    void search_pattern_keepsWhatTheCountSaysAndWithoutTheRest(String smarts) {
        run("substructure '" + smarts + "' --into hits", 2);
        List<String> with =
                workspace.sql("SELECT smiles FROM result WHERE hits > 0").texts("smiles");
        List<String> rest =
                workspace.sql("SELECT smiles FROM result WHERE hits = 0").texts("smiles");

        run("search '" + smarts + "'", 2);
        assertThat(result().texts("smiles")).isEqualTo(with);
        run("search '" + smarts + "' --exclude", 2);
        assertThat(result().texts("smiles")).isEqualTo(rest);
    }

    @Test
    void smilesScreen_moleculesOfTheLibrary_neverLosesAMatch() {
        for (String smarts : List.of("[Cl,Br]", "[nH]", "[SX2]", "[O-]", "N#C", "[B,Si,Se]", "n1cccc1", "[$(CO)]")) {
            SmilesScreen screen = SmilesScreen.of(smarts);
            SubstructureQuery query = SubstructureQuery.parse(smarts);
            for (String smiles : workspace.table("library").texts("smiles")) {
                if (query.count(Molecule.parse(smiles).orThrow().graph()) > 0) {
                    assertThat(screen.passes(smiles))
                            .as("%s in %s", smarts, smiles)
                            .isTrue();
                }
            }
        }
        assertThat(SmilesScreen.of("[Cl]").passes("CCO")).isFalse();
        assertThat(SmilesScreen.of("n").passes("CCO")).isFalse();
    }

    @Test
    void analyze_eachColumn_agreesWithTheDatabase() {
        run("properties | analyze --columns mol_weight_da,hbd --correlation spearman", 2);

        assertThat(result().texts("property")).containsExactly("mol_weight_da", "hbd");
        assertThat(result().schema().names()).endsWith("max", "r_mol_weight_da", "r_hbd");
        assertThat(result().numbers("count")).containsExactly(ROWS, ROWS);
        run("properties", 2);
        Table expected = workspace.sql("SELECT avg(mol_weight_da) AS mean, stddev_samp(mol_weight_da) AS sd,"
                + " quantile_cont(mol_weight_da, 0.25) AS q1, max(mol_weight_da) AS most FROM result");
        double[] weight = {
            expected.numbers("mean")[0],
            expected.numbers("sd")[0],
            expected.numbers("q1")[0],
            expected.numbers("most")[0]
        };
        run("properties | analyze", 3);
        Table found = workspace.sql("SELECT * FROM result WHERE property = 'mol_weight_da'");
        double[] told = {
            found.numbers("mean")[0], found.numbers("sd")[0], found.numbers("q1")[0], found.numbers("max")[0]
        };
        assertThat(told).containsExactly(weight, within(1e-9));
    }

    @Test
    void diversity_eachTable_isThere() {
        run("scaffold --generic | diversity", 2);
        Table summary = workspace.create("summary", "SELECT * FROM result", new CancelToken());
        Table mean = workspace.sql("SELECT * FROM summary WHERE measure = 'mean similarity of pairs'");
        double pairs = mean.numbers("value")[0];
        assertThat(mean.numbers("low")).containsExactly(pairs);
        assertThat(summary.texts("measure")).contains("iSIM", "scaffolds", "generic scaffolds");

        run("diversity --show pairs", 2);
        assertThat(java.util.Arrays.stream(result().numbers("count")).sum()).isEqualTo(ROWS * (ROWS - 1) / 2.0);
        run("diversity --show neighbors", 2);
        assertThat(java.util.Arrays.stream(result().numbers("share")).sum()).isCloseTo(1, within(1e-9));
        run("scaffold | diversity --show scaffolds", 2);
        assertThat(result().numbers("molecules_percent"))
                .isSorted()
                .startsWith(0.0)
                .endsWith(100.0);
    }

    @Test
    void map_rows_haveAPlace() {
        run("map", 2);

        assertThat(result().numbers("map_x")).hasSize(ROWS);
        assertThat(result().numbers("map_y")).hasSize(ROWS);
    }

    @Test
    void stages_mistakes_areNamed() {
        assertThatThrownBy(() -> run("similar 'C1CC'", 1))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("C1CC");
        assertThatThrownBy(() -> run("search 'C('", 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> run("analyze --columns smiles", 1)).hasMessageContaining("columns of numbers");
        assertThatThrownBy(() -> run("diversity --show scaffolds", 1)).hasMessageContaining("murcko_scaffold");
        assertThatThrownBy(() -> run("cluster --similarity 1.5", 1)).hasMessageContaining("--similarity");
    }
}
