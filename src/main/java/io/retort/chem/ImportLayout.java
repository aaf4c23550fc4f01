package io.retort.chem;

import io.retort.core.DataException;
import io.retort.table.Schema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file hold what, told by their names; {@code import_columns.tsv} lists them.
 *
 * @param columns positions of the columns of each field; the first with a value counts
 * @param computed columns of computed properties
 * @param molfile position of the molblock, -1 for none
 */
record ImportLayout(Map<Field, List<Integer>> columns, List<Computed> computed, int molfile) {
    /** What a column may hold. */
    enum Field {
        ID,
        NAME,
        SMILES,
        INCHI,
        INCHIKEY,
        TYPE,
        RELATION,
        VALUE,
        UNIT,
        PCHEMBL,
        ASSAY_ID,
        TARGET_ID,
        TARGET_NAME,
        DOCUMENT_ID,
        ACTIVITY_ID,
        COMMENT
    }

    /**
     * A column of a property that was computed and not measured.
     *
     * @param column its position
     * @param type name of the property
     * @param unit its unit, or empty
     */
    record Computed(int column, String type, String unit) {}

    /** Finds the columns of a file. */
    static ImportLayout of(CompoundImport.Source source, Schema schema, String file) {
        Map<Field, List<Integer>> columns = new EnumMap<>(Field.class);
        List<Computed> computed = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int molfile = schema.find(ParseMolecules.MOLFILE).orElse(-1);
        // The title of an SD file's record repeats the id more often than it is a name.
        List<String> names = schema.names().stream()
                .map(name -> molfile >= 0 && name.equals("name") ? "" : normalized(name))
                .toList();
        for (String[] entry : entries(source)) {
            boolean id = entry[2].equals("id");
            if (id) {
                ids.add(entry[1]);
            }
            int at = names.indexOf(entry[1]);
            if (at >= 0 && entry[2].equals("computed")) {
                computed.add(new Computed(at, entry[3], entry.length > 4 ? entry[4] : ""));
            } else if (at >= 0) {
                Field field = Field.valueOf(entry[2].toUpperCase(Locale.ROOT));
                columns.computeIfAbsent(field, f -> new ArrayList<>()).add(at);
            }
        }
        if (!columns.containsKey(Field.ID)) {
            throw new DataException("import: " + file + " has no column of compound ids; for "
                    + source.name().toLowerCase(Locale.ROOT) + " that is one of " + String.join(", ", ids)
                    + ", and the file has " + String.join(", ", schema.names()));
        }
        return new ImportLayout(columns, computed, molfile);
    }

    private static List<String[]> entries(CompoundImport.Source source) {
        String wanted = source.name().toLowerCase(Locale.ROOT);
        try (InputStream in = Objects.requireNonNull(ImportLayout.class.getResourceAsStream("import_columns.tsv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split("\t", -1))
                    .filter(entry -> entry[0].equals(wanted))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("import_columns.tsv in the library's own jar cannot be read", e);
        }
    }

    /** Lower case, and one underscore for whatever is neither letter nor digit. */
    static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    /** The value of a field, or null. */
    @Nullable
    String value(Field field, @Nullable Object[] record) {
        for (int column : columns.getOrDefault(field, List.of())) {
            String text = text(record[column]);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** Text of a cell; null for an empty one and for the word that ChEMBL writes for none. */
    static @Nullable String text(@Nullable Object cell) {
        String text = cell == null ? "" : cell.toString().strip();
        return text.isEmpty() || text.equals("None") ? null : text;
    }

    /** Whether each row of the file is a measurement. */
    boolean isActivities() {
        return columns.containsKey(Field.TYPE) && columns.containsKey(Field.VALUE);
    }
}
