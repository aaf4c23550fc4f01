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
 * Writes the Bemis-Murcko scaffold of each molecule as canonical SMILES; empty text for a molecule without rings.
 *
 * @param generic whether to write the generic scaffold too: every atom a carbon, every bond single
 */
@StageInfo(
        name = "scaffold",
        help = "Writes the Bemis-Murcko scaffold of each molecule.",
        example = "scaffold --generic",
        columns = "murcko_scaffold, and generic_scaffold with --generic")
public record AddScaffold(
        @Option(help = "Write the generic scaffold too: every atom a carbon, every bond single.")
        boolean generic) implements RowStage {

    /** Without the generic scaffold. */
    public AddScaffold() {
        this(false);
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "scaffold");
        Schema out = in.with(List.of(new Column("murcko_scaffold", ColumnType.STRING)));
        if (generic) {
            out = out.with(List.of(new Column("generic_scaffold", ColumnType.STRING)));
        }
        int murckoColumn = out.require("murcko_scaffold", "scaffold");
        int genericColumn = generic ? out.require("generic_scaffold", "scaffold") : -1;
        int smilesColumn = out.require(ParseMolecules.SMILES, "scaffold");
        return new Bound(
                out,
                () -> row -> ParseMolecules.of(row, smilesColumn).then(molecule -> {
                    MolGraph graph = molecule.graph();
                    row.set(murckoColumn, smiles(Scaffold.of(graph)));
                    if (genericColumn >= 0) {
                        row.set(genericColumn, smiles(Scaffold.genericOf(graph)));
                    }
                    return Outcome.ok(row);
                }));
    }

    private static String smiles(MolGraph scaffold) {
        return scaffold.atomCount == 0 ? "" : CanonicalSmiles.of(scaffold);
    }
}
