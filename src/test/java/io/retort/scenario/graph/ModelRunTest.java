package io.retort.scenario.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.scenario.graph.ModelResult.Status;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRunTest {
    private final Workspace workspace = Workspace.inMemory(200_000_000);

    @AfterEach
    void close() {
        workspace.close();
    }

    private static ModelFile model(String name, String text) {
        return new ModelFile("models/" + name + ".sql", text);
    }

    private static List<ModelFile> chain(String middle) {
        return List.of(
                model("a", "-- kind: table\nSELECT i AS id FROM range(100) t(i)"),
                model("b", middle),
                model("c", "-- kind: table\nSELECT id + ${step} AS id FROM b"),
                model("d", "-- kind: table\nSELECT count(*) AS n FROM a"));
    }

    private static final String MIDDLE = "-- kind: view\nSELECT id * 2 AS id FROM a";

    private List<String> built(ModelReport report) {
        return report.models().stream()
                .filter(m -> m.status() == Status.BUILT)
                .map(ModelResult::name)
                .toList();
    }

    private String value(String sql) {
        return workspace.query(sql, r -> r.next() ? String.valueOf(r.getObject(1)) : "");
    }

    @Test
    void run_again_reusesAll() {
        ModelRequest request = ModelRequest.all().with("step", 1);
        assertThat(built(ModelGraph.of(chain(MIDDLE)).run(workspace, request))).hasSize(4);
        ModelReport again = ModelGraph.of(chain(MIDDLE)).run(workspace, request);
        assertThat(again.models()).allMatch(ModelResult::reused);
        assertThat(again.model("a").rows()).isEqualTo(100);
    }

    @Test
    void run_afterAChange_makesWhatIsBelowIt() {
        ModelRequest request = ModelRequest.all().with("step", 1);
        ModelGraph.of(chain(MIDDLE)).run(workspace, request);
        ModelReport report = ModelGraph.of(chain("-- kind: view\nSELECT id * 3 AS id FROM a"))
                .run(workspace, request);
        assertThat(built(report)).containsExactly("b", "c");
        assertThat(value("SELECT max(id) FROM c")).isEqualTo("298");
    }

    @Test
    void run_afterACommentOrAnUnusedVariableChanged_reusesAll() {
        ModelGraph.of(chain(MIDDLE)).run(workspace, ModelRequest.all().with("step", 1));
        ModelReport report = ModelGraph.of(chain("-- kind: view\n-- words\nSELECT id * 2\n  AS id FROM a"))
                .run(workspace, ModelRequest.all().with("step", 1).with("other", 5));
        assertThat(built(report)).isEmpty();
    }

    @Test
    void run_withAnotherValue_makesWhatUsesTheVariable() {
        ModelGraph.of(chain(MIDDLE)).run(workspace, ModelRequest.all().with("step", 1));
        ModelReport report =
                ModelGraph.of(chain(MIDDLE)).run(workspace, ModelRequest.all().with("step", 2));
        assertThat(built(report)).containsExactly("c");
    }

    @Test
    void run_afterAnInputChanged_makesWhatReadsIt() {
        ModelGraph graph = ModelGraph.of(
                List.of(model("a", "-- kind: table\nSELECT sum(x) AS s FROM given"), model("b", "SELECT 1 AS one")),
                List.of("given"));
        workspace.execute("CREATE TABLE given AS SELECT 1 AS x");
        graph.run(workspace, ModelRequest.all());
        workspace.execute("UPDATE given SET x = 2");
        assertThat(built(graph.run(workspace, ModelRequest.all()))).containsExactly("a");
        assertThat(value("SELECT s FROM a")).isEqualTo("2");
        workspace.execute("DROP TABLE a");
        assertThat(built(graph.run(workspace, ModelRequest.all()))).containsExactly("a");
    }

    @Test
    void run_selected_needsWhatIsAbove() {
        ModelGraph graph = ModelGraph.of(chain(MIDDLE));
        assertThatThrownBy(() ->
                        graph.run(workspace, ModelRequest.all().with("step", 1).selecting("c")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("c reads b, which is neither selected nor in the workspace; select +c");
        assertThat(workspace.tables()).isEmpty();
        graph.run(workspace, ModelRequest.all().with("step", 1).selecting("+c"));
        assertThat(workspace.tables()).containsExactly("a", "b", "c");
    }

    @Test
    void run_withoutAValue_makesNothing() {
        assertThatThrownBy(() -> ModelGraph.of(chain(MIDDLE))
                        .run(workspace, ModelRequest.all().with("stp", 1)))
                .hasMessageContaining("models/c.sql, line 2: variable \"step\" has no value; did you mean \"stp\"?");
        assertThat(workspace.tables()).isEmpty();
    }

    @Test
    void run_oneFails_othersGoOn() {
        ModelGraph graph = ModelGraph.of(chain("-- kind: table\nSELECT id / 'x' AS id,\n  missing FROM a"));
        ModelReport report = graph.run(workspace, ModelRequest.all().with("step", 1));
        assertThat(report.model("b").status()).isEqualTo(Status.FAILED);
        assertThat(report.model("b").message())
                .startsWith("models/b.sql: model b failed:")
                .contains("line 3:");
        assertThat(report.model("c").status()).isEqualTo(Status.SKIPPED);
        assertThat(report.model("d").status()).isEqualTo(Status.BUILT);
        assertThatThrownBy(report::orThrow).isInstanceOf(DataException.class).hasMessageContaining("model b failed");
        ModelReport mended =
                ModelGraph.of(chain(MIDDLE)).run(workspace, ModelRequest.all().with("step", 1));
        assertThat(built(mended)).containsExactly("b", "c");
    }

    @Test
    void run_anyWorkers_givesTheSame() {
        List<String> sums = new ArrayList<>();
        for (int workers : new int[] {1, 2, 4}) {
            ModelRunOptions options =
                    ModelRunOptions.defaults().withWorkers(workers).inSchema("w" + workers);
            ModelGraph.of(chain(MIDDLE))
                    .run(workspace, ModelRequest.all().with("step", 1).with(options))
                    .orThrow();
            sums.add(value("SELECT sum(id) FROM w" + workers + ".c"));
        }
        assertThat(sums).containsOnly("10000");
    }

    @Test
    void run_append_replacesItsSlice() {
        ModelGraph graph = ModelGraph.of(List.of(
                model("y", "-- kind: table\nSELECT ${year} AS year, i AS id FROM range(${n}) t(i)"),
                model(
                        "log",
                        "-- kind: append all_years\n-- replace_where: year = ${year}\n-- tests: unique(year, id)\n"
                                + "SELECT year, id FROM y")));
        for (int[] run : new int[][] {{2025, 3}, {2026, 4}, {2026, 5}}) {
            graph.run(workspace, ModelRequest.all().with("year", run[0]).with("n", run[1]))
                    .orThrow();
        }
        assertThat(value("SELECT count(*) FROM all_years")).isEqualTo("8");
        ModelReport again =
                graph.run(workspace, ModelRequest.all().with("year", 2025).with("n", 3));
        assertThat(again.model("y").reused()).isFalse();
        assertThat(again.model("log").reused()).isTrue();
        assertThat(value("SELECT count(*) FROM all_years")).isEqualTo("8");
    }

    @Test
    void run_kindChanged_replacesTheRelation() {
        ModelGraph.of(List.of(model("a", "-- kind: view\nSELECT 1 AS x")))
                .run(workspace, ModelRequest.all())
                .orThrow();
        ModelGraph.of(List.of(model("a", "-- kind: table\nSELECT 1 AS x")))
                .run(workspace, ModelRequest.all())
                .orThrow();
        ModelGraph.of(List.of(model("a", "-- kind: view\nSELECT 1 AS x")))
                .run(workspace, ModelRequest.all())
                .orThrow();
        assertThat(value("SELECT table_type FROM information_schema.tables WHERE table_name = 'a'"))
                .isEqualTo("VIEW");
    }

    @Test
    void variables_areLiterals() {
        ModelGraph graph = ModelGraph.of(List.of(model(
                "a",
                "-- kind: table\nSELECT ${text} AS t, ${day} AS d, {{ var('list', [1, 2]) }} AS l, 'x${text}' AS s,"
                        + " ${none} AS n, 1.5 * ${rate} AS r")));
        graph.run(
                        workspace,
                        ModelRequest.all()
                                .with("text", "it's; DROP TABLE a")
                                .with("day", LocalDate.of(2025, 1, 31))
                                .with("rate", 2.0)
                                .with("none", null))
                .orThrow();
        assertThat(value("SELECT t || s || d || l::VARCHAR || coalesce(n::VARCHAR, '-') || r FROM a"))
                .isEqualTo("it's; DROP TABLE axit's; DROP TABLE a2025-01-31[1, 2]-3.0");
    }

    @Test
    void test_failing_namesModelTestCountAndRows() {
        ModelGraph graph = ModelGraph.of(List.of(
                model(
                        "pay",
                        "/*\nkeys: id\ntests:\n  - accepted_range: {column: pay, min: 0}\n*/\n"
                                + "SELECT unnest([1, 2, 2]) AS id, unnest([5, -1, -2]) AS pay"),
                model("user", "SELECT * FROM pay")));
        ModelReport report = graph.run(workspace, ModelRequest.all());
        assertThat(report.model("pay").status()).isEqualTo(Status.FAILED);
        assertThat(report.model("user").status()).isEqualTo(Status.SKIPPED);
        assertThat(report.tests()).extracting(TestResult::failing).containsExactly(1L, 0L, 2L);
        assertThat(report.tests().get(0).message())
                .isEqualTo("model pay: test unique(id) (models/pay.sql, line 2) found 1 row: id=2, times=2");
        assertThat(report.tests().get(2).message())
                .contains("line 4) found 2 rows, such as id=2, pay=-1; id=2, pay=-2");
        assertThat(graph.run(workspace, ModelRequest.all()).model("pay").reused())
                .isFalse();
    }

    @Test
    void test_kinds_findWhatIsWrong() {
        ModelGraph graph = ModelGraph.of(List.of(
                model("a", "-- kind: table\nSELECT i AS id, i::DOUBLE AS amount FROM range(5) t(i)"),
                model("b", """
                        /*
                        kind: table
                        tests:
                          - relationships: {column: id, to: a, field: id}
                          - row_count: {equals: a}
                          - reconcile: {value: sum(amount), to: a, tolerance: 0.01}
                          - expression: amount >= id
                          - accepted_values: {column: status, values: [x, z]}
                          - not_null: amount
                          - sql: SELECT * FROM {{ ref('b') }} WHERE id > (SELECT max(id) FROM a)
                        */
                        SELECT i AS id, CASE WHEN i = 1 THEN NULL WHEN i = 2 THEN 0 ELSE i END::DOUBLE AS amount,
                               CASE WHEN i = 3 THEN 'y' ELSE 'x' END AS status
                        FROM range(6) t(i)
                        """),
                model("none_negative", "-- kind: test\nSELECT * FROM b WHERE amount < 0")));
        graph.run(workspace, ModelRequest.all().with(ModelRunOptions.defaults().withoutTests()));
        List<TestResult> results = graph.test(workspace, ModelRequest.all(), new CancelToken());
        assertThat(results).extracting(TestResult::failing).containsExactlyInAnyOrder(1L, 1L, 1L, 1L, 1L, 1L, 1L, 0L);
        assertThat(results).hasSize(8);
    }

    @Test
    void run_conflictWithAnotherTransaction_isTriedAgain() throws SQLException {
        workspace.execute("CREATE TABLE log AS SELECT 2025 AS year, 1 AS id");
        ModelGraph graph = ModelGraph.of(
                List.of(model("log", "-- kind: append\n-- replace_where: year = 2025\nSELECT 2025 AS year, 2 AS id")));
        try (Connection other = workspace.newConnection();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("DELETE FROM log");
            ModelReport refused = graph.run(
                    workspace,
                    ModelRequest.all().with(ModelRunOptions.defaults().withRetries(1)));
            assertThat(refused.model("log").status()).isEqualTo(Status.FAILED);
            assertThat(refused.model("log").message()).containsIgnoringCase("conflict");
            statement.execute("ROLLBACK");
        }
        assertThat(graph.run(workspace, ModelRequest.all()).model("log").status())
                .isEqualTo(Status.BUILT);
        assertThat(value("SELECT id FROM log")).isEqualTo("2");
    }

    @Test
    void retries_transientFault_untilItWorks() throws InterruptedException {
        List<Long> waits = new ArrayList<>();
        int[] calls = {0};
        int tried = new Retries(3, new CancelToken(), (nanos, cancel) -> waits.add(nanos)).run(() -> {
            if (calls[0]++ < 2) {
                throw new DataException("busy", new SQLTransientException("later"));
            }
        });
        assertThat(tried).isEqualTo(2);
        assertThat(waits).containsExactly(20_000_000L, 40_000_000L);
        assertThatThrownBy(() -> new Retries(3, new CancelToken(), (nanos, cancel) -> waits.add(nanos)).run(() -> {
                    throw new UsageException("never");
                }))
                .hasMessage("never");
        assertThat(waits).hasSize(2);
    }

    @Test
    void run_cancelled_stops() {
        ModelGraph graph = ModelGraph.of(List.of(
                model("first", "-- kind: table\nSELECT 1 AS x"),
                model(
                        "slow",
                        "-- kind: table\nSELECT count(*) AS n FROM first, range(10000000) a(i), range(1000000) b(j)"
                                + " WHERE (i * j) % 7 = 3")));
        CancelToken cancel = new CancelToken();
        ModelRequest request = ModelRequest.all().telling(r -> cancel.cancel("enough"));
        assertThatThrownBy(() -> graph.run(workspace, request, cancel)).isInstanceOf(CancellationException.class);
        ModelReport rest = graph.run(workspace, ModelRequest.all().selecting("first"));
        assertThat(rest.model("first").reused()).isTrue();
    }

    @Test
    void explain_model_showsPlanAndStorage(@TempDir Path folder) {
        ModelGraph graph = ModelGraph.of(List.of(
                model("a", "-- kind: table\n-- indexes: id\nSELECT i AS id, i % 7 AS g FROM range(${n}) t(i)")));
        ModelRequest request = ModelRequest.all().with("n", 100_000);
        try (Workspace file = Workspace.open(folder.resolve("w.duckdb"), 200_000_000)) {
            graph.run(file, request).orThrow();
            file.execute("CHECKPOINT");
            assertThat(graph.explain(file, "a", request)).contains("RANGE");
            assertThat(ModelStorage.of(file, "a", "main"))
                    .hasSize(2)
                    .allMatch(c -> c.segments() > 0 && !c.compression().contains("Uncompressed"));
            assertThat(file.<Long>query("SELECT count(*) FROM duckdb_indexes()", r -> r.next() ? r.getLong(1) : 0))
                    .isEqualTo(1);
        }
    }
}
