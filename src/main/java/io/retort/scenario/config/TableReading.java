package io.retort.scenario.config;

import io.retort.core.Names;
import io.retort.core.UsageException;
import io.retort.core.YamlPart;
import io.retort.scenario.config.RateTable.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads tables of numbers: the defaults that come with Retort, CSV files, and rows within a configuration. */
final class TableReading {
    private TableReading() {}

    static Map<TableSpec, RateTable> defaults() {
        Map<TableSpec, RateTable> tables = new EnumMap<>(TableSpec.class);
        for (TableSpec spec : TableSpec.values()) {
            String name = spec.word() + ".csv";
            try (InputStream stream = TableReading.class.getResourceAsStream("/io/retort/scenario/seeds/" + name)) {
                if (stream == null) {
                    throw new IllegalStateException(name + " is missing from this build");
                }
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                tables.put(spec, csv(spec, name, text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tables;
    }

    static RateTable file(TableSpec spec, Path file, String asker) {
        try {
            return csv(spec, file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UsageException(asker + ": the file " + file + " cannot be read");
        }
    }

    static RateTable csv(TableSpec spec, String source, String text) {
        List<Row> rows = new ArrayList<>();
        boolean headed = false;
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            List<String> fields =
                    List.of(line.split(",", -1)).stream().map(String::strip).toList();
            String place = source + ": line " + (i + 1);
            if (!headed) {
                checkHeader(spec, place, fields);
                headed = true;
                continue;
            }
            if (fields.size() != spec.columns().size()) {
                throw new UsageException(place + ": " + spec.word() + ": accepted are "
                        + spec.columns().size() + " values, " + String.join(",", spec.columns()));
            }
            List<Double> values = new ArrayList<>();
            for (int c = 0; c < fields.size(); c++) {
                values.add(number(place + ": " + spec.word(), spec.columns().get(c), fields.get(c)));
            }
            rows.add(new Row(i + 1, values));
        }
        return new RateTable(spec, source, rows);
    }

    private static void checkHeader(TableSpec spec, String place, List<String> fields) {
        if (!fields.equals(spec.columns())) {
            throw new UsageException(place + ": " + spec.word() + ": accepted is the header "
                    + String.join(",", spec.columns()) + ", not " + String.join(",", fields));
        }
    }

    /** Rows that stand in the configuration itself, each as names with values. */
    static RateTable inline(TableSpec spec, String source, YamlPart.Items items) {
        List<Row> rows = new ArrayList<>();
        for (YamlPart item : items.items()) {
            String place = source + ": line " + item.line() + ": " + spec.word();
            if (!(item instanceof YamlPart.Entries entries)) {
                throw new UsageException(
                        place + ": accepted are rows such as {" + String.join(": …, ", spec.columns()) + ": …}");
            }
            for (String name : entries.entries().keySet()) {
                if (!spec.columns().contains(name)) {
                    throw new UsageException(
                            place + ": unknown column " + name + "; " + Names.suggestion(name, spec.columns()));
                }
            }
            List<Double> values = new ArrayList<>();
            for (String column : spec.columns()) {
                YamlPart.Entry entry = entries.entries().get(column);
                String text = entry != null && entry.value() instanceof YamlPart.Scalar scalar ? scalar.text() : "";
                values.add(number(place, column, text));
            }
            rows.add(new Row(item.line(), values));
        }
        return new RateTable(spec, source, rows);
    }

    private static double number(String place, String column, String text) {
        if (column.equals("to") && (text.isEmpty() || text.equals("null") || text.equals("~"))) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(ConfigReading.number(text));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number that is none.
            assert e != null;
        }
        throw new UsageException(place + ": " + column + " got \"" + text + "\"; accepted is a number");
    }
}
