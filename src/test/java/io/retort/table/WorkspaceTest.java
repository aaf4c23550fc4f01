package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.core.UsageException;
import io.retort.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkspaceTest {
    @TempDir
    Path folder;

    @Test
    void open_again_findsItsTables() {
        Path file = folder.resolve("lab.duckdb");
        try (Workspace workspace = Workspace.open(file)) {
            workspace.create("answers", "SELECT 42 AS n", new CancelToken());
        }
        try (Workspace workspace = Workspace.open(file)) {
            assertThat(workspace.tables()).containsExactly("answers");
            assertThat(workspace.table("answers").numbers("n")).containsExactly(42);
        }
    }

    @Test
    void open_otherVersion_isRefused() {
        Path file = folder.resolve("lab.duckdb");
        try (Workspace workspace = Workspace.open(file)) {
            workspace.execute("UPDATE retort_meta SET value = '999' WHERE key = 'version'");
        }
        assertThatThrownBy(() -> Workspace.open(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has version 999");
    }

    @Test
    void open_notADatabase_isRefused() throws IOException {
        Path file = Files.writeString(
                folder.resolve("lab.duckdb"), "this is a letter, and no database at all ".repeat(200));

        assertThatThrownBy(() -> Workspace.open(file)).isInstanceOf(DataException.class);
    }

    /** Holds a workspace until its standard input ends. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
                System.out.println("held " + workspace.tables().size());
                System.out.flush();
                while (System.in.read() >= 0) {
                    // until the test lets go
                }
            }
        }
    }

    @Test
    void open_heldByAnotherProcess_namesIt() throws Exception {
        Path file = folder.resolve("lab.duckdb");
        try (ChildJvm holder = ChildJvm.start(Holder.class, file)) {
            assertThat(holder.awaitLine("held")).startsWith("held");
            assertThatThrownBy(() -> Workspace.open(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("in use by process " + holder.pid());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "quo\"te", "it's", "select", "x; DROP TABLE y", "Ångström"})
    void create_anyName_isQuoted(String name) {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.create(name, "SELECT 1 AS \"a \"\" b\"", new CancelToken());

            assertThat(workspace.tables()).containsExactly(name);
            assertThat(workspace.table(name).schema().names()).containsExactly("a \" b");
            assertThat(workspace.table(name).rowCount()).isEqualTo(1);
        }
    }

    @Test
    void table_unknown_namesTheNearest() {
        try (Workspace workspace = Workspace.inMemory()) {
            workspace.create("molecules", "SELECT 1 AS n", new CancelToken());

            assertThatThrownBy(() -> workspace.table("molecule"))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("did you mean \"molecules\"");
        }
    }

    @Test
    void execute_cancelled_endsTheQuery() throws InterruptedException {
        CancelToken token = new CancelToken();
        try (Workspace workspace = Workspace.inMemory()) {
            Thread canceller = new Thread(() -> token.cancel("test"));
            canceller.start();
            assertThatThrownBy(() -> workspace.execute(
                            "CREATE TABLE t AS SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3",
                            token))
                    .isInstanceOf(CancellationException.class);
            canceller.join(10_000);
            assertThat(workspace.tables()).isEmpty();
        }
    }

    @Test
    void write_everyFormat_readsBack() throws IOException {
        try (Workspace workspace = Workspace.inMemory()) {
            Table table = workspace.create(
                    "t",
                    "SELECT range AS n, 'a,\"b\"' || range AS s, CAST('\\x01\\xFF' AS BLOB) AS b FROM range(1000)",
                    new CancelToken());
            for (String ending : List.of(".parquet", ".csv", ".tsv", ".csv.gz", ".tsv.gz")) {
                Path file = folder.resolve("out" + ending);
                table.write(file, new CancelToken());
                Table back = workspace.sql("SELECT * FROM " + Sql.path(file));

                assertThat(back.numbers("n")).as(ending).hasSize(1000);
                assertThat(back.texts("s").get(7)).as(ending).isEqualTo("a,\"b\"7");
                if (!ending.equals(".parquet")) {
                    assertThat(back.texts("b").get(0)).isEqualTo("01ff");
                }
            }
            try (var files = Files.list(folder)) {
                assertThat(files).hasSize(5);
            }
        }
    }

    @Test
    void write_toAMissingFolder_isRefusedBeforeWork() {
        assertThatThrownBy(() -> TableFile.check(folder.resolve("no/where.csv"), "write"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> TableFile.check(folder.resolve("out.docx"), "write"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(".parquet");
    }

    @Test
    void close_removesTheSpillFolder() {
        Workspace workspace = Workspace.inMemory();
        String spill = workspace.query("SELECT current_setting('temp_directory')", r -> r.next() ? r.getString(1) : "");
        assertThat(Path.of(spill)).isDirectory();

        workspace.close();

        assertThat(Path.of(spill)).doesNotExist();
    }

    @Test
    void sql_mistake_isTheUsers() {
        try (Workspace workspace = Workspace.inMemory()) {
            assertThatThrownBy(
                            () -> workspace.sql("SELECT nothing FROM nowhere").rowCount())
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("nowhere");
        }
    }
}
