package io.retort.chem;

import io.retort.core.Outcome;
import io.retort.table.Column;
import io.retort.table.Schema;
import java.util.List;

/**
 * Files of InChIs: the standard InChI of the column {@code smiles} and, where there is one, {@code name}, with a tab
 * between them.
 */
public final class InchiTableFormat extends MoleculeTableFormat {
    /** Made by {@link java.util.ServiceLoader}. */
    public InchiTableFormat() {
        super(".inchi", ".ich");
    }

    @Override
    public void check(Schema columns) {
        super.check(columns);
        Inchi.requireLibrary();
    }

    @Override
    RecordMaker records(List<Column> items) {
        return (smiles, name, values) -> line(inchi(smiles), name);
    }

    private static String inchi(String smiles) {
        Outcome<Inchi> inchi = Molecule.parse(smiles).then(molecule -> Inchi.of(molecule.graph(), smiles));
        return inchi instanceof Outcome.Failed ? "" : inchi.orThrow().text();
    }
}
