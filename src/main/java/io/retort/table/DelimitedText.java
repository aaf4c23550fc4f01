package io.retort.table;

import io.retort.core.DataException;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Delimited text with a header line. A field that starts with a quote ends at the matching quote and may hold
 * delimiters, doubled quotes and, within bounds, line ends; empty fields are missing values.
 *
 * <p>Source: RFC 4180.
 */
final class DelimitedText implements TextForm {
    private static final int MAX_LINES_OF_RECORD = 1000;
    /** Quoted fields that come near the bounds of a record are left to one thread, which knows where they are cut. */
    private static final int FEW_LINES = MAX_LINES_OF_RECORD / 2;

    private static final int FEW_BYTES = LineReader.MAX_BYTES / 4;

    private final char delimiter;
    private final Schema schema;

    private DelimitedText(char delimiter, Schema schema) {
        this.delimiter = delimiter;
        this.schema = schema;
    }

    /** Reads the header, and gives what reads the rest. */
    static RecordReader open(InputSource source, char delimiter, TextReader.Way way) {
        InputStream text = source.text();
        try {
            DelimitedText form = header(source.name(), line(text), delimiter);
            return new TextReader(source, text, form, way, false);
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
    }

    private static DelimitedText header(String file, @Nullable String header, char delimiter) {
        if (header == null || header.isBlank()) {
            throw new DataException("read: " + file + " is empty; a header line is expected");
        }
        char actual = delimiter;
        List<@Nullable String> names = split(header, delimiter);
        if (names != null && names.size() == 1 && delimiter == ',' && header.indexOf(';') >= 0) {
            actual = ';';
            names = split(header, actual);
        }
        if (names == null) {
            throw new DataException("read: the header of " + file + " has a quote that does not end");
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            columns.add(
                    new Column(name == null || name.isBlank() ? "column_" + (i + 1) : name.strip(), ColumnType.STRING));
        }
        return new DelimitedText(actual, Schema.of(columns));
    }

    /** The first line, and no byte more. */
    private static @Nullable String line(InputStream text) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = text.read(); b >= 0 && b != '\n'; b = text.read()) {
            if (line.size() <= LineReader.MAX_BYTES) {
                line.write(b);
            }
        }
        return new LineReader(new ByteArrayInputStream(line.toByteArray())).next();
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Records records(LineReader lines, boolean start) {
        return () -> next(lines);
    }

    /** Follows the quotes from the start of a record on. */
    @Override
    public int lastEnd(byte[] block, int length) {
        int end = 0;
        int lines = 0;
        boolean quoted = false;
        boolean fieldStart = true;
        for (int i = 0; i < length; i++) {
            byte b = block[i];
            if (quoted) {
                if (b == '"' && i + 1 < length && block[i + 1] == '"') {
                    i++;
                } else if (b == '"') {
                    quoted = false;
                } else if (b == '\n' && (++lines > FEW_LINES || i - end > FEW_BYTES)) {
                    return -1;
                }
            } else if (b == '"' && fieldStart) {
                quoted = true;
                fieldStart = false;
            } else if (b == '\n') {
                end = i + 1;
                lines = 0;
                fieldStart = true;
            } else {
                fieldStart = b == delimiter;
            }
        }
        return end == 0 && length > FEW_BYTES ? -1 : end;
    }

    private @Nullable Outcome<@Nullable Object[]> next(LineReader lines) throws IOException {
        String line = lines.next();
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
        List<@Nullable String> fields = split(line, delimiter);
        if (fields != null) {
            return fields(fields, line);
        }
        StringBuilder record = new StringBuilder(line);
        for (int more = 0;
                fields == null && more < MAX_LINES_OF_RECORD && record.length() < LineReader.MAX_BYTES;
                more++) {
            String next = lines.next();
            if (next == null) {
                break;
            }
            record.append('\n').append(next);
            // Only a line with a quote can end the field.
            fields = next.indexOf('"') < 0 ? null : split(record, delimiter);
        }
        if (fields == null) {
            return Outcome.failed(
                    IssueCode.MALFORMED_ROW, "A quote is opened and not closed.", start(record.toString()));
        }
        return fields(fields, record.toString());
    }

    private Outcome<@Nullable Object[]> fields(List<@Nullable String> fields, String record) {
        if (fields.size() != schema.size()) {
            String message = "The row has " + fields.size() + " fields, the header has " + schema.size() + ".";
            return Outcome.failed(IssueCode.MALFORMED_ROW, message, start(record));
        }
        return Outcome.ok(fields.toArray());
    }

    private static String start(String text) {
        return text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
    }

    /** Splits a record; null when a quote is still open at its end. */
    private static @Nullable List<@Nullable String> split(CharSequence record, char delimiter) {
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
}
