package io.retort.scenario.census;

import java.util.Arrays;
import java.util.List;

/** A column of a census. */
public enum CensusColumn {
    /** Text that no two rows share. */
    EMPLOYEE_ID(true),
    /** Day of hire. */
    HIRE_DATE(true),
    /** Day of birth. */
    BIRTH_DATE(true),
    /** Dollars per year. */
    ANNUAL_COMPENSATION(true),
    /** 1 to 5. */
    LEVEL(true),
    /** Any text; empty if the file has none. */
    DEPARTMENT(false),
    /** {@code active} or {@code terminated}; active if the file has none. */
    STATUS(false),
    /** Share of pay, 0 to 1; 0 if the file has none. */
    DEFERRAL_RATE(false);

    private final boolean required;

    CensusColumn(boolean required) {
        this.required = required;
    }

    /**
     * Name of the column in tables and files.
     *
     * @return for example {@code hire_date}
     */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Whether a file must have the column.
     *
     * @return false if there is a value for files without it
     */
    public boolean isRequired() {
        return required;
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(CensusColumn::text).toList();
    }
}
