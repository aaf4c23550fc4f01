package io.retort.chem;

import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;

/**
 * Counts the matches of a SMARTS pattern in each molecule, those with the same atoms once.
 *
 * @param smarts the pattern
 * @param into name of the column
 */
@StageInfo(
        name = "substructure",
        help = "Counts the matches of a SMARTS pattern in each molecule.",
        example = "substructure \"[NX3][CX3]=O\" --into amides",
        columns = "substructure, or the name of --into")
public record CountSubstructures(
        @Option(help = "Pattern in SMARTS.", positional = true, required = true)
        String smarts,

        @Option(help = "Name of the column of counts.", defaultValue = "substructure")
        String into)
        implements RowStage {

    /** Checks that the pattern can be read. */
    public CountSubstructures {
        if (smarts.isBlank()) {
            throw new UsageException(
                    "substructure: the pattern is empty; give one in SMARTS, such as \"[NX3][CX3]=O\"");
        }
        if (into.isBlank()) {
            throw new UsageException("substructure: --into needs a name of a column");
        }
        SubstructureQuery.parse(smarts);
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "substructure");
        Schema out = in.with(List.of(new Column(into, ColumnType.LONG)));
        int place = out.require(into, "substructure");
        int smiles = out.require(ParseMolecules.SMILES, "substructure");
        return new Bound(out, () -> {
            SubstructureQuery query = SubstructureQuery.parse(smarts);
            return row -> ParseMolecules.of(row, smiles).then(molecule -> {
                row.set(place, (long) query.count(molecule.graph()));
                return Outcome.ok(row);
            });
        });
    }
}
