package io.retort.scenario;

/** A plain census for tests, made in SQL: the same for the same size. */
final class TestCensus {
    private TestCensus() {}

    static String query(long employees) {
        return "SELECT printf('E%08d', i) AS employee_id,"
                + " CAST(DATE '2024-12-31' - CAST((i * 7919) % 7300 AS INTEGER) AS DATE) AS hire_date,"
                + " CAST(DATE '2024-12-31' - CAST((i * 7919) % 7300 AS INTEGER) - CAST(8000 + (i * 104729) % 13000 AS INTEGER)"
                + " AS DATE) AS birth_date,"
                + " 40000 + (i * 6101) % 60000 + ((i * 31) % 5) * 30000 AS annual_compensation,"
                + " 1 + (i * 31) % 5 AS level, ['Sales', 'Research', 'Operations'][1 + i % 3] AS department,"
                + " 'active' AS status, CASE WHEN i % 3 > 0 THEN 0.01 * (1 + i % 9) ELSE 0 END AS deferral_rate"
                + " FROM range(1, " + (employees + 1) + ") t(i)";
    }
}
