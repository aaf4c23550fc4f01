package io.retort.chem;

import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.FileFormat;
import io.retort.table.InputSource;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import io.retort.table.TextReader;
import java.util.List;

/** Files of InChIs: a line each, InChI first, the rest of the line is the name. */
public final class InchiFormat implements FileFormat {
    private static final Schema SCHEMA = Schema.of(
            List.of(new Column(ParseMolecules.INCHI, ColumnType.STRING), new Column("name", ColumnType.STRING)));

    @Override
    public String name() {
        return "inchi";
    }

    @Override
    public List<String> endings() {
        return List.of(".inchi", ".ich");
    }

    @Override
    public RecordReader open(InputSource source, Context context) {
        return new TextReader(source, source.text(), new SmilesFormat.NamedLines(SCHEMA), context.threads());
    }
}
