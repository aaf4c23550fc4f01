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
 * @param column column of structures
 * @param form how they are written
 */
record ParseMolecules(String column, Form form) implements RowStage {
    static final String INPUT = "input_smiles";
    static final String SMILES = "smiles";
    static final String MOLFILE = "molfile";
    static final String INCHI = "inchi";
    private static final List<String> KNOWN =
            List.of(SMILES, "canonical_smiles", "isomeric_smiles", "isosmiles", INPUT);
    private static final List<String> KNOWN_INCHI = List.of(INCHI, "standard_inchi");

    /** How structures are written. */
    enum Form {
        SMILES(Molecule::parse),
        MOLFILE(MolfileMolecule::parse),
        INCHI(InchiMolecule::parse);

        private final Function<String, Outcome<Molecule>> parser;

        Form(Function<String, Outcome<Molecule>> parser) {
            this.parser = parser;
        }

        /** Reads one structure. */
        Outcome<Molecule> parse(String text) {
            return parser.apply(text);
        }
    }

    /** Finds the column of structures: the one asked for, else one with a known name. */
    static Optional<RowStage> find(Schema columns, @Nullable String request) {
        if (request != null) {
            columns.require(request, "read --smiles");
            return Optional.of(new ParseMolecules(request, Form.SMILES));
        }
        if (columns.find(INPUT).isPresent() && columns.find(SMILES).isPresent()) {
            // Rows of an earlier run: parsed when a stage needs the molecule, which many do not.
            return Optional.empty();
        }
        for (String known : KNOWN) {
            if (columns.find(known).isPresent()) {
                return Optional.of(new ParseMolecules(known, Form.SMILES));
            }
        }
        if (columns.find(MOLFILE).isPresent()) {
            return Optional.of(new ParseMolecules(MOLFILE, Form.MOLFILE));
        }
        return KNOWN_INCHI.stream()
                .filter(known -> columns.find(known).isPresent())
                .findFirst()
                .map(known -> new ParseMolecules(known, Form.INCHI));
    }

    @Override
    public Bound bind(Schema in) {
        int from = in.require(column, "read --smiles");
        Column text = new Column(INPUT, ColumnType.STRING);
        // An InChI is a property of its own; SMILES and molblocks live on as input_smiles.
        boolean kept = in.find(INPUT).isPresent() || form == Form.INCHI;
        Schema renamed = kept ? in : in.withAt(from, text);
        Schema out = renamed.with(
                kept && in.find(INPUT).isEmpty()
                        ? List.of(text, new Column(SMILES, ColumnType.STRING))
                        : List.of(new Column(SMILES, ColumnType.STRING)));
        int smiles = out.require(SMILES, "read");
        int input = out.require(INPUT, "read");
        return new Bound(out, () -> row -> {
            return form.parse(row.text(from)).then(molecule -> {
                if (form != Form.SMILES) {
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
