package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.UsageException;
import io.retort.embed.EmbedOptions;
import io.retort.embed.EmbedReport;
import io.retort.embed.EmbeddingJob;
import io.retort.table.Workspace;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Vectors in place in a real PostgreSQL server. Here because the server belongs to the tests of this room. */
@Timeout(120)
@ExtendWith(PostgresServer.class)
class EmbedDatabaseTest {
    private static final int AWAY_SECONDS = 10;

    private PostgresServer server;
    private Workspace workspace;

    @BeforeEach
    void open() {
        server = PostgresServer.get();
        workspace = Workspace.inMemory();
        server.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                + " CREATE TABLE m (id bigint PRIMARY KEY, smiles text);"
                + " INSERT INTO m SELECT i, CASE WHEN i % 10 = 3 THEN NULL ELSE repeat('C', 1 + i % 5) END"
                + " FROM generate_series(1, 60) i");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private EmbedReport embed(ProgressListener progress, String... options) {
        return EmbeddingJob.of(EmbedOptions.of(options))
                .run(
                        workspace,
                        new EmbeddingJob.DatabasePlace(server.url(), "m", 60),
                        new EmbeddingJob.Control(new CancelToken(), progress, plan -> {}));
    }

    @Test
    void run_tableWithoutVectors_getsThemInAColumnOfItsOwn() throws IOException {
        // The server logs its own affairs too, such as the places in its files after a crash in another test.
        int before = server.statements().length();
        EmbedReport report = embed(p -> {}, "--fetch-rows", "16");

        assertThat(report.embedded()).isEqualTo(54);
        assertThat(report.rejected()).isEqualTo(6);
        assertThat(server.text(
                        "SELECT count(*) || ' ' || count(embedding) || ' ' || min(cardinality(embedding)) FROM m"))
                .isEqualTo("60 54 256");
        assertThat(server.text("SELECT count(*) FROM m a JOIN m b USING (smiles) WHERE (SELECT sum(x * y) FROM"
                        + " unnest(a.embedding, b.embedding) AS t(x, y)) NOT BETWEEN 0.999 AND 1.001"))
                .isEqualTo("0");
        assertThat(server.statements().substring(before).toLowerCase(java.util.Locale.ROOT))
                .contains("select")
                .doesNotContain(" offset ");
        assertThat(workspace.table("m_rejects").rowCount()).isEqualTo(6);
    }

    @Test
    void run_again_looksOnlyAtRowsWithoutVector() {
        embed(p -> {});
        server.sql("INSERT INTO m SELECT i, 'CCN' FROM generate_series(61, 65) i");
        assertThat(embed(p -> {}).embedded()).isEqualTo(5);
    }

    @Test
    void run_otherModel_isRefusedUnlessAllAreMadeAnew() {
        embed(p -> {});
        assertThatThrownBy(() -> embed(p -> {}, "--dtype", "int8"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("vectors of another model or number format");
        assertThat(embed(p -> {}, "--dtype", "int8", "--replace").embedded()).isEqualTo(54);
        assertThat(server.text("SELECT dtype FROM retort_embeddings")).isEqualTo("int8");
    }

    @Test
    void run_connectionsThatBreak_areMadeAgain() {
        boolean[] broken = new boolean[1];
        EmbedReport report = embed(
                progress -> {
                    if (!broken[0]) {
                        broken[0] = true;
                        server.terminateOthers();
                    }
                },
                "--fetch-rows",
                "6",
                "--threads",
                "1");
        assertThat(broken[0]).isTrue();
        assertThat(report.embedded()).isEqualTo(54);
        assertThat(server.text("SELECT count(embedding) FROM m")).isEqualTo("54");
    }

    @Test
    void run_serverAwayForTenSeconds_isWaitedFor() throws InterruptedException {
        server.sql("INSERT INTO m SELECT i, repeat('CCO', 1 + i % 9) FROM generate_series(61, 600) i");
        boolean[] away = new boolean[1];
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
        try {
            EmbedReport report = embed(
                    progress -> {
                        if (!away[0]) {
                            away[0] = true;
                            server.stop();
                            var unused = later.schedule(server::start, AWAY_SECONDS, TimeUnit.SECONDS);
                        }
                    },
                    "--fetch-rows",
                    "20",
                    "--threads",
                    "1");
            assertThat(away[0]).isTrue();
            assertThat(report.embedded()).isEqualTo(594);
        } finally {
            later.shutdown();
            assertThat(later.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(server.text("SELECT count(embedding) FROM m")).isEqualTo("594");
    }

    @Test
    void run_columnOfAnotherType_isRefused() {
        server.sql("ALTER TABLE m ADD COLUMN embedding text");
        assertThatThrownBy(() -> embed(p -> {}))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is text; accepted are real[] and vector(256)");
    }
}
