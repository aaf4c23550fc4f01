package io.retort.chem;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The table of {@code crippen.tsv}: names of the atom types and their contributions in whole units of 1e-5. */
final class CrippenTable {
    /** Units in 1. */
    static final double UNITS = 1e5;

    private static final List<String> NAMES = new ArrayList<>();
    private static final List<String[]> ROWS = ElementTable.readTable("crippen.tsv");
    private static final int[] LOG_P;
    private static final int[] REFRACTIVITY;

    static {
        for (String[] fields : ROWS) {
            if (!NAMES.contains(fields[0])) {
                NAMES.add(fields[0]);
            }
        }
        LOG_P = new int[NAMES.size() + 1];
        REFRACTIVITY = new int[NAMES.size() + 1];
        for (String[] fields : ROWS) {
            int type = number(fields[0]);
            LOG_P[type] = units(fields[2]);
            REFRACTIVITY[type] = units(fields[3]);
        }
    }

    private CrippenTable() {}

    private static int units(String value) {
        return new BigDecimal(value).movePointRight(5).intValueExact();
    }

    /** Number of a type, counted in the order of the table; one behind the last for {@code "none"}. */
    static int number(String name) {
        int index = NAMES.indexOf(name);
        return index < 0 ? NAMES.size() : index;
    }

    /** Name of a type. */
    static String name(int type) {
        return type < NAMES.size() ? NAMES.get(type) : "none";
    }

    /** Rows as they stand in the file. */
    static List<String[]> rows() {
        return ROWS;
    }

    /** Contribution to log P in units. */
    static int logP(int type) {
        return LOG_P[type];
    }

    /** Contribution to molar refractivity in units. */
    static int refractivity(int type) {
        return REFRACTIVITY[type];
    }
}
