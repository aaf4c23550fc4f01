package io.retort.chem;

import io.retort.chem.ImportLayout.Field;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.table.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of a record as one text that the database takes apart again: fields in the order of {@link #FIELDS},
 * with separators that no file holds.
 */
final class ImportMeasurements {
    static final char NEXT = '\u001e';
    static final char FIELD = '\u001f';
    static final List<String> FIELDS = List.of(
            "kind",
            "type",
            "relation",
            "value",
            "unit",
            "pchembl",
            "assay_id",
            "target_id",
            "target_name",
            "document_id",
            "activity_id",
            "comment");

    private final ImportLayout layout;
    private final List<Result> results;
    private final @Nullable String assay;

    /** A column of an assay's table that holds a result. */
    private record Result(int column, String type, @Nullable String unit, int relation) {}

    private ImportMeasurements(ImportLayout layout, List<Result> results, @Nullable String assay) {
        this.layout = layout;
        this.results = results;
        this.assay = assay;
    }

    /** Measurements of files with one in each row, or none. */
    static ImportMeasurements of(ImportLayout layout) {
        return new ImportMeasurements(layout, List.of(), null);
    }

    /**
     * Measurements of an assay's table of PubChem, whose columns are described by rows of their own above the data.
     *
     * @param assay number of the assay, from the file's name
     * @param types row of the columns' types
     * @param units row of their units, or null
     */
    static ImportMeasurements ofAssay(
            ImportLayout layout,
            Schema schema,
            String assay,
            @Nullable Object[] types,
            @Nullable Object @Nullable [] units) {
        List<Result> results = new ArrayList<>();
        List<String> names = schema.names();
        for (int i = 1; i < names.size(); i++) {
            String type = String.valueOf(types[i]).toUpperCase(Locale.ROOT);
            boolean number = type.equals("FLOAT") || type.equals("INTEGER");
            if (number && !names.get(i).startsWith("PUBCHEM_")) {
                int relation =
                        Math.max(find(names, names.get(i) + " Qualifier"), find(names, names.get(i) + " Relation"));
                String unit = units == null ? null : ImportLayout.text(units[i]);
                results.add(new Result(i, names.get(i), unit, relation));
            }
        }
        return new ImportMeasurements(layout, results, assay);
    }

    private static int find(List<String> names, String wanted) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** The text of all measurements of a record, empty for none; or why a value is not a number. */
    Outcome<String> of(@Nullable Object[] record) {
        StringBuilder text = new StringBuilder();
        String type = layout.isActivities() ? layout.value(Field.TYPE, record) : null;
        if (type != null) {
            String value = layout.value(Field.VALUE, record);
            if (!isNumber(value) || !isNumber(layout.value(Field.PCHEMBL, record))) {
                return notANumber(type, isNumber(value) ? layout.value(Field.PCHEMBL, record) : value);
            }
            add(text, "measured", type, layout.value(Field.RELATION, record), value, layout.value(Field.UNIT, record));
            rest(text, record, layout.value(Field.ASSAY_ID, record), layout.value(Field.ACTIVITY_ID, record));
        }
        for (Result result : results) {
            String value = ImportLayout.text(record[result.column]);
            if (!isNumber(value)) {
                return notANumber(result.type, value);
            }
            if (value != null) {
                String relation = result.relation < 0 ? "=" : ImportLayout.text(record[result.relation]);
                add(text, "measured", result.type, relation, value, result.unit);
                // Of a substance an assay may tell several results, which their tags tell apart.
                rest(text, record, assay, assay + ":" + record[1] + ":" + record[0]);
            }
        }
        for (ImportLayout.Computed computed : layout.computed()) {
            String value = ImportLayout.text(record[computed.column()]);
            if (value != null && isNumber(value)) {
                add(text, "computed", computed.type(), "=", value, computed.unit());
            }
        }
        return Outcome.ok(text.toString());
    }

    private static Outcome<String> notANumber(String type, @Nullable String value) {
        return Outcome.failed(
                IssueCode.BAD_VALUE, "The value of " + type + " is not a number: " + value, String.valueOf(value));
    }

    private static boolean isNumber(@Nullable String value) {
        if (value == null) {
            return true;
        }
        try {
            return Double.isFinite(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void add(
            StringBuilder text,
            String kind,
            String type,
            @Nullable String relation,
            @Nullable String value,
            @Nullable String unit) {
        text.append(text.isEmpty() ? "" : NEXT).append(kind);
        field(text, type);
        field(text, relation == null ? null : relation.replaceAll("^'|'$", ""));
        field(text, value);
        field(text, unit);
    }

    private void rest(
            StringBuilder text, @Nullable Object[] record, @Nullable String inAssay, @Nullable String activity) {
        field(text, layout.value(Field.PCHEMBL, record));
        field(text, inAssay);
        field(text, layout.value(Field.TARGET_ID, record));
        field(text, layout.value(Field.TARGET_NAME, record));
        field(text, layout.value(Field.DOCUMENT_ID, record));
        field(text, activity);
        field(text, layout.value(Field.COMMENT, record));
    }

    private static void field(StringBuilder text, @Nullable String value) {
        text.append(FIELD).append(value == null ? "" : value.replaceAll("[\u001e\u001f]", " "));
    }
}
