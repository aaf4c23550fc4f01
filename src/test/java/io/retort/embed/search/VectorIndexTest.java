package io.retort.embed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorIndexTest {
    private static final int ROWS = 3000;
    private static final int DIMENSION = 24;

    private static final float[][] ALL = TestVectors.clustered(ROWS + 60, DIMENSION, 5);
    private static final float[][] QUERIES = Arrays.copyOfRange(ALL, ROWS, ROWS + 60);

    @TempDir
    Path folder;

    private static List<List<Neighbor>> ask(VectorIndex index, Limit limit) {
        List<List<Neighbor>> found = new ArrayList<>();
        for (float[] query : QUERIES) {
            found.add(index.search(query, limit));
        }
        return found;
    }

    private static double recall(VectorMatrix vectors, List<List<Neighbor>> found, Limit limit) {
        List<List<Neighbor>> truth = ExactSearch.search(vectors, QUERIES, limit, TestVectors.on(2));
        double sum = 0;
        for (int i = 0; i < truth.size(); i++) {
            sum += Recall.share(truth.get(i), found.get(i)) / truth.size();
        }
        return sum;
    }

    @Test
    void search_newQueries_findsNearlyAllOfTheNearest() {
        VectorMatrix vectors = VectorMatrix.of(Arrays.copyOf(ALL, ROWS), VectorMatrix.Length.UNIT);
        try (VectorIndex index = VectorIndex.build(vectors, TestVectors.on(2))) {
            List<List<Neighbor>> found = ask(index, Limit.top(10));

            assertThat(recall(vectors, found, Limit.top(10))).isGreaterThanOrEqualTo(0.95);
            assertThat(index.quality().recall()).isBetween(0.95, 1.0);
            assertThat(index.quality().sample()).isEqualTo(100);
            assertThat(found)
                    .allSatisfy(n -> assertThat(n)
                            .hasSize(10)
                            .isSortedAccordingTo((a, b) -> Double.compare(b.similarity(), a.similarity())));
        }
    }

    @Test
    void search_manyAndFewAcceptedRows_findsOnlyThose() {
        VectorMatrix vectors = VectorMatrix.of(Arrays.copyOf(ALL, ROWS), VectorMatrix.Length.UNIT);
        try (VectorIndex index = VectorIndex.build(vectors, TestVectors.on(2))) {
            for (int step : new int[] {2, 100}) {
                BitSet accepted = new BitSet();
                for (int i = 0; i < ROWS; i += step) {
                    accepted.set(i);
                }
                Limit limit = new Limit(10, -1, accepted);

                List<List<Neighbor>> found = ask(index, limit);

                assertThat(found).allSatisfy(n -> assertThat(n).hasSize(10).allMatch(hit -> accepted.get(hit.place())));
                assertThat(recall(vectors, found, limit)).isGreaterThanOrEqualTo(0.95);
            }
        }
    }

    @Test
    void open_again_loadsTheSameGraph() {
        Path file = folder.resolve("w.duckdb");
        List<List<Neighbor>> before;
        VectorIndex.Quality quality;
        try (Workspace workspace = Workspace.open(file)) {
            Table table = TestVectors.table(workspace, "vectors", TestVectors.clustered(700, DIMENSION, 5));
            try (VectorIndex index = open(workspace, table, VectorIndex.Stale.REFUSE)) {
                assertThat(index.origin()).isEqualTo("built");
                assertThat(index.vectors().size()).isEqualTo(600);
                before = ask(index, Limit.top(5));
                quality = index.quality();
            }
        }
        try (Workspace workspace = Workspace.open(file);
                VectorIndex index = open(workspace, workspace.table("vectors"), VectorIndex.Stale.REFUSE)) {
            assertThat(index.origin()).isEqualTo("loaded");
            assertThat(ask(index, Limit.top(5))).isEqualTo(before);
            assertThat(index.quality()).isEqualTo(quality);
        }
    }

    private static VectorIndex open(Workspace workspace, Table table, VectorIndex.Stale stale) {
        return VectorIndex.open(workspace, table, "v", stale, TestVectors.on(2));
    }

    @Test
    void open_tableHasChanged_isRefusedOrRebuilt() {
        try (Workspace workspace = Workspace.open(folder.resolve("w.duckdb"))) {
            Table table = TestVectors.table(workspace, "vectors", TestVectors.clustered(300, DIMENSION, 5));
            open(workspace, table, VectorIndex.Stale.REFUSE).close();
            workspace.execute("UPDATE vectors SET v = (SELECT v FROM vectors WHERE n = 2) WHERE n = 1");

            assertThatThrownBy(() -> open(workspace, table, VectorIndex.Stale.REFUSE))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("vectors have changed")
                    .hasMessageContaining("rebuild");

            try (VectorIndex index = open(workspace, table, VectorIndex.Stale.REBUILD)) {
                assertThat(index.origin()).startsWith("rebuilt, because the table's vectors have changed");
            }
            workspace.execute("DELETE FROM vectors WHERE n = 3");
            assertThatThrownBy(() -> open(workspace, table, VectorIndex.Stale.REFUSE))
                    .hasMessageContaining("258 vectors and the table now has 257");
        }
    }

    @Test
    void open_damagedFile_saysSo() throws IOException {
        try (Workspace workspace = Workspace.open(folder.resolve("w.duckdb"))) {
            Table table = TestVectors.table(workspace, "vectors", TestVectors.clustered(300, DIMENSION, 5));
            open(workspace, table, VectorIndex.Stale.REFUSE).close();
            Path file = VectorIndex.file(workspace, "vectors", "v");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);

            assertThatThrownBy(() -> open(workspace, table, VectorIndex.Stale.REBUILD))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("delete it");
        }
    }

    @Test
    void build_emptyAndSingle_work() {
        for (int rows : new int[] {0, 1, 2}) {
            float[][] vectors = TestVectors.clustered(rows, DIMENSION, 5);
            try (VectorIndex index =
                    VectorIndex.build(VectorMatrix.of(vectors, VectorMatrix.Length.UNIT), TestVectors.on(2))) {
                if (rows > 0) {
                    assertThat(index.search(vectors[0], Limit.top(10))).hasSize(rows);
                }
            }
        }
    }
}
