package io.retort.scenario.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ModelGraphTest {
    private static ModelFile model(String name, String text) {
        return new ModelFile("models/" + name + ".sql", text);
    }

    private static List<String> selected(ModelGraph graph, String text) {
        return graph.plan(Selection.parse(text)).steps().stream()
                .map(ModelPlan.Step::name)
                .toList();
    }

    private static ModelGraph diamond() {
        return ModelGraph.of(List.of(
                model("top", "SELECT * FROM left_side JOIN right_side USING (id)"),
                model("left_side", "-- tags: fast\nSELECT * FROM base"),
                model("right_side", "SELECT * FROM {{ ref('base') }}"),
                model("base", "SELECT 1 AS id"),
                model("other", "-- tags: [fast, odd]\nSELECT 2 AS id")));
    }

    /** Models m0, m1, ... of which each reads some of lower number, given in any order. */
    private static List<ModelFile> random(int size, long seed, List<int[]> edges) {
        Random random = new Random(seed);
        List<ModelFile> files = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            StringBuilder sql = new StringBuilder("SELECT 1 AS id");
            for (int j = 0; j < i; j++) {
                if (random.nextInt(4) == 0) {
                    edges.add(new int[] {i, j});
                    sql.append(" UNION ALL SELECT id FROM m").append(j);
                }
            }
            files.add(model("m" + i, sql.toString()));
        }
        Collections.shuffle(files, random);
        return files;
    }

    @Property(tries = 100)
    void order_anyGraph_putsEachModelAfterThoseItReads(
            @ForAll @IntRange(min = 1, max = 25) int size, @ForAll long seed) {
        List<int[]> edges = new ArrayList<>();
        ModelGraph graph = ModelGraph.of(random(size, seed, edges));
        Map<String, Integer> place = new HashMap<>();
        Map<String, Integer> batch = new HashMap<>();
        for (ModelPlan.Step step : graph.plan(Selection.all()).steps()) {
            place.put(step.name(), place.size());
            batch.put(step.name(), step.batch());
        }
        assertThat(place).hasSize(size);
        for (int[] edge : edges) {
            assertThat(place.get("m" + edge[1])).isLessThan(place.get("m" + edge[0]));
            assertThat(batch.get("m" + edge[1])).isLessThan(batch.get("m" + edge[0]));
        }
    }

    @Property(tries = 100)
    void of_graphWithAnEdgeBack_namesTheCircle(@ForAll @IntRange(min = 2, max = 25) int size, @ForAll long seed) {
        List<int[]> edges = new ArrayList<>();
        List<ModelFile> files = random(size, seed, edges);
        if (edges.isEmpty()) {
            return;
        }
        int[] edge = edges.get(0);
        List<ModelFile> turned = files.stream()
                .map(f -> f.baseName().equals("m" + edge[1])
                        ? new ModelFile(f.path(), f.text() + "\nUNION ALL SELECT id FROM m" + edge[0])
                        : f)
                .toList();
        assertThatThrownBy(() -> ModelGraph.of(turned))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("in a circle")
                .hasMessageContaining("m" + edge[1])
                .hasMessageContaining(".sql, line ");
    }

    @Test
    void of_circle_namesFileAndLine() {
        assertThatThrownBy(() -> ModelGraph.of(List.of(
                        model("a", "SELECT *\nFROM b"), model("b", "SELECT * FROM c"), model("c", "SELECT * FROM a"))))
                .hasMessage("models/a.sql, line 2: models need each other in a circle: a -> b -> c -> a (each reads the"
                        + " next)");
    }

    @Test
    void of_missingReference_namesLineAndNearest() {
        assertThatThrownBy(() -> ModelGraph.of(
                        List.of(model("orders", "SELECT 1 AS id"), model("b", "SELECT *\nFROM\n  oders"))))
                .hasMessage(
                        "models/b.sql, line 3: no model or input \"oders\"; did you mean \"orders\"? Accepted: b, orders");
    }

    @Test
    void of_headerThatDisagrees_isRefused() {
        assertThatThrownBy(() -> ModelGraph.of(
                        List.of(model("a", "SELECT 1 AS id"), model("b", "-- depends_on: [a]\nSELECT 2 AS id"))))
                .hasMessageContaining("models/b.sql, line 1")
                .hasMessageContaining("does not read it");
        assertThatThrownBy(() -> ModelGraph.of(
                        List.of(
                                model("a", "SELECT 1 AS id"),
                                model("b", "-- depends_on: [a]\nSELECT * FROM a, census")),
                        List.of("census")))
                .hasMessageContaining("models/b.sql, line 2")
                .hasMessageContaining("\"census\"");
    }

    @Test
    void of_sameNameTwice_isRefused() {
        assertThatThrownBy(() -> ModelGraph.of(
                        List.of(model("a", "SELECT 1 AS id"), new ModelFile("x/y.sql", "-- name: A\nSELECT 1 AS id"))))
                .hasMessage("x/y.sql, line 1: the model \"A\" is in models/a.sql, line 1 already");
    }

    @Test
    void of_unknownHeaderKey_isRefusedByLine() {
        assertThatThrownBy(() -> ModelGraph.of(List.of(model("a", "/*\nkind: table\ntest: []\n*/\nSELECT 1"))))
                .hasMessageContaining("models/a.sql, line 3: unknown key \"test\"")
                .hasMessageContaining("did you mean \"tests\"");
    }

    @Test
    void references_ofOrdinarySql_areItsTables() {
        String sql = """
                WITH recent AS (SELECT * FROM orders, lines l WHERE EXTRACT(year FROM day) > 2020),
                     known (a, b) AS (VALUES (1, 2))
                SELECT trim(both ' ' FROM name), 'FROM nothing' -- FROM comment
                FROM recent r
                LEFT JOIN (people p JOIN "places" USING (id)) ON p.id IS NOT DISTINCT FROM r.id,
                     unnest([1, 2]) AS u(x), main.fixed
                WHERE r.id IN (SELECT id FROM banned) AND known.a > 0
                UNION ALL SELECT * FROM range(3)
                """;
        assertThat(SqlText.read(new Place("x.sql", 1), sql).references())
                .extracting(SqlText.Reference::name)
                .containsExactly("orders", "lines", "people", "places", "banned");
    }

    @Test
    void select_terms_takeWhatTheySay() {
        ModelGraph graph = diamond();
        assertThat(selected(graph, "left_side")).containsExactly("left_side");
        assertThat(selected(graph, "+left_side")).containsExactly("base", "left_side");
        assertThat(selected(graph, "left_side+")).containsExactlyInAnyOrder("left_side", "top");
        assertThat(selected(graph, "+left_side+")).containsExactlyInAnyOrder("base", "left_side", "top");
        assertThat(selected(graph, "tag:fast")).containsExactlyInAnyOrder("left_side", "other");
        assertThat(selected(graph, "tag:odd, base")).containsExactlyInAnyOrder("base", "other");
        assertThat(selected(graph, "")).hasSize(5);
    }

    @Test
    void select_unknown_namesTheNearest() {
        assertThatThrownBy(() -> diamond().plan(Selection.parse("left_sid+")))
                .hasMessageContaining("no model \"left_sid\"; did you mean \"left_side\"?");
        assertThatThrownBy(() -> diamond().plan(Selection.parse("tag:slow")))
                .hasMessageContaining("accepted: fast, odd");
    }

    @Test
    void plan_byUse_makesTablesOfWhatIsReadOften() {
        ModelGraph graph = ModelGraph.of(List.of(
                model("heavy", "SELECT g, count(*) AS n FROM range(10) t(g) GROUP BY g ORDER BY g"),
                model("light", "SELECT 1 AS g"),
                model("a", "SELECT * FROM heavy JOIN light USING (g)"),
                model("b", "SELECT * FROM heavy")));
        assertThat(graph.kind("heavy")).isEqualTo(ModelKind.TABLE);
        assertThat(graph.kind("light")).isEqualTo(ModelKind.VIEW);
        assertThat(graph.kind("a")).isEqualTo(ModelKind.TABLE);
        assertThat(graph.plan(Selection.all()).text()).contains("2 readers, cost 12.0 as view and 8.00 as table");
    }

    @Test
    void warnings_unusedAndChanging_areNamed() {
        ModelGraph graph = ModelGraph.of(
                List.of(
                        model("lost", "-- kind: ephemeral\nSELECT 1 AS id"),
                        model("dice", "SELECT random() AS r"),
                        new ModelFile("seeds/rates.csv", "a,b\n1,2\n")),
                List.of("census"));
        assertThat(graph.warnings())
                .anyMatch(w -> w.contains("nothing reads ephemeral lost"))
                .anyMatch(w -> w.contains("nothing reads seed rates"))
                .anyMatch(w -> w.contains("nothing reads input census"))
                .anyMatch(w -> w.contains("dice calls random"));
    }
}
