package io.retort.chem;

import io.retort.core.Option;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.RowStage;
import io.retort.engine.StageInfo;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Computes the properties of {@link MoleculeProperty}, a column each, with units in the names. Properties that are not
 * asked for are not computed.
 *
 * @param columns the columns to write; empty for the default ones
 */
@StageInfo(
        name = "properties",
        help = "Computes masses, polar surface, hydrogen bonding, log P, QED, drug-likeness and more.",
        example = "properties --columns mol_weight_da,crippen_logp,qed",
        columns =
                "exact_mass_da, mol_weight_da, tpsa_a2, hba, hbd, rotatable_bonds, rings, aromatic_rings, fraction_csp3,"
                        + " heavy_atoms, formal_charge, formula, crippen_logp, crippen_mr, qed, lipinski_violations; or"
                        + " those of --columns")
public record AddProperties(
        @Option(
                help = "Columns to write, separated by commas, in this order; further ones are"
                        + " lipinski_violations_n_o, lipinski_hbd, lipinski_hba, veber, egan, lead_like,"
                        + " fragment_like, stereocenters, stereocenters_unassigned.")
        List<String> columns)
        implements RowStage {

    /** Copies the names and checks them. */
    public AddProperties {
        columns = List.copyOf(columns);
        columns.forEach(AddProperties::named);
    }

    /** Writes the default columns. */
    public AddProperties() {
        this(List.of());
    }

    private static MoleculeProperty named(String column) {
        return Arrays.stream(MoleculeProperty.values())
                .filter(property -> property.column().equals(column))
                .findFirst()
                .orElseThrow(() -> new UsageException("properties: --columns has no '" + column + "'; accepted are "
                        + Arrays.stream(MoleculeProperty.values())
                                .map(MoleculeProperty::column)
                                .collect(Collectors.joining(", "))));
    }

    private MoleculeProperty[] chosen() {
        return columns.isEmpty()
                ? Stream.of(MoleculeProperty.values())
                        .filter(MoleculeProperty::isDefault)
                        .toArray(MoleculeProperty[]::new)
                : columns.stream().distinct().map(AddProperties::named).toArray(MoleculeProperty[]::new);
    }

    @Override
    public Bound bind(Schema in) {
        ParseMolecules.requireMolecules(in, "properties");
        MoleculeProperty[] chosen = chosen();
        List<Column> added =
                Stream.of(chosen).map(p -> new Column(p.column(), type(p))).toList();
        Schema out = in.with(added);
        int[] places = added.stream()
                .mapToInt(c -> out.require(c.name(), "properties"))
                .toArray();
        int smiles = out.require(ParseMolecules.SMILES, "properties");
        return new Bound(
                out,
                () -> row -> ParseMolecules.of(row, smiles).then(molecule -> {
                    MoleculeProperties values = MoleculeProperties.of(molecule.graph());
                    for (int i = 0; i < chosen.length; i++) {
                        row.set(places[i], chosen[i].value(values));
                    }
                    return Outcome.ok(row);
                }));
    }

    private static ColumnType type(MoleculeProperty property) {
        if (property.type() == String.class) {
            return ColumnType.STRING;
        }
        if (property.type() == Boolean.class) {
            return ColumnType.BOOLEAN;
        }
        return property.type() == Double.class ? ColumnType.DOUBLE : ColumnType.LONG;
    }
}
