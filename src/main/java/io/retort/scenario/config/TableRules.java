package io.retort.scenario.config;

import io.retort.core.UsageException;
import io.retort.scenario.config.RateTable.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the rows of a table, and says in one sentence with file and line what is wrong. */
final class TableRules {
    private static final double SHARE_TOLERANCE = 1e-9;
    private static final int LEVELS = 5;
    private static final int TIERS = 3;

    private final TableSpec spec;
    private final String source;

    private TableRules(TableSpec spec, String source) {
        this.spec = spec;
        this.source = source;
    }

    static void check(TableSpec spec, String source, List<Row> rows) {
        TableRules rules = new TableRules(spec, source);
        if (rows.isEmpty()) {
            throw new UsageException(source + ": " + spec.word() + " has no rows");
        }
        rows.forEach(rules::checkValues);
        switch (spec.kind()) {
            case BANDS -> rules.checkBands(rows);
            case BAND_SHARES -> {
                rules.checkBands(rows);
                rows.forEach(
                        r -> rules.checkSum(r, r.values().subList(2, r.values().size())));
            }
            case LEVELS -> rules.checkLevels(rows);
            case SHARES -> rules.checkShares(rows);
            case TIERS -> rules.checkTiers(rows);
            case YEARS -> rules.checkYears(rows);
        }
    }

    private void checkValues(Row row) {
        boolean bands = spec.columns().get(0).equals("from");
        for (int i = 0; i < row.values().size(); i++) {
            double value = row.value(i);
            String column = spec.columns().get(i);
            boolean key = i == 0 && spec.kind() != TableSpec.Kind.TIERS || bands && i == 1;
            double greatest = key && spec.kind() != TableSpec.Kind.SHARES ? 1e9 : column.equals("share") ? 1 : most(i);
            if (Double.isNaN(value) ? !(bands && i == 1) : value < 0 || value > greatest) {
                throw refused(
                        row, column + " is " + number(value) + "; accepted is a number from 0 to " + number(greatest));
            }
            if (key && !bands && value != Math.rint(value)) {
                throw refused(row, column + " is " + number(value) + "; accepted is a whole number");
            }
        }
    }

    private double most(int column) {
        String name = spec.columns().get(column);
        return name.equals("deferral") && spec.kind() == TableSpec.Kind.BANDS
                        || name.equals("cap")
                        || name.equals("up-to")
                ? 1
                : spec.greatest();
    }

    private void checkBands(List<Row> rows) {
        double expected = 0;
        for (Row row : rows) {
            double from = row.value(0);
            if (Double.isNaN(expected)) {
                throw refused(row, "a band follows one without an upper end");
            }
            if (from != expected) {
                String how = from > expected ? "there is a gap" : "bands overlap";
                throw refused(row, how + ": the band must begin at " + number(expected) + ", not at " + number(from));
            }
            if (row.value(1) <= from) {
                throw refused(row, "the band from " + number(from) + " to " + number(row.value(1)) + " is empty");
            }
            expected = row.value(1);
        }
        if (!Double.isNaN(expected)) {
            throw refused(
                    rows.get(rows.size() - 1),
                    "the last band ends at " + number(expected) + "; leave its upper end empty");
        }
    }

    private void checkLevels(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).value(0) != i + 1 || i >= LEVELS) {
                throw refused(rows.get(i), "levels must be 1 to " + LEVELS + " in order");
            }
            boolean bands = spec == TableSpec.PAY_BANDS;
            if (bands && rows.get(i).value(1) >= rows.get(i).value(2)) {
                throw refused(rows.get(i), "min must be below max");
            }
        }
        if (rows.size() < LEVELS) {
            throw refused(rows.get(rows.size() - 1), "level " + (rows.size() + 1) + " is missing");
        }
    }

    private void checkShares(List<Row> rows) {
        Set<Double> keys = new HashSet<>();
        for (Row row : rows) {
            int least = spec == TableSpec.HIRE_AGES ? 14 : 1;
            if (row.value(0) < least) {
                throw refused(row, spec.columns().get(0) + " must be " + least + " or more");
            }
            if (!keys.add(row.value(0))) {
                throw refused(row, spec.columns().get(0) + " " + number(row.value(0)) + " is given twice");
            }
        }
        checkSum(rows.get(rows.size() - 1), rows.stream().map(r -> r.value(1)).toList());
    }

    private void checkSum(Row row, List<Double> shares) {
        double sum = shares.stream().mapToDouble(v -> v).sum();
        if (Math.abs(sum - 1) > SHARE_TOLERANCE) {
            throw refused(row, "shares add up to " + number(Math.rint(sum * 1e9) / 1e9) + ", not to 1");
        }
    }

    private void checkTiers(List<Row> rows) {
        double last = 0;
        if (rows.size() > TIERS) {
            throw refused(rows.get(TIERS), "accepted are up to " + TIERS + " tiers");
        }
        for (Row row : rows) {
            if (row.value(0) <= last) {
                throw refused(row, "up-to must rise from tier to tier");
            }
            last = row.value(0);
        }
    }

    private void checkYears(List<Row> rows) {
        for (int i = 1; i < rows.size(); i++) {
            double expected = rows.get(i - 1).value(0) + 1;
            if (rows.get(i).value(0) != expected) {
                throw refused(rows.get(i), "year " + number(expected) + " is missing");
            }
        }
    }

    private UsageException refused(Row row, String what) {
        return new UsageException(source + ": line " + row.line() + ": " + spec.word() + ": " + what);
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
