package io.retort.chem;

import io.retort.table.Column;
import io.retort.table.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SD files: the molecule of the column {@code smiles}, laid out in the plane, with {@code name} as its title and each
 * other column as a data item.
 */
public final class SdfTableFormat extends MoleculeTableFormat {
    /** What the molblock says, and the number of the row in its input. */
    private static final Set<String> LEFT_OUT = Set.of("row", "smiles", "input_smiles", "name", "molfile");

    /** Made by {@link java.util.ServiceLoader}. */
    public SdfTableFormat() {
        super(".sdf", ".sd");
    }

    @Override
    List<Column> items(Schema schema) {
        return schema.columns().stream()
                .filter(c -> !LEFT_OUT.contains(c.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    RecordMaker records(List<Column> items) {
        List<String> names = items.stream().map(c -> SdfItems.name(c.name())).toList();
        return (smiles, name, values) -> record(smiles, name == null ? "" : name, names, values);
    }

    private static String record(String smiles, String title, List<String> names, List<@Nullable Object> values) {
        StringBuilder record = new StringBuilder(4096);
        MolblockWriter.write(smiles, title, record);
        for (int i = 0; i < names.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                SdfItems.append(names.get(i), value.toString(), record);
            }
        }
        return record.append("$$$$\n").toString();
    }
}
