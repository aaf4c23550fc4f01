package io.retort.chem;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.FileFormat;
import io.retort.table.InputSource;
import io.retort.table.LineReader;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import io.retort.table.TextForm;
import io.retort.table.TextReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SMILES files: a line each, SMILES first, the rest of the line is the name. */
public final class SmilesFormat implements FileFormat {
    private static final Schema SCHEMA = Schema.of(
            List.of(new Column(ParseMolecules.INPUT, ColumnType.STRING), new Column("name", ColumnType.STRING)));

    @Override
    public String name() {
        return "smi";
    }

    @Override
    public List<String> endings() {
        return List.of(".smi", ".smiles");
    }

    @Override
    public RecordReader open(InputSource source, Context context) {
        return new TextReader(source, source.text(), new NamedLines(SCHEMA), context.threads());
    }

    /**
     * A structure and a name in each line, with white space between them.
     *
     * @param schema the two columns
     */
    record NamedLines(Schema schema) implements TextForm {
        @Override
        public Records records(LineReader lines, boolean start) {
            return () -> next(lines);
        }

        @Override
        public int lastEnd(byte[] block, int length) {
            return TextForm.lastLineEnd(block, length);
        }

        private static @Nullable Outcome<@Nullable Object[]> next(LineReader lines) throws IOException {
            String line = lines.next();
            if (line == null) {
                return null;
            }
            if (lines.wasCut()) {
                return Outcome.failed(
                        IssueCode.TOO_LARGE,
                        "The line is longer than " + LineReader.MAX_BYTES + " bytes.",
                        line.substring(0, 1000));
            }
            String text = line.strip();
            if (text.isEmpty()) {
                return Outcome.failed(IssueCode.EMPTY_INPUT, "The line is empty.", "");
            }
            int end = 0;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            String name = text.substring(end).strip();
            return Outcome.ok(new @Nullable Object[] {text.substring(0, end), name.isEmpty() ? null : name});
        }
    }
}
