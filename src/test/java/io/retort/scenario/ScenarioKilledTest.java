package io.retort.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.CancelToken;
import io.retort.scenario.config.ScenarioConfig;
import io.retort.table.Workspace;
import io.retort.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ScenarioKilledTest {
    @TempDir
    private Path folder;

    /** A child process that is killed amid the transaction of a year; args: the workspace file. */
    static final class Killed {
        static ScenarioReport run(Workspace workspace, Consumer<ScenarioProgress> listener) {
            workspace.create("given", TestCensus.query(400), new CancelToken());
            return Scenario.of(workspace.table("given"), List.of(ScenarioConfig.defaults()))
                    .with(ScenarioOptions.defaults())
                    .run(workspace, new CancelToken(), listener);
        }

        public static void main(String[] args) {
            try (Workspace workspace = Workspace.open(Path.of(args[0]))) {
                ScenarioReport unused = run(workspace, progress -> {
                    if (progress.year() == 2027 && progress.model().equals("years")) {
                        ChildJvm.waitToBeKilled();
                    }
                });
            }
        }
    }

    private static String hash(Workspace workspace, String table) {
        return workspace.query(
                "SELECT count(*) || ' ' || sum(CAST(hash(t) AS HUGEINT)) FROM " + table + " t",
                r -> r.next() ? r.getString(1) : "");
    }

    @Test
    void killedProcess_resumed_endsLikeAnUninterruptedRun() throws Exception {
        Path file = folder.resolve("killed.db");
        try (ChildJvm child = ChildJvm.start(Killed.class, file)) {
            child.awaitMiddle();
        }
        try (Workspace killed = Workspace.open(file);
                Workspace whole = Workspace.inMemory()) {
            assertThat(Killed.run(killed, p -> {}).yearsFound()).isEqualTo(2);
            ScenarioReport unused = Killed.run(whole, p -> {});
            for (String table : List.of("scenario_log", "scenario_snapshots", "scenario_years", "scenario_hires")) {
                assertThat(hash(killed, table)).as(table).isEqualTo(hash(whole, table));
            }
        }
    }
}
