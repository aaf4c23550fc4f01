package io.retort.chem;

import io.retort.core.Outcome;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import java.util.stream.Stream;

/** Computes the properties of {@link MoleculeProperty}, a column each, with units in the names. */
@StageInfo(
        name = "properties",
        help = "Computes masses, polar surface, hydrogen bonding, rotatable bonds, rings and more.",
        example = "properties",
        columns =
                "exact_mass_da, mol_weight_da, tpsa_a2, hba, hbd, rotatable_bonds, rings, aromatic_rings, fraction_csp3,"
                        + " heavy_atoms, formal_charge, formula")
public record AddProperties() implements RowStage {
    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "properties");
        List<Column> added = Stream.of(MoleculeProperty.values())
                .map(p -> new Column(p.column(), type(p)))
                .toList();
        Schema out = in.with(added);
        int[] columns = added.stream()
                .mapToInt(c -> out.require(c.name(), "properties"))
                .toArray();
        int smiles = out.require(ParseMolecules.SMILES, "properties");
        return new Bound(
                out,
                () -> row -> ParseMolecules.of(row, smiles).then(molecule -> {
                    MoleculeProperties values = MoleculeProperties.of(molecule.graph());
                    for (MoleculeProperty property : MoleculeProperty.values()) {
                        row.set(columns[property.ordinal()], property.value(values));
                    }
                    return Outcome.ok(row);
                }));
    }

    private static ColumnType type(MoleculeProperty property) {
        if (property.type() == String.class) {
            return ColumnType.STRING;
        }
        return property.type() == Double.class || property.type() == double.class ? ColumnType.DOUBLE : ColumnType.LONG;
    }
}
