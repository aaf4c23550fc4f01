package io.retort.benchmarks;

import io.retort.core.CancelToken;
import io.retort.scenario.ScenarioOptions;
import io.retort.table.Session;
import io.retort.table.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The same model, one employee after the other over JDBC: each statement that makes rows of employees is prepared
 * and run once for each of them, restricted to that employee, in the transaction of its year. What a client would have to send besides (reads,
 * rows of results) is left out, so the true cost of this way is higher.
 */
final class RowByRow {
    private static final Set<String> OF_EMPLOYEES =
            Set.of("opening", "hires", "people", "events", "hired", "snapshots", "baseline_snapshots");

    private RowByRow() {}

    /** Seconds, and whether the state is that of the run by sets. */
    record Outcome(double seconds, String hash) {}

    static Outcome run(Path census, ScenarioOptions options) {
        try (Workspace workspace = Workspace.inMemory()) {
            long start = System.nanoTime();
            ScenarioScript.scenario(census)
                    .with(options.withParallel(1))
                    .by(RowByRow::one)
                    .run(workspace, new CancelToken(), p -> {});
            return new Outcome((System.nanoTime() - start) / 1e9, ScenarioScript.hash(workspace));
        }
    }

    private static long one(Session session, String model, String statement) {
        if (!OF_EMPLOYEES.contains(model)) {
            return session.execute(statement);
        }
        int end = statement.indexOf('\n');
        String head = statement.substring(0, end);
        String query = statement.substring(end + 1);
        String into = head;
        if (head.startsWith("CREATE")) {
            session.execute(head + " SELECT * FROM (" + query + "\n) LIMIT 0");
            into = "INSERT INTO " + model + " BY NAME";
        }
        List<Long> employees = session.query("SELECT DISTINCT employee FROM (" + query + "\n) ORDER BY 1", r -> {
            List<Long> found = new ArrayList<>();
            while (r.next()) {
                found.add(r.getLong(1));
            }
            return found;
        });
        session.execute("PREPARE one AS " + into + " SELECT * FROM (" + query + "\n) WHERE employee = $1");
        for (long employee : employees) {
            session.execute("EXECUTE one(CAST(" + employee + " AS BIGINT))");
        }
        session.execute("DEALLOCATE one");
        return employees.size();
    }
}
