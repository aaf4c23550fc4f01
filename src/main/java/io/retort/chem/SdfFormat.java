package io.retort.chem;

import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.FileFormat;
import io.retort.table.InputSource;
import io.retort.table.LineReader;
import io.retort.table.RecordReader;
import io.retort.table.Schema;
import io.retort.table.TextReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * SD files. Each data item becomes a column of text; the names are found by a first pass over the file, so that no item
 * is lost. Standard input is kept in a temporary file for that.
 */
public final class SdfFormat implements FileFormat {
    private static final List<String> TAKEN = List.of("row", "name", "smiles", "input_smiles", "molfile");

    @Override
    public String name() {
        return "sdf";
    }

    @Override
    public List<String> endings() {
        return List.of(".sdf", ".sd", ".mol");
    }

    @Override
    public RecordReader open(InputSource source, Context context) {
        InputSource again = source.repeatable();
        Map<String, String> items = itemColumns(again);
        List<Column> columns = new ArrayList<>(
                List.of(new Column(ParseMolecules.MOLFILE, ColumnType.STRING), new Column("name", ColumnType.STRING)));
        items.values().stream().distinct().forEach(c -> columns.add(new Column(c, ColumnType.STRING)));
        Schema schema = Schema.of(columns);
        Map<String, Integer> places = new HashMap<>();
        items.forEach((item, column) -> places.put(item, schema.require(column, "read")));
        InputSource second = again.reopen();
        return new TextReader(second, second.text(), new SdfText(schema, places), context.threads());
    }

    /** Column of each data item; names that differ in case only share a column. */
    private static Map<String, String> itemColumns(InputSource source) {
        Map<String, String> columns = new LinkedHashMap<>();
        Map<String, String> folded = new LinkedHashMap<>();
        try (LineReader lines = new LineReader(source.text())) {
            for (String line = lines.next('>'); line != null; line = lines.next('>')) {
                String name = SdfRecord.itemName(line);
                if (name != null && !name.isBlank()) {
                    String key = name.toLowerCase(Locale.ROOT);
                    String column = TAKEN.contains(key) ? "sd_" + name : name;
                    columns.put(name, folded.computeIfAbsent(key, k -> column));
                }
            }
        } catch (IOException e) {
            throw InputSource.broken(source.name(), e);
        }
        return columns;
    }
}
