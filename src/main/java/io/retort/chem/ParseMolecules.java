package io.retort.chem;

import io.retort.core.Outcome;
import io.retort.engine.Row;
import io.retort.engine.RowStage;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses the column that holds structures. That column becomes {@code input_smiles}, which no later stage changes, and
 * {@code smiles} is the canonical SMILES of the molecule that the row carries on.
 *
 * @param column column of SMILES or molfiles
 * @param molfile whether it holds molfiles
 */
record ParseMolecules(String column, boolean molfile) implements RowStage {
    static final String INPUT = "input_smiles";
    static final String SMILES = "smiles";
    static final String MOLFILE = "molfile";
    private static final List<String> KNOWN =
            List.of(SMILES, "canonical_smiles", "isomeric_smiles", "isosmiles", INPUT);

    /** Finds the column of structures: the one asked for, else one with a known name. */
    static Optional<RowStage> find(Schema columns, @Nullable String request) {
        if (request != null) {
            columns.require(request, "read --smiles");
            return Optional.of(new ParseMolecules(request, false));
        }
        if (columns.find(INPUT).isPresent() && columns.find(SMILES).isPresent()) {
            // Rows of an earlier run: parsed when a stage needs the molecule, which many do not.
            return Optional.empty();
        }
        for (String known : KNOWN) {
            if (columns.find(known).isPresent()) {
                return Optional.of(new ParseMolecules(known, false));
            }
        }
        return columns.find(MOLFILE).map(i -> new ParseMolecules(MOLFILE, true));
    }

    @Override
    public Bound bind(Schema in) {
        int from = in.require(column, "read --smiles");
        Schema renamed = in.find(INPUT).isPresent() ? in : in.withAt(from, new Column(INPUT, ColumnType.STRING));
        Schema out = renamed.with(List.of(new Column(SMILES, ColumnType.STRING)));
        int smiles = out.require(SMILES, "read");
        int input = out.require(INPUT, "read");
        Function<String, Outcome<Molecule>> parse = molfile ? MolfileMolecule::parse : Molecule::parse;
        return new Bound(out, () -> row -> {
            String text = row.text(from);
            return parse.apply(text).then(molecule -> {
                if (molfile) {
                    row.set(input, molecule.smiles());
                }
                return Outcome.ok(carry(row, molecule, smiles));
            });
        });
    }

    /** Lets a row carry another molecule, whose SMILES is written when somebody asks for it. */
    static Row carry(Row row, Molecule molecule, int smilesColumn) {
        row.carry(molecule);
        row.defer(smilesColumn, molecule::smiles);
        return row;
    }

    /** Fails, before anything runs, when rows do not carry molecules. */
    static void requireMolecules(Schema in, String stage) {
        if (in.find(INPUT).isEmpty() || in.find(SMILES).isEmpty()) {
            throw new io.retort.core.UsageException(
                    stage + ": the rows hold no molecules; name the column of SMILES with"
                            + " read --smiles COLUMN. Columns are: " + String.join(", ", in.names()));
        }
    }

    /** The molecule that a row carries; rows of an earlier run are parsed now. */
    static Outcome<Molecule> of(Row row, int smilesColumn) {
        if (row.carried() instanceof Molecule molecule) {
            return Outcome.ok(molecule);
        }
        return Molecule.parse(row.text(smilesColumn)).then(molecule -> {
            row.carry(molecule);
            return Outcome.ok(molecule);
        });
    }
}
