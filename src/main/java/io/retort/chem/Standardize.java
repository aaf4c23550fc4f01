package io.retort.chem;

import io.retort.core.Outcome;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;

/**
 * Brings each molecule to its standard form: metals disconnected, functional groups normalized, charges placed, the
 * largest organic fragment kept and neutralized. {@code smiles} is the result's, {@code steps_applied} says what was done.
 */
@StageInfo(
        name = "standardize",
        help = "Disconnects metals, normalizes groups, keeps the parent fragment and neutralizes it.",
        example = "standardize",
        columns = "smiles, steps_applied")
public record Standardize() implements RowStage {
    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "standardize");
        Schema out = in.with(List.of(new Column("steps_applied", ColumnType.STRING)));
        int smiles = out.require(ParseMolecules.SMILES, "standardize");
        int steps = out.require("steps_applied", "standardize");
        return new Bound(out, () -> {
            Standardizer standardizer = new Standardizer();
            return row -> ParseMolecules.of(row, smiles)
                    .then(standardizer::standardize)
                    .then(result -> {
                        row.set(steps, String.join(";", result.stepsApplied()));
                        return Outcome.ok(ParseMolecules.carry(row, result.molecule(), smiles));
                    });
        });
    }
}
