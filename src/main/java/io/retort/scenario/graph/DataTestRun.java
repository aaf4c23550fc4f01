package io.retort.scenario.graph;

import io.retort.core.CancelToken;
import io.retort.core.DataException;
import io.retort.table.Table;
import io.retort.table.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs data tests: those that look at single rows in one scan for a model, the others each with its query. */
final class DataTestRun {
    private static final int FIRST_ROWS = 3;
    private static final int MOST_COLUMNS = 8;
    private static final int MOST_TEXT = 60;

    private final Workspace workspace;
    private final ModelLinks links;
    private final ModelQueries all;
    private final CancelToken cancel;

    DataTestRun(Workspace workspace, ModelLinks links, ModelQueries all, CancelToken cancel) {
        this.workspace = workspace;
        this.links = links;
        this.all = all;
        this.cancel = cancel;
    }

    /**
     * What the tests of a model found.
     *
     * @param rows rows of the model, -1 if no scan counted them
     * @param results in the order of the tests
     */
    record Found(long rows, List<TestResult> results) {}

    Found run(List<DataTest> tests) {
        List<DataTest> ofRows = tests.stream().filter(t -> t.bad() != null).toList();
        List<Long> counts = ofRows.isEmpty() ? List.of() : scan(ofRows);
        List<TestResult> results = new ArrayList<>();
        for (DataTest test : tests) {
            int place = ofRows.indexOf(test);
            results.add(place < 0 ? one(test) : result(test, counts.get(place + 1)));
        }
        return new Found(counts.isEmpty() ? -1 : counts.get(0), results);
    }

    private ModelQueries queries(DataTest test) {
        return all.forTestsOf(links.model(test.model()));
    }

    /** Number of rows, then of the bad ones of each test. */
    private List<Long> scan(List<DataTest> tests) {
        String model = tests.get(0).model();
        Place place = tests.get(0).place();
        String counts = tests.stream()
                .map(t -> "count(*) FILTER (WHERE " + bad(t) + ")")
                .collect(Collectors.joining(", "));
        SqlText own = SqlText.read(place, "SELECT * FROM {{ ref('" + model + "') }}");
        String sql =
                "SELECT count(*), " + counts + " FROM (" + queries(tests.get(0)).flat(own) + ") AS own";
        try {
            return workspace.query(sql, cancel, result -> {
                List<Long> found = new ArrayList<>();
                result.next();
                for (int i = 0; i <= tests.size(); i++) {
                    found.add(result.getLong(i + 1));
                }
                return found;
            });
        } catch (IllegalArgumentException | DataException e) {
            // One of them does not fit the data: alone, each says so itself.
            List<Long> found = new ArrayList<>(List.of(-1L));
            tests.forEach(t -> found.add(one(t).failing()));
            return found;
        }
    }

    private String bad(DataTest test) {
        SqlText bad = test.bad();
        return bad == null ? "false" : queries(test).flat(bad);
    }

    TestResult one(DataTest test) {
        String sql = "SELECT count(*) FROM (" + queries(test).flat(test.failing()) + ") AS failing";
        try {
            return result(test, workspace.query(sql, cancel, r -> r.next() ? r.getLong(1) : 0));
        } catch (IllegalArgumentException | DataException e) {
            throw new DataException(
                    test.place() + ": test " + test.name() + " of model " + test.model() + " cannot be run: "
                            + e.getMessage(),
                    e);
        }
    }

    private TestResult result(DataTest test, long failing) {
        List<String> first = failing == 0 ? List.of() : first(queries(test).flat(test.failing()));
        return new TestResult(test.model(), test.name(), test.place().toString(), failing, first);
    }

    private List<String> first(String failing) {
        Table table = workspace.sql(failing);
        List<String> columns =
                table.sqlColumns().stream().map(Table.SqlColumn::name).toList();
        return table.head(FIRST_ROWS).stream().map(row -> shown(columns, row)).toList();
    }

    private static String shown(List<String> columns, @Nullable Object[] row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_COLUMNS, row.length); i++) {
            String value = String.valueOf(row[i]);
            parts.add(columns.get(i) + "="
                    + (value.length() > MOST_TEXT ? value.substring(0, MOST_TEXT) + "..." : value));
        }
        return String.join(", ", parts) + (row.length > MOST_COLUMNS ? ", ..." : "");
    }
}
