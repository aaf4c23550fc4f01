package io.retort.embed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.UsageException;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbeddingJob;
import io.retort.engine.Pipeline;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorSearchTest {
    @TempDir
    Path folder;

    private final Workspace workspace = Workspace.inMemory();

    @AfterEach
    void close() {
        workspace.close();
    }

    private Table drugs() {
        workspace.execute("CREATE OR REPLACE TABLE drugs AS SELECT * FROM (VALUES ('CCO', 'ethanol', 46.07), ('CCCO',"
                + " 'propanol', 60.1), ('c1ccccc1', 'benzene', 78.11), ('CCCCO', 'butanol', 74.12), (NULL, 'none', 0)) t(smiles,"
                + " name, mass)");
        EmbeddingJob.of(EmbedOptions.of("--dtype", "float32")).run(workspace, workspace.table("drugs"), "drugs");
        return workspace.table("drugs");
    }

    private VectorSearch.Found find(Table table, String... words) {
        return VectorSearch.in(workspace, table).find(Neighbors.of(words), TestVectors.on(2));
    }

    @Test
    void find_everyMode_givesTheSameRows() {
        float[][] vectors = TestVectors.clustered(500, 16, 3);
        Table table = TestVectors.table(workspace, "vectors", vectors);
        VectorMatrix matrix = VectorMatrix.read(table, "v", VectorMatrix.Length.UNIT);
        List<Neighbor> memory = ExactSearch.search(matrix, new float[][] {vectors[9]}, Limit.top(8), TestVectors.on(1))
                .get(0)
                .subList(1, 8);

        for (String mode : List.of("exact", "index")) {
            VectorSearch.Found found = find(table, "--row", "10", "--by", "v", "--top", "7", "--mode", mode);

            assertThat(found.how()).startsWith(mode);
            assertThat(found.neighbors().get(0))
                    .as(mode)
                    .extracting(Neighbor::place)
                    .containsExactlyElementsOf(
                            memory.stream().map(Neighbor::place).toList())
                    .doesNotContain(9);
            assertThat(found.rows().numbers("similarity")[0])
                    .isCloseTo(memory.get(0).similarity(), within(1e-5));
            assertThat(found.rows().schema().names()).containsExactly("n", "query", "query_text", "rank", "similarity");
            assertThat(found.rows().numbers("n")[0]).isEqualTo(memory.get(0).place() + 1);
        }
    }

    @Test
    void find_textAndCondition_findsAcceptedRowsByMeaning() {
        VectorSearch.Found found = find(drugs(), "CCO", "--top", "2", "--where", "mass > 50");

        assertThat(found.rows().texts("name")).containsExactly("propanol", "butanol");
        assertThat(found.rows().texts("query_text")).containsOnly("CCO");
        assertThat(found.rows().numbers("rank")).containsExactly(1, 2);
        assertThat(found.rows().schema().names()).doesNotContain("embedding");
    }

    @Test
    void find_conditionWithIndex_isTheSameAsExact() {
        Table drugs = drugs();

        assertThat(find(drugs, "CCO", "--where", "mass > 50", "--mode", "index")
                        .rows()
                        .texts("name"))
                .isEqualTo(find(drugs, "CCO", "--where", "mass > 50", "--mode", "exact")
                        .rows()
                        .texts("name"));
    }

    @Test
    void find_textItself_hasSimilarityOne() {
        VectorSearch.Found found = find(drugs(), "--to", "CCO", "--to", "c1ccccc1", "--top", "1");

        assertThat(found.rows().texts("name")).containsExactly("ethanol", "benzene");
        assertThat(found.rows().numbers("similarity")).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void find_columnOfAnotherModel_isRefused() {
        Table drugs = drugs();
        workspace.execute("UPDATE retort_embeddings SET fingerprint = repeat('0', 64)");

        assertThatThrownBy(() -> find(drugs, "CCO"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be compared");
    }

    @Test
    void find_columnOfUnknownOrigin_asksForTheModel() {
        drugs();
        workspace.execute("CREATE TABLE copied AS FROM drugs");
        Table copied = workspace.table("copied");

        assertThatThrownBy(() -> find(copied, "CCO"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--model molecule-encoder");
        assertThat(find(copied, "CCO", "--top", "1", "--model", "molecule-encoder")
                        .rows()
                        .texts("name"))
                .containsExactly("ethanol");
    }

    @Test
    void embed_sourceHasVectorsOfAnotherFormat_isRefused() {
        Table drugs = drugs();
        EmbeddingJob job = EmbeddingJob.of(EmbedOptions.of("--dtype", "int8"));

        assertThatThrownBy(() -> job.run(workspace, drugs, "other"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be compared");
        assertThatThrownBy(() -> job.run(workspace, workspace.sql("FROM drugs WHERE mass > 1"), "other"))
                .hasMessageContaining("nothing says which model");
    }

    @Test
    void find_wrongColumnOrRow_isNamed() {
        Table drugs = drugs();

        assertThatThrownBy(() -> find(drugs, "CCO", "--by", "embeding")).hasMessageContaining("embedding");
        assertThatThrownBy(() -> find(drugs, "CCO", "--by", "mass")).hasMessageContaining("FLOAT[d]");
        assertThatThrownBy(() -> find(drugs, "CCO", "--by", "name")).hasMessageContaining("does not hold vectors");
        assertThatThrownBy(() -> find(drugs, "--row", "5")).hasMessageContaining("no vector");
        assertThatThrownBy(() -> Neighbors.of("--top", "3")).hasMessageContaining("--row");
    }

    @Test
    void pipeline_embedThenNeighbors_keepsTheNearest() throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.csv"), "smiles,name\nCCO,ethanol\nc1ccccc1,benzene\nCCCO,propanol\n");
        Path vectors = folder.resolve("v.parquet");

        Pipeline.parse("read '" + file + "' | embed --dtype float32 | write '" + vectors + "'")
                .run(workspace);
        Pipeline.parse("read '" + file + "' | embed | neighbors OCC --top 2 | write '" + folder.resolve("near.csv")
                        + "'")
                .run(workspace);

        Table stored = workspace.sql("SELECT * FROM '" + vectors + "'");
        assertThat(stored.schema().names()).contains("name", "embedding");
        assertThat(VectorMatrix.read(stored, "embedding", VectorMatrix.Length.STORED)
                        .dimension())
                .isEqualTo(256);
        assertThat(find(stored, "CCO", "--top", "2").rows().texts("name")).containsExactly("ethanol", "propanol");
        assertThat(Files.readAllLines(folder.resolve("near.csv")))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).contains("ethanol"))
                .satisfies(lines -> assertThat(lines.get(2)).contains("propanol"));
        assertThat(workspace.tables()).isEmpty();
        assertThat(workspace.sql("SELECT * FROM retort_embeddings").rowCount()).isZero();
    }
}
