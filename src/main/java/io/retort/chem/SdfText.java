package io.retort.chem;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.table.LineReader;
import io.retort.table.Schema;
import io.retort.table.TextForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of an SD file, each with its molblock as text, which workers read, and its data items. The line {@code $$$$}
 * ends a record. Where the file ends without one, the record was cut off; only a molfile, which is one record without
 * data items, has none.
 *
 * @param schema molblock, title, then the columns of the data items
 * @param columns position of each data item's column
 */
record SdfText(Schema schema, Map<String, Integer> columns) implements TextForm {
    static final int MOST_LINES = 200_000;
    static final int MOST_CHARS = 16 << 20;
    private static final byte[] END = {'$', '$', '$', '$'};

    @Override
    public Records records(LineReader lines, boolean start) {
        return new Splitter(lines, start);
    }

    @Override
    public int lastEnd(byte[] block, int length) {
        for (int i = TextForm.lastLineEnd(block, length) - 1; i > 0; i--) {
            // From the end of one line to the end of the one before it.
            int end = i + 1;
            while (i > 0 && block[i - 1] != '\n') {
                i--;
            }
            if (startsWithEnd(block, i, end)) {
                return end;
            }
        }
        return 0;
    }

    private static boolean startsWithEnd(byte[] block, int from, int to) {
        for (int i = 0; i < END.length; i++) {
            if (from + i >= to || block[from + i] != END[i]) {
                return false;
            }
        }
        return true;
    }

    private final class Splitter implements Records {
        private final LineReader lines;
        private boolean alone;

        Splitter(LineReader lines, boolean start) {
            this.lines = lines;
            this.alone = start;
        }

        @Override
        public @Nullable Outcome<@Nullable Object[]> next() throws IOException {
            StringBuilder molblock = new StringBuilder(2048);
            List<String> items = new ArrayList<>();
            boolean inItems = false;
            boolean blank = true;
            boolean cut = false;
            long chars = 0;
            int count = 0;
            String title = "";
            String line = lines.next();
            for (; line != null && !line.startsWith("$$$$"); line = lines.next()) {
                chars += line.length() + 1;
                blank &= line.isBlank();
                cut |= lines.wasCut() || count == MOST_LINES || chars > MOST_CHARS;
                if (count++ == 0) {
                    title = line.strip();
                }
                if (inItems && !cut) {
                    items.add(line);
                } else if (!cut) {
                    molblock.append(line).append('\n');
                    inItems = line.startsWith("M  END");
                }
            }
            boolean first = alone;
            alone = false;
            if (line == null && blank) {
                return null;
            }
            if (cut) {
                return Outcome.failed(
                        IssueCode.TOO_LARGE,
                        "The record has more than " + MOST_LINES + " lines or " + MOST_CHARS
                                + " characters, or a line of more than " + LineReader.MAX_BYTES + " bytes.",
                        title.substring(0, Math.min(1000, title.length())));
            }
            if (line == null && inItems && !(first && items.stream().allMatch(String::isBlank))) {
                return Outcome.failed(
                        IssueCode.TRUNCATED_RECORD,
                        "The file ends within the record: its line \"$$$$\" is missing.",
                        molblock.toString());
            }
            return Outcome.ok(values(molblock.toString(), title, items));
        }

        private @Nullable Object[] values(String molblock, String title, List<String> items) {
            @Nullable Object[] values = new Object[schema.size()];
            values[0] = molblock;
            values[1] = title.isEmpty() ? null : title;
            SdfRecord.dataItems(items).forEach((name, value) -> {
                Integer column = columns.get(name);
                if (column != null) {
                    values[column] = value;
                }
            });
            return values;
        }
    }
}
