package io.retort.chem;

import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;

/**
 * Writes the standard InChIKey of each molecule, made by the InChI library: the identity that databases share. Unlike
 * {@code smiles} it is the same for many tautomers. Much slower than any other stage of this room.
 *
 * @param inchi whether to write the InChI itself too
 */
@StageInfo(
        name = "inchikey",
        help = "Writes the standard InChIKey of each molecule.",
        example = "inchikey --inchi",
        columns = "inchikey, and inchi with --inchi")
public record AddInchiKey(
        @Option(help = "Write the InChI itself too.") boolean inchi) implements RowStage {

    /** Without the InChI itself. */
    public AddInchiKey() {
        this(false);
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "inchikey");
        Inchi.requireLibrary();
        Schema keyed = in.with(List.of(new Column("inchikey", ColumnType.STRING)));
        Schema out = inchi ? keyed.with(List.of(new Column("inchi", ColumnType.STRING))) : keyed;
        int key = out.require("inchikey", "inchikey");
        int text = inchi ? out.require("inchi", "inchikey") : -1;
        int smiles = out.require(ParseMolecules.SMILES, "inchikey");
        int input = out.require(ParseMolecules.INPUT, "inchikey");
        return new Bound(
                out,
                () -> row -> ParseMolecules.of(row, smiles)
                        .then(molecule -> Inchi.of(molecule.graph(), row.text(input)))
                        .then(made -> {
                            row.set(key, made.key());
                            if (text >= 0) {
                                row.set(text, made.text());
                            }
                            return Outcome.ok(row);
                        }));
    }
}
