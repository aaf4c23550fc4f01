package io.retort.scenario.census;

import static io.retort.scenario.census.CensusColumn.ANNUAL_COMPENSATION;
import static io.retort.scenario.census.CensusColumn.BIRTH_DATE;
import static io.retort.scenario.census.CensusColumn.DEFERRAL_RATE;
import static io.retort.scenario.census.CensusColumn.EMPLOYEE_ID;
import static io.retort.scenario.census.CensusColumn.HIRE_DATE;
import static io.retort.scenario.census.CensusColumn.LEVEL;
import static io.retort.scenario.census.CensusColumn.STATUS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What a row of a census must fulfil, as conditions on the table of read rows: texts as {@code t_}, values as {@code v_}. */
final class CensusRules {
    private static final int LEAST_AGE = 14;
    private static final int GREATEST_AGE = 110;

    private final LocalDate day;

    CensusRules(LocalDate day) {
        this.day = day;
    }

    /**
     * A rule.
     *
     * @param column the column that it is about
     * @param broken SQL condition that a bad row meets
     * @param problem what is wrong with such a row
     * @param accepted what is right
     */
    record Rule(CensusColumn column, String broken, String problem, String accepted) {}

    List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(EMPLOYEE_ID, "v_employee_id IS NULL", "is empty", "any text that no other row has"));
        rules.add(new Rule(EMPLOYEE_ID, "first_row < row", "is in an earlier row already", "an id in one row only"));
        dates(rules);
        money(rules);
        rules.add(unparsed(LEVEL, "a whole number from 1 to 5"));
        rules.add(new Rule(LEVEL, "v_level NOT BETWEEN 1 AND 5", "is no level", "1 to 5"));
        rules.add(new Rule(STATUS, "v_status NOT IN ('active', 'terminated')", "is no status", "active or terminated"));
        return rules;
    }

    private void dates(List<Rule> rules) {
        String upToDay = "a date up to " + day;
        rules.add(unparsed(BIRTH_DATE, upToDay));
        rules.add(unparsed(HIRE_DATE, upToDay));
        rules.add(new Rule(BIRTH_DATE, "v_birth_date > DATE '" + day + "'", "is in the future", upToDay));
        rules.add(new Rule(HIRE_DATE, "v_hire_date > DATE '" + day + "'", "is in the future", upToDay));
        LocalDate oldest = day.minusYears(GREATEST_AGE);
        rules.add(new Rule(
                BIRTH_DATE,
                "v_birth_date < DATE '" + oldest + "'",
                "is more than " + GREATEST_AGE + " years ago",
                "a date from " + oldest));
        // Compared by year, month and day, since adding years to a date is slow for many rows.
        rules.add(new Rule(
                HIRE_DATE,
                "(year(v_hire_date) - " + LEAST_AGE + ") * 10000 + month(v_hire_date) * 100 + day(v_hire_date) <"
                        + " year(v_birth_date) * 10000 + month(v_birth_date) * 100 + day(v_birth_date)"
                        + " AND v_birth_date <= DATE '" + day + "'",
                "is before the age of " + LEAST_AGE,
                "a date " + LEAST_AGE + " years after birth_date or later"));
    }

    private static void money(List<Rule> rules) {
        String pay = "dollars per year, more than 0 and at most 100,000,000, such as 52300.50";
        rules.add(unparsed(ANNUAL_COMPENSATION, pay));
        rules.add(new Rule(ANNUAL_COMPENSATION, "v_annual_compensation < 0", "is negative", pay));
        rules.add(new Rule(ANNUAL_COMPENSATION, "v_annual_compensation = 0", "is zero", pay));
        rules.add(new Rule(ANNUAL_COMPENSATION, "v_annual_compensation > 100000000", "is too much", pay));
        String share = "a share of pay from 0 to 1, such as 0.06 for 6 %";
        rules.add(new Rule(
                DEFERRAL_RATE, "v_deferral_rate IS NULL AND trim(t_deferral_rate) <> ''", "is no number", share));
        rules.add(new Rule(DEFERRAL_RATE, "v_deferral_rate NOT BETWEEN 0 AND 1", "is out of range", share));
    }

    private static Rule unparsed(CensusColumn column, String accepted) {
        String kind = column == BIRTH_DATE || column == HIRE_DATE ? "is no date" : "is no number";
        String text = column.text();
        return new Rule(column, "v_" + text + " IS NULL", kind, accepted);
    }

    /** SQL that reads a column's text; NULL where it cannot be read. */
    static String value(CensusColumn column, String dateFormat) {
        String text = "nullif(trim(t_" + column.text() + "), '')";
        return switch (column) {
            case EMPLOYEE_ID -> text;
            case HIRE_DATE, BIRTH_DATE ->
                dateFormat.isEmpty()
                        ? "TRY_CAST(" + text + " AS DATE)"
                        : "CAST(try_strptime(" + text + ", " + io.retort.table.Sql.text(dateFormat) + ") AS DATE)";
            case ANNUAL_COMPENSATION -> money(text);
            case LEVEL ->
                "CASE WHEN TRY_CAST(" + text + " AS DOUBLE) = floor(TRY_CAST(" + text
                        + " AS DOUBLE)) THEN TRY_CAST(TRY_CAST(" + text + " AS DOUBLE) AS INTEGER) END";
            case DEPARTMENT -> "coalesce(" + text + ", '')";
            case STATUS -> "coalesce(lower(" + text + "), 'active')";
            case DEFERRAL_RATE ->
                "CASE WHEN trim(t_deferral_rate) <> '' THEN TRY_CAST(" + text + " AS DOUBLE) ELSE 0 END";
        };
    }

    /** Commas are taken for thousands only where they stand as such: 52.300,50 is not read as 52.3005. */
    private static String money(String text) {
        return "TRY_CAST(CASE WHEN regexp_full_match(" + text + ", '\\$? ?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?')"
                + " THEN replace(ltrim(" + text + ", '$ '), ',', '') ELSE ltrim(" + text
                + ", '$ ') END AS DECIMAL(14, 2))";
    }
}
