package io.retort.chem;

import io.retort.chem.ImportLayout.Field;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.engine.Read;
import io.retort.engine.RowStage;
import io.retort.engine.SourceStage;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file of ChEMBL or PubChem in the columns of {@code import}, with the structure read by the workers.
 *
 * @param source where the file comes from
 * @param file its path
 */
record ImportRows(CompoundImport.Source source, String file) implements SourceStage {
    static final String MEASURED = "measured";
    private static final Pattern ASSAY = Pattern.compile("(?i)AID_?(\\d+)");
    private static final Schema SCHEMA = Schema.of(
            List.of(text("id"), text("name"), text("structure"), text("inchi"), text("inchikey"), text(MEASURED)));
    private static final int STRUCTURE = 2;

    private static Column text(String name) {
        return new Column(name, ColumnType.STRING);
    }

    @Override
    public Rows open(Context context) {
        Rows rows = Read.file(file).open(context);
        try {
            return new Records(rows, source, file);
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private static final class Records implements Rows {
        private final Rows rows;
        private final ImportLayout layout;
        private final ImportMeasurements measurements;
        private @Nullable Outcome<@Nullable Object[]> ahead;

        Records(Rows rows, CompoundImport.Source source, String file) {
            this.rows = rows;
            this.layout = ImportLayout.of(source, rows.schema(), file);
            this.measurements = measurements(file);
        }

        /** Passes over the rows that describe the columns of an assay's table. */
        private ImportMeasurements measurements(String file) {
            @Nullable Object[] types = null;
            @Nullable Object[] units = null;
            ahead = rows.next();
            while (ahead instanceof Outcome.Ok<@Nullable Object[]> ok
                    && ok.value()[0] instanceof String first
                    && first.startsWith("RESULT_")) {
                types = first.equals("RESULT_TYPE") ? ok.value() : types;
                units = first.equals("RESULT_UNIT") ? ok.value() : units;
                ahead = rows.next();
            }
            if (types == null) {
                return ImportMeasurements.of(layout);
            }
            Matcher assay = ASSAY.matcher(file);
            String number = assay.find() ? assay.group(1) : file;
            return ImportMeasurements.ofAssay(layout, rows.schema(), number, types, units);
        }

        @Override
        public Schema schema() {
            return SCHEMA;
        }

        @Override
        public Optional<RowStage> parser() {
            return Optional.of(new Structure());
        }

        @Override
        public @Nullable Outcome<@Nullable Object[]> next() {
            Outcome<@Nullable Object[]> record = ahead;
            if (record == null) {
                return null;
            }
            ahead = rows.next();
            return record.then(this::mapped);
        }

        private Outcome<@Nullable Object[]> mapped(@Nullable Object[] record) {
            String id = layout.value(Field.ID, record);
            if (id == null) {
                return Outcome.failed(IssueCode.MALFORMED_ROW, "The row has no compound id.", start(record));
            }
            String smiles = layout.value(Field.SMILES, record);
            Object molfile = smiles == null && layout.molfile() >= 0 ? record[layout.molfile()] : null;
            return measurements
                    .of(record)
                    .then(measured -> Outcome.ok(new @Nullable Object[] {
                        id,
                        layout.value(Field.NAME, record),
                        molfile == null ? smiles : molfile,
                        layout.value(Field.INCHI, record),
                        layout.value(Field.INCHIKEY, record),
                        measured
                    }));
        }

        private static String start(@Nullable Object[] record) {
            String text = java.util.Arrays.toString(record);
            return text.substring(0, Math.min(1000, text.length()));
        }

        @Override
        public int inputColumn() {
            return STRUCTURE;
        }

        @Override
        public double fraction() {
            return rows.fraction();
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    /** Canonical SMILES of the structure; a compound without one, such as an antibody, stays without. */
    private record Structure() implements RowStage {
        @Override
        public Bound bind(Schema in) {
            int structure = in.require("structure", "import");
            int inchi = in.require("inchi", "import");
            Schema out = in.with(List.of(text(ParseMolecules.SMILES)));
            int smiles = out.require(ParseMolecules.SMILES, "import");
            return new Bound(out, () -> row -> {
                String given = row.text(structure);
                if (given.isEmpty() && row.text(inchi).isEmpty()) {
                    return Outcome.ok(row);
                }
                Outcome<Molecule> read = given.isEmpty()
                        ? InchiMolecule.parse(row.text(inchi))
                        : given.indexOf('\n') >= 0 ? MolfileMolecule.parse(given) : Molecule.parse(given);
                return read.then(molecule -> {
                    row.set(smiles, molecule.smiles());
                    return Outcome.ok(row);
                });
            });
        }
    }
}
