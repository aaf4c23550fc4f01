package io.retort.scenario.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelProjectTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        put("dbt_project.yml", """
                name: shop
                version: '1.0'
                model-paths: [models]
                vars:
                  shop: {least: 10}
                models:
                  shop:
                    staging:
                      +materialized: view
                """);
        put("seeds/people.csv", "id,name\n1,Ann\n2,Bo\n");
        put(
                "models/staging/orders.sql",
                "{# a note\n of two lines #}\n{{ config(tags=['raw']) }}\nSELECT * FROM {{ source('shop', 'sales') }}"
                        + " WHERE amount >= {{ var('least') }}");
        put(
                "models/totals.sql",
                "{{ config(materialized='table') }}\nSELECT p.name, sum(o.amount) AS amount\nFROM {{ ref('people') }} p"
                        + " JOIN {{ ref(\"orders\") }} o ON o.person = p.id GROUP BY p.name");
        put("tests/no_debt.sql", "SELECT * FROM {{ ref('totals') }} WHERE amount < 0");
        put("models/schema.yml", """
                version: 2
                sources:
                  - name: shop
                    schema: main
                    tables:
                      - name: sales
                models:
                  - name: orders
                    columns:
                      - name: id
                        tests: [unique, not_null]
                      - name: person
                        data_tests:
                          - relationships: {to: ref('people'), field: id}
                      - name: state
                        tests:
                          - accepted_values:
                              arguments:
                                values: [open, paid]
                """);
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void assertRefused(String place, String... words) {
        assertThatThrownBy(() -> ModelProject.open(folder))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(
                        folder.resolve(place.replaceAll(":.*", "")) + ", line " + place.replaceAll(".*:", "") + ": ")
                .hasMessageContainingAll(words);
    }

    @Test
    void open_dbtLayout_runsAndTests() {
        try (Workspace workspace = Workspace.inMemory(200_000_000)) {
            workspace.execute("CREATE TABLE sales AS SELECT * FROM (VALUES (1, 1, 20.0, 'open'), (2, 1, 5.0, 'paid'),"
                    + " (3, 2, 30.0, 'paid'), (4, 2, 12.0, 'paid')) AS t(id, person, amount, state)");
            ModelProject project = ModelProject.open(folder);
            assertThat(project.name()).isEqualTo("shop");
            assertThat(project.graph().plan(Selection.parse("tag:raw")).steps())
                    .extracting(ModelPlan.Step::kind)
                    .containsExactly(ModelKind.VIEW);
            ModelReport report =
                    project.graph().run(workspace, project.request()).orThrow();
            assertThat(report.tests()).hasSize(5).allMatch(TestResult::passed);
            assertThat(workspace.table("totals").rowCount()).isEqualTo(2);
            assertThat(workspace.sql("SELECT sum(amount) AS s FROM totals").numbers("s"))
                    .containsExactly(62.0);
            workspace.execute("INSERT INTO sales VALUES (4, 9, 11.0, 'lost')");
            assertThat(project.graph().test(workspace, project.request(), new CancelToken()))
                    .filteredOn(t -> !t.passed())
                    .extracting(TestResult::test)
                    .containsExactly("unique(id)", "relationships(person to people.id)", "accepted_values(state)");
        }
    }

    @Test
    void open_block_isRefusedByLine() throws IOException {
        put("models/totals.sql", "SELECT 1 AS x\n{% if is_incremental() %}\nWHERE x > 0\n{% endif %}");
        assertRefused("models/totals.sql:2", "{% ... %}", "accepted are {{ ref('model') }}");
    }

    @Test
    void open_macroCall_isRefusedByLine() throws IOException {
        put("models/totals.sql", "SELECT\n  {{ dollars('amount') }} AS x FROM {{ ref('orders') }}");
        assertRefused("models/totals.sql:2", "{{ dollars(...) }} is not run", "accepted are");
        put("models/totals.sql", "SELECT\n\n  {{ this }} AS x FROM {{ ref('orders') }}");
        assertRefused("models/totals.sql:3", "{{ this }} is not understood");
    }

    @Test
    void open_incremental_isRefusedByLine() throws IOException {
        put("models/totals.sql", "-- words\n{{ config(materialized='incremental') }}\nSELECT 1 AS x");
        assertRefused(
                "models/totals.sql:2", "materialized='incremental' is not run; accepted are view, table, ephemeral");
        put("models/totals.sql", "{{ config(unique_key='id') }}\nSELECT 1 AS x");
        assertRefused("models/totals.sql:1", "config \"unique_key\" is not known");
    }

    @Test
    void open_packagesMacrosAndSnapshots_areRefused() throws IOException {
        put("macros/m.sql", "{% macro m() %}1{% endmacro %}");
        assertRefused("macros/m.sql:1", "macros are not run");
        Files.delete(folder.resolve("macros/m.sql"));
        put("packages.yml", "packages: []");
        assertRefused("packages.yml:1", "packages are not loaded");
    }

    @Test
    void open_unknownTestOrKey_isRefusedByLine() throws IOException {
        put(
                "models/schema.yml",
                "version: 2\nmodels:\n  - name: orders\n    columns:\n      - name: id\n"
                        + "        tests:\n          - dbt_utils.at_least_one\n");
        assertRefused("models/schema.yml:7", "\"dbt_utils.at_least_one\" is not run", "accepted are unique");
        put("models/schema.yml", "version: 2\nexposures: []\n");
        assertRefused("models/schema.yml:2", "unknown key \"exposures\"");
        put("models/schema.yml", "version: 2\nmodels:\n  - name: order\n");
        assertRefused("models/schema.yml:3", "no model \"order\"; did you mean \"orders\"?");
    }

    @Test
    void open_undeclaredSource_isRefusedByLine() throws IOException {
        put("models/schema.yml", "version: 2\n");
        assertRefused("models/staging/orders.sql:4", "no source \"shop.sales\"");
    }

    @Test
    void open_badYaml_isRefusedByLine() throws IOException {
        put("dbt_project.yml", "name: shop\nvars: {a: [1\n");
        assertThatThrownBy(() -> ModelProject.open(folder))
                .hasMessageContaining("dbt_project.yml, line ")
                .hasMessageContaining("no valid YAML");
    }

    @Test
    void open_plainFolder_takesEveryFile(@TempDir Path plain) throws IOException {
        Files.writeString(plain.resolve("a.sql"), "SELECT * FROM rates");
        Files.writeString(plain.resolve("rates.csv"), "x\n1\n");
        assertThat(ModelProject.open(plain).graph().names()).containsExactly("rates", "a");
    }
}
