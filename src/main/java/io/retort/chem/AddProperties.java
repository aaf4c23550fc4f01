package io.retort.chem;

import io.retort.core.Option;
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
 * @param cdk CDK's descriptors to add
 */
@StageInfo(
        name = "properties",
        help = "Computes masses, polar surface, hydrogen bonding, log P, QED, drug-likeness and more.",
        example = "properties --columns mol_weight_da,crippen_logp,qed",
        columns =
                "exact_mass_da, mol_weight_da, tpsa_a2, hba, hbd, rotatable_bonds, rings, aromatic_rings, fraction_csp3,"
                        + " heavy_atoms, formal_charge, formula, crippen_logp, crippen_mr, qed, lipinski_violations; or"
                        + " those of --columns; those of --cdk begin with cdk_")
public record AddProperties(
        @Option(
                help = "Columns to write, separated by commas, in this order; further ones are"
                        + " lipinski_violations_n_o, lipinski_hbd, lipinski_hba, veber, egan, lead_like,"
                        + " fragment_like, stereocenters, stereocenters_unassigned.")
        List<String> columns,

        @Option(
                help =
                        "Descriptors of CDK to add, such as xlogp or kappa_shape_indices, separated by commas; each gives"
                                + " one column or several. Slower than the other columns by far.")
        List<String> cdk)
        implements RowStage {

    /** Copies the names and checks them. */
    public AddProperties {
        columns = List.copyOf(columns);
        columns.forEach(AddProperties::named);
        cdk = List.copyOf(cdk);
        cdk.forEach(CdkDescriptor::named);
    }

    /**
     * Adds no descriptors of CDK.
     *
     * @param columns the columns to write; empty for the default ones
     */
    public AddProperties(List<String> columns) {
        this(columns, List.of());
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
        List<CdkDescriptor> kinds =
                cdk.stream().distinct().map(CdkDescriptor::named).toList();
        List<Column> added =
                Stream.of(chosen).map(p -> new Column(p.column(), type(p))).toList();
        List<Column> further = new CdkDescriptors(kinds).columns();
        Schema out = in.with(added).with(further);
        int[] places = places(out, added);
        int[] furtherPlaces = places(out, further);
        int smiles = out.require(ParseMolecules.SMILES, "properties");
        return new Bound(out, () -> {
            CdkDescriptors descriptors = new CdkDescriptors(kinds);
            return row -> ParseMolecules.of(row, smiles).then(molecule -> {
                MoleculeProperties values = MoleculeProperties.of(molecule.graph());
                for (int i = 0; i < chosen.length; i++) {
                    row.set(places[i], chosen[i].value(values));
                }
                return descriptors.set(row, molecule, furtherPlaces);
            });
        });
    }

    private static int[] places(Schema out, List<Column> columns) {
        return columns.stream()
                .mapToInt(c -> out.require(c.name(), "properties"))
                .toArray();
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
