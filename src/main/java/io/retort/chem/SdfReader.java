package io.retort.chem;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.table.InputSource;
import io.retort.table.LineReader;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits an SD file into records; workers read the molblocks. */
final class SdfReader implements RecordReader {
    private static final int MOST_LINES = 200_000;

    private final InputSource source;
    private final LineReader lines;
    private final Schema schema;
    private final Map<String, String> items;

    SdfReader(InputSource source, Schema schema, Map<String, String> items) {
        this.source = source;
        this.schema = schema;
        this.items = items;
        this.lines = new LineReader(source.text());
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        List<String> record = new ArrayList<>();
        try {
            String line = lines.next();
            while (line != null && !line.startsWith("$$$$")) {
                if (record.size() < MOST_LINES) {
                    record.add(line);
                }
                line = lines.next();
            }
            boolean blank = record.stream().allMatch(String::isBlank);
            if (line == null && blank) {
                return null;
            }
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
        if (record.size() == MOST_LINES) {
            return Outcome.failed(
                    IssueCode.TOO_LARGE, "The record has more than " + MOST_LINES + " lines.", record.get(0));
        }
        return Outcome.ok(values(record));
    }

    private @Nullable Object[] values(List<String> record) {
        @Nullable Object[] values = new Object[schema.size()];
        values[0] = String.join("\n", record);
        values[1] = record.isEmpty() || record.get(0).isBlank()
                ? null
                : record.get(0).strip();
        int end = record.indexOf("M  END");
        List<String> rest = end < 0 ? List.of() : record.subList(end + 1, record.size());
        SdfRecord.dataItems(rest).forEach((name, value) -> {
            String column = items.get(name);
            if (column != null) {
                values[schema.require(column, "read")] = value;
            }
        });
        return values;
    }

    @Override
    public double fraction() {
        return source.fraction();
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
        source.discard();
    }
}
