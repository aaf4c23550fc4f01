package io.retort.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.table.Workspace;
import io.retort.testing.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rows become vectors: each once, whatever happens to the work. */
@Timeout(120)
class EmbeddingJobTest {
    private static final float SAME = 1e-5f;

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void open() {
        workspace = Workspace.inMemory();
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private EmbedReport embed(String from, String to, String... options) {
        return EmbeddingJob.of(EmbedOptions.of(options)).run(workspace, workspace.table(from), to);
    }

    private String text(String sql) {
        return workspace.query(sql, r -> r.next() ? String.valueOf(r.getString(1)) : "");
    }

    private void checkWhole(String table, int rows) {
        assertThat(text("SELECT count(*) || ' ' || count(DISTINCT id) || ' ' || count(embedding) FROM " + table))
                .isEqualTo(rows + " " + rows + " " + rows);
        assertThat(text("SELECT max(abs(id - rowid)) FROM " + table)).isEqualTo("0");
    }

    @Test
    void run_goldenMolecules_storesTheirVectorsInOrder() {
        List<TestTexts.Golden> golden = TestTexts.golden();
        workspace.execute("CREATE TABLE m (smiles VARCHAR, place INT)");
        for (int i = 0; i < golden.size(); i++) {
            workspace.execute("INSERT INTO m VALUES ('" + golden.get(i).smiles().replace("'", "''") + "', " + i + ")");
        }
        EmbedReport report = embed("m", "v", "--fetch-rows", "5", "--write-rows", "2", "--batch-tokens", "100");

        assertThat(report.embedded()).isEqualTo(golden.size());
        assertThat(workspace.table("v").sqlColumns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly("smiles VARCHAR", "place INTEGER", "embedding FLOAT[256]");
        for (Object[] row : workspace.table("v").head(100)) {
            TestTexts.Golden expected = golden.get((Integer) row[1]);
            float[] vector = vector(row[2]);
            assertThat(row[0]).isEqualTo(expected.smiles());
            assertThat(vector).containsExactly(expected.vector(), within(SAME));
        }
        assertThat(text("SELECT string_agg(place, ' ' ORDER BY rowid) FROM v"))
                .isEqualTo("0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");
    }

    private static float[] vector(Object value) {
        try {
            Object[] numbers = (Object[]) ((java.sql.Array) value).getArray();
            float[] vector = new float[numbers.length];
            for (int d = 0; d < vector.length; d++) {
                vector[d] = ((Number) numbers[d]).floatValue();
            }
            return vector;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void run_nullEmptyAndOverLong_areRejectedWithRowAndReason() {
        workspace.execute(
                "CREATE TABLE m AS SELECT * FROM (VALUES (0, 'CCO'), (1, NULL), (2, ' '), (3, repeat('C', 191)),"
                        + " (4, repeat('C', 190))) t(id, smiles)");
        EmbedReport report = embed("m", "v");

        assertThat(report.rows()).isEqualTo(5);
        assertThat(report.embedded()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(3);
        assertThat(text("SELECT string_agg(id || CASE WHEN embedding IS NULL THEN '-' ELSE '+' END, ' ' ORDER BY rowid)"
                        + " FROM v"))
                .isEqualTo("0+ 1- 2- 3- 4+");
        assertThat(text("SELECT string_agg(\"row\" || ' ' || code, ', ' ORDER BY \"row\") FROM v_rejects"))
                .isEqualTo("2 EMPTY_INPUT, 3 EMPTY_INPUT, 4 TOO_LARGE");
    }

    @Test
    void run_textsThatComeAgain_haveTheSameVectorAndAreCountedAsRepeated() {
        workspace.execute("CREATE TABLE m AS SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE"
                + " repeat('C', 1 + CAST(i AS INT) % 5) END AS smiles FROM range(100) t(i)");
        EmbedReport report = embed("m", "v", "--fetch-rows", "50");

        assertThat(report.rows()).isEqualTo(100);
        assertThat(report.rejected()).isEqualTo(15);
        assertThat(report.embedded()).isEqualTo(85);
        assertThat(report.repeated()).isEqualTo(85 - 2 * 5);
        assertThat(report.paddingShare()).isBetween(0.0, 0.3);
        assertThat(text("SELECT count(DISTINCT smiles) || ' ' || count(*) FILTER (embedding IS NULL) FROM v"))
                .isEqualTo("5 15");
        assertThat(Double.parseDouble(text("SELECT min(array_cosine_similarity(a.embedding, b.embedding)) FROM v a, v b"
                        + " WHERE a.smiles = b.smiles")))
                .isCloseTo(1, within(1e-5));
        assertThat(Double.parseDouble(text("SELECT max(array_cosine_similarity(a.embedding, b.embedding)) FROM v a, v b"
                        + " WHERE a.smiles <> b.smiles")))
                .isLessThan(0.9999);
    }

    @Test
    void run_overLongTruncated_getsTheVectorOfItsStart() {
        workspace.execute("CREATE TABLE m AS SELECT * FROM (VALUES (repeat('C', 500)), (repeat('C', 190))) t(smiles)");
        EmbedReport report = embed("m", "v", "--too-long", "truncate");

        assertThat(report.rejected()).isZero();
        assertThat(report.issues()).containsEntry("TOO_LARGE", 1L);
        assertThat(Double.parseDouble(text(
                        "SELECT array_cosine_similarity(a.embedding, b.embedding) FROM v a, v b WHERE a.rowid = 0 AND"
                                + " b.rowid = 1")))
                .isCloseTo(1, within(1e-5));
    }

    @Test
    void run_again_makesOnlyTheVectorsOfNewRows() {
        TestTexts.chains(workspace, "m", 40);
        embed("m", "v");
        EmbedReport nothing = embed("m", "v");
        workspace.execute("INSERT INTO m SELECT i, 'CCN' FROM range(40, 50) t(i)");
        EmbedReport more = embed("m", "v");

        assertThat(nothing.rows()).isZero();
        assertThat(nothing.rowsBefore()).isEqualTo(40);
        assertThat(more.embedded()).isEqualTo(10);
        checkWhole("v", 50);
    }

    @Test
    void run_byKey_makesOnlyTheVectorsOfNewKeys() {
        TestTexts.chains(workspace, "m", 20);
        embed("m", "v", "--key", "id");
        workspace.execute("CREATE OR REPLACE TABLE m AS SELECT i AS id, 'CC' AS smiles FROM range(30, -1, -1) t(i)");
        EmbedReport more = embed("m", "v", "--key", "id");

        assertThat(more.embedded()).isEqualTo(11);
        assertThat(text("SELECT count(*) || ' ' || count(DISTINCT id) FROM v")).isEqualTo("31 31");
    }

    @Test
    void run_rowsThatChanged_areRefused() {
        TestTexts.chains(workspace, "m", 20);
        embed("m", "v");
        workspace.execute("CREATE OR REPLACE TABLE m AS SELECT id, smiles || 'N' AS smiles FROM m");

        assertThatThrownBy(() -> embed("m", "v"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("the first 20 rows are not those that were embedded before")
                .hasMessageContaining("--key");
        assertThat(embed("m", "v", "--replace").embedded()).isEqualTo(20);
    }

    @Test
    void run_otherModelInTheSameColumn_isRefused() {
        TestTexts.chains(workspace, "m", 10);
        embed("m", "v");

        assertThatThrownBy(() -> embed("m", "v", "--dtype", "int8"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(
                        "column \"embedding\" of table v holds vectors of the model molecule-encoder in" + " float32")
                .hasMessageContaining("--replace");
        assertThat(embed("m", "v", "--dtype", "int8", "--replace").dtype()).isEqualTo("int8");
        assertThat(text("SELECT dtype FROM retort_embeddings")).isEqualTo("int8");
    }

    @Test
    void run_intoTheSource_addsTheColumnAndThenOnlyFillsGaps() {
        TestTexts.chains(workspace, "m", 30);
        embed("m", "m");
        workspace.execute("INSERT INTO m SELECT i, 'CCN', NULL FROM range(30, 35) t(i)");
        EmbedReport more = embed("m", "m");

        assertThat(more.kept()).isEqualTo(30);
        assertThat(more.embedded()).isEqualTo(5);
        checkWhole("m", 35);
        assertThat(workspace.tables()).containsExactly("m", "m_rejects");
    }

    @Test
    void run_tableThatIsNoResult_isNotTouched() {
        TestTexts.chains(workspace, "m", 5);
        workspace.execute("CREATE TABLE v AS SELECT 1 AS precious");

        assertThatThrownBy(() -> embed("m", "v"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("table v is there already");
        assertThat(text("SELECT precious FROM v")).isEqualTo("1");
    }

    @Test
    void run_query_isEmbeddedAsATableIs() {
        TestTexts.chains(workspace, "m", 30);
        EmbedReport report = EmbeddingJob.of(EmbedOptions.defaults())
                .run(workspace, workspace.sql("SELECT id - 10 AS id, smiles FROM m WHERE id >= 10"), "v");

        assertThat(report.embedded()).isEqualTo(20);
        checkWhole("v", 20);
    }

    @Test
    void run_anyBatchesAndThreads_makeTheSameVectors() {
        workspace.execute("CREATE TABLE m AS SELECT smiles, row_number() OVER () - 1 AS id FROM (SELECT unnest(["
                + String.join(
                        ", ",
                        TestTexts.goldenSmiles().stream()
                                .map(s -> "'" + s + "'")
                                .toList()) + "]) AS smiles)");
        embed("m", "a", "--threads", "1", "--batch-tokens", "64", "--fetch-rows", "3");
        embed("m", "b", "--threads", "3", "--batch-tokens", "4000", "--write-rows", "7", "--commit-every", "2");

        assertThat(Double.parseDouble(
                        text("SELECT max(array_distance(a.embedding, b.embedding)) FROM a JOIN b ON a.id = b.id")))
                .isLessThan(1e-5);
    }

    @Test
    void run_cancelled_endsAtOnceAndKeepsWholePages() {
        TestTexts.chains(workspace, "m", 400);
        CancelToken cancel = new CancelToken();
        List<String> devices = new ArrayList<>();
        EmbeddingJob job = EmbeddingJob.of(EmbedOptions.of("--fetch-rows", "20", "--threads", "1"));
        EmbeddingJob.Control control = new EmbeddingJob.Control(
                cancel,
                progress -> {
                    if (progress.rowsOut() >= 40) {
                        cancel.cancel("enough");
                    }
                },
                plan -> devices.add(plan.device()));
        assertThatThrownBy(() -> job.run(workspace, workspace.table("m"), "v", control))
                .isInstanceOf(CancellationException.class);

        long done = Long.parseLong(text("SELECT count(*) FROM v"));
        assertThat(done).isBetween(40L, 399L).matches(n -> n % 20 == 0, "whole pages");
        assertThat(text("SELECT next_row FROM retort_embeddings")).isEqualTo(Long.toString(done));
        assertThat(text("SELECT status FROM retort_runs")).isEqualTo("stopped");
        assertThat(devices).containsExactly("cpu");
        assertThat(embed("m", "v").rowsBefore()).isEqualTo(done);
        checkWhole("v", 400);
    }

    /** A child process that waits amid a transaction, to be killed; args: the workspace's file, pages to commit. */
    static final class Killed {
        public static void main(String[] args) {
            try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
                if (!workspace.tables().contains("m")) {
                    TestTexts.chains(workspace, "m", 600);
                }
                EmbedOptions options = EmbedOptions.of("--fetch-rows", "10", "--threads", "1");
                EmbedReport unused = EmbeddingJob.of(options)
                        .run(
                                workspace,
                                new EmbeddingJob.Control(new CancelToken(), progress -> {}, plan -> {}),
                                (session, fetch) -> new Waiting(
                                        WorkspaceRows.open(
                                                new WorkspaceRows.Place(workspace, workspace.table("m"), "v", fetch),
                                                options,
                                                session.model(),
                                                session.plan().dtype()),
                                        Integer.parseInt(args[1])));
            }
        }
    }

    /** Rows whose last page is written and never committed. */
    private static final class Waiting implements RowPages {
        private final RowPages rows;
        private int left;

        Waiting(RowPages rows, int commits) {
            this.rows = rows;
            this.left = commits;
        }

        @Override
        public long total() {
            return rows.total();
        }

        @Override
        public long before() {
            return rows.before();
        }

        @Override
        public @Nullable Page next(int count, CancelToken cancel) {
            return rows.next(count, cancel);
        }

        @Override
        public void write(Written written) {
            rows.write(written);
            if (left == 0) {
                ChildJvm.waitToBeKilled();
            }
        }

        @Override
        public void commit(CancelToken cancel) {
            rows.commit(cancel);
            left--;
        }

        @Override
        public void finish(CancelToken cancel) {
            rows.finish(cancel);
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    @Test
    void run_killedThreeTimes_endsCompleteWithEachRowOnce() throws Exception {
        Path file = folder.resolve("w.duckdb");
        for (int kill = 1; kill <= 3; kill++) {
            try (ChildJvm child = ChildJvm.start(Killed.class, file, 10)) {
                child.awaitMiddle();
            }
        }
        try (Workspace again = Workspace.open(file)) {
            workspace.close();
            workspace = again;
            EmbedReport report = embed("m", "v", "--fetch-rows", "50");
            assertThat(report.rowsBefore()).isEqualTo(300);
            assertThat(report.rowsBefore() + report.rows()).isEqualTo(600);
            checkWhole("v", 600);
        }
    }
}
