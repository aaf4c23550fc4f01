package io.retort.chem;

import io.retort.table.Column;
import java.util.List;

/** SMILES files: the columns {@code smiles} and, where there is one, {@code name}, with a tab between them. */
public final class SmilesTableFormat extends MoleculeTableFormat {
    /** Made by {@link java.util.ServiceLoader}. */
    public SmilesTableFormat() {
        super(".smi", ".smiles");
    }

    @Override
    RecordMaker records(List<Column> items) {
        return (smiles, name, values) -> line(smiles, name);
    }
}
