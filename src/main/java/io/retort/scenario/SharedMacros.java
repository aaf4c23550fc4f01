package io.retort.scenario;

/** SQL that the models share. */
final class SharedMacros {
    /**
     * {@code earned_between}: cents earned from one day of the year to another, both included, when the annual pay changes
     * on a day; rounded half up.
     */
    static final String SQL = """
            CREATE OR REPLACE MACRO earned_between(before, after, change_day, first_day, last_day, days) AS
                (before * greatest(0, least(last_day, change_day - 1) - first_day + 1)
                 + after * greatest(0, last_day - greatest(first_day, change_day) + 1) + days // 2) // days;
            CREATE OR REPLACE MACRO month_day(day) AS month(day) * 100 + day(day);
            """;

    private SharedMacros() {}
}
