package io.retort.table;

import io.retort.core.DataException;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads delimited text with a header line. A field that starts with a quote ends at the matching quote and may hold
 * delimiters, doubled quotes and, within bounds, line ends; empty fields are missing values.
 *
 * <p>Source: RFC 4180.
 */
final class DelimitedReader implements RecordReader {
    private static final int MAX_LINES_OF_RECORD = 1000;

    private final InputSource source;
    private final LineReader lines;
    private final char delimiter;
    private final Schema schema;

    DelimitedReader(InputSource source, char delimiter) {
        this.source = source;
        this.delimiter = delimiter;
        this.lines = new LineReader(source.text());
        String header = line();
        if (header == null || header.isBlank()) {
            close();
            throw new DataException("read: " + source.name() + " is empty; a header line is expected");
        }
        List<@Nullable String> names = split(header);
        if (names == null) {
            close();
            throw new DataException("read: the header of " + source.name() + " has a quote that does not end");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            columns.add(
                    new Column(name == null || name.isBlank() ? "column_" + (i + 1) : name.strip(), ColumnType.STRING));
        }
        this.schema = Schema.of(columns);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public @Nullable Outcome<@Nullable Object[]> next() {
        String line = line();
        if (line == null) {
            return null;
        }
        if (lines.wasCut()) {
            return Outcome.failed(
                    IssueCode.TOO_LARGE, "The line is longer than " + LineReader.MAX_BYTES + " bytes.", start(line));
        }
        if (line.isBlank()) {
            return Outcome.failed(IssueCode.EMPTY_INPUT, "The line is empty.", "");
        }
        List<@Nullable String> fields = split(line);
        StringBuilder record = new StringBuilder(line);
        for (int more = 0;
                fields == null && more < MAX_LINES_OF_RECORD && record.length() < LineReader.MAX_BYTES;
                more++) {
            String next = line();
            if (next == null) {
                break;
            }
            record.append('\n').append(next);
            fields = split(record);
        }
        if (fields == null) {
            return Outcome.failed(
                    IssueCode.MALFORMED_ROW, "A quote is opened and not closed.", start(record.toString()));
        }
        if (fields.size() != schema.size()) {
            String message = "The row has " + fields.size() + " fields, the header has " + schema.size() + ".";
            return Outcome.failed(IssueCode.MALFORMED_ROW, message, start(record.toString()));
        }
        return Outcome.ok(fields.toArray());
    }

    private static String start(String text) {
        return text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
    }

    private @Nullable String line() {
        try {
            return lines.next();
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
    }

    /** Splits a record; null when a quote is still open at its end. */
    private @Nullable List<@Nullable String> split(CharSequence record) {
        List<@Nullable String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int i = 0;
        while (i <= record.length()) {
            field.setLength(0);
            if (i < record.length() && record.charAt(i) == '"') {
                i = quoted(record, i + 1, field);
                if (i < 0) {
                    return null;
                }
            }
            while (i < record.length() && record.charAt(i) != delimiter) {
                field.append(record.charAt(i++));
            }
            fields.add(field.isEmpty() ? null : field.toString());
            i++;
        }
        return fields;
    }

    /** Reads up to the closing quote and returns the position after it, or -1. */
    private static int quoted(CharSequence record, int from, StringBuilder field) {
        int i = from;
        while (i < record.length()) {
            char c = record.charAt(i++);
            if (c != '"') {
                field.append(c);
            } else if (i < record.length() && record.charAt(i) == '"') {
                field.append('"');
                i++;
            } else {
                return i;
            }
        }
        return -1;
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
    }
}
