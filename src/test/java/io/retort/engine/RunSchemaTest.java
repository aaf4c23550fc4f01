package io.retort.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.table.Workspace;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunSchemaTest {
    @TempDir
    Path folder;

    @Test
    void workspaceOfAnEarlierVersion_getsWhatItLacks_andKeepsItsRuns() {
        Path file = folder.resolve("lab.duckdb");
        try (Workspace workspace = Workspace.open(file)) {
            workspace.execute("CREATE TABLE retort_batches (run VARCHAR, batch BIGINT, rows BIGINT, seconds DOUBLE,"
                    + " rejected BIGINT); INSERT INTO retort_batches VALUES ('old', 0, 7, 0.1, 0);"
                    + " CREATE TABLE retort_samples (run VARCHAR, seconds DOUBLE, rows_in BIGINT, cpu_s DOUBLE,"
                    + " heap_mb DOUBLE, rss_mb DOUBLE); INSERT INTO retort_samples VALUES ('old', 0, 0, 0, 1, 2)");
        }
        try (Workspace workspace = Workspace.open(file)) {
            RunReport report = Pipeline.of(new Numbers.Source(100, 100, 0))
                    .run(workspace, RunOptions.defaults().withOut("result"));

            assertThat(workspace
                            .sql("SELECT rows FROM retort_batches WHERE run = 'old'")
                            .numbers("rows"))
                    .containsExactly(7.0);
            assertThat(workspace
                            .sql("SELECT sum(rows) AS n FROM retort_batches WHERE run = '" + report.run()
                                    + "' AND asked > 0 AND worker > 0")
                            .numbers("n"))
                    .containsExactly(100.0);
            assertThat(workspace
                            .sql("SELECT count(*) AS n FROM retort_samples WHERE gc_s IS NULL")
                            .numbers("n"))
                    .containsExactly(1.0);
        }
    }
}
