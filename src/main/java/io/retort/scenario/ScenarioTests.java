package io.retort.scenario;

import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * The laws that the tables of a workspace must obey. Each is a query in {@code laws/} that returns the rows that break it,
 * and reads nothing but what runs have left.
 */
public final class ScenarioTests {
    private static final List<String> LAWS = List.of(
            "headcount",
            "growth_target",
            "limits",
            "vesting",
            "pay_of_events",
            "money_of_events",
            "years_of_snapshots",
            "unique_events",
            "unique_snapshots",
            "sane_values");

    private ScenarioTests() {}

    /**
     * What became of a law.
     *
     * @param name its name
     * @param about what it says
     * @param failures rows that break it
     */
    public record Law(String name, String about, long failures) {
        /**
         * Whether the tables obey.
         *
         * @return true if no row breaks the law
         */
        public boolean holds() {
            return failures == 0;
        }
    }

    /**
     * Tests a workspace.
     *
     * @param workspace holds scenarios that were run
     * @return each law with the number of rows that break it
     */
    public static List<Law> run(Workspace workspace) {
        List<Law> laws = new ArrayList<>();
        for (String name : LAWS) {
            ModelSql law = ModelSql.read("laws/" + name);
            long failures =
                    workspace.query("SELECT count(*) FROM (" + law.query() + ")", r -> r.next() ? r.getLong(1) : 0L);
            laws.add(new Law(name, law.about(), failures));
        }
        return laws;
    }
}
