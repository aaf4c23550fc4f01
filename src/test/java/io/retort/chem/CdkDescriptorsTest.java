package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.Issue;
import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import io.retort.core.UsageException;
import io.retort.engine.Row;
import io.retort.engine.RowStage;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdkDescriptorsTest {
    private static final Schema IN =
            Schema.of(List.of(new Column("input_smiles", ColumnType.STRING), new Column("smiles", ColumnType.STRING)));
    private static final List<String> ALL =
            Arrays.stream(CdkDescriptor.values()).map(CdkDescriptor::label).toList();

    private static Outcome<Row> run(RowStage.Bound bound, String smiles) {
        Object[] cells =
                Arrays.copyOf(new Object[] {smiles, smiles}, bound.out().names().size());
        return bound.opener().open().apply(new Row(1, cells));
    }

    private static Map<String, @Nullable Object> values(List<String> descriptors, String smiles) {
        RowStage.Bound bound = new AddProperties(List.of("qed"), descriptors).bind(IN);
        Row row = run(bound, smiles).orThrow();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 2; i < bound.out().names().size(); i++) {
            values.put(bound.out().names().get(i), row.get(i));
        }
        return values;
    }

    @Test
    void columns_ofAllDescriptors_areInLowerCaseAndUnlike() {
        List<Column> columns = new CdkDescriptors(List.of(CdkDescriptor.values())).columns();
        assertThat(columns).extracting(Column::name).doesNotHaveDuplicates().allMatch(n -> n.matches("cdk_[a-z0-9_]+"));
        assertThat(columns).hasSizeGreaterThan(CdkDescriptor.values().length);
    }

    @Test
    void values_ofAllDescriptors_areOfTheTypeOfTheirColumn() {
        RowStage.Bound bound = new AddProperties(List.of("qed"), ALL).bind(IN);
        Row row = run(bound, "CC(=O)Oc1ccccc1C(=O)O").orThrow();
        for (int i = 3; i < bound.out().names().size(); i++) {
            ColumnType type = bound.out().columns().get(i).type();
            assertThat(row.get(i))
                    .as(bound.out().names().get(i))
                    .isInstanceOf(type == ColumnType.LONG ? Long.class : Double.class);
        }
    }

    /** Values that can be counted or found in the papers: Wiener's number of isobutane is 9, of butane 10. */
    @ParameterizedTest
    @CsvSource({
        "CC(C)C, wiener_numbers, cdk_wpath, 9",
        "CCCC, wiener_numbers, cdk_wpath, 10",
        "CCCC, zagreb_index, cdk_zagreb, 10",
        "c1ccccc1, atom_count, cdk_natom, 12",
        "C1CCC2(C1)CCC1(C2)CCC1, spiro_atom_count, cdk_nspiroatoms, 2",
        "c1ccc2ccccc2c1, small_ring, cdk_naromrings, 2",
        "CCCCC, carbon_types, cdk_c2sp3, 3"
    })
    void value_ofKnownMolecule_isThatOfTheDefinition(String smiles, String name, String column, double expected) {
        Object value = values(List.of(name), smiles).get(column);
        assertThat(value).isInstanceOf(Number.class);
        assertThat(((Number) value).doubleValue()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OC(=O)c1ccccc1OC(C)=O, CC(=O)Oc1ccccc1C(=O)O",
        "CC1=CC=CC=C1C, CC1=C(C)C=CC=C1",
        "c1ccc2c(c1)[nH]cc2CCN, NCCc1c[nH]c2ccccc12",
        "O=C1C=CC=CC1=CNc1ccccc1O, Oc1ccccc1NC=C1C=CC=CC1=O"
    })
    void values_ofOtherAtomOrder_areEqual(String one, String other) {
        assertThat(values(ALL, one)).isEqualTo(values(ALL, other));
    }

    /** Metals and open atoms are not known to many descriptors. */
    @ParameterizedTest
    @ValueSource(strings = {"[Pt](N)(N)(Cl)Cl", "*CC", "[U]", "[Na+].[Cl-]", "[H][H]"})
    void row_ofUnusualStructure_isKeptWithRemarks(String smiles) {
        RowStage.Bound bound = new AddProperties(List.of("qed"), ALL).bind(IN);
        Outcome<Row> outcome = run(bound, smiles);
        Row row = outcome.orThrow();
        assertThat(row.get(2)).isInstanceOf(Double.class);
        boolean missing = false;
        for (int i = 3; i < bound.out().names().size(); i++) {
            missing |= row.get(i) == null;
        }
        assertThat(outcome instanceof Outcome.Warned<Row>).isEqualTo(missing);
        if (outcome instanceof Outcome.Warned<Row> warned) {
            assertThat(warned.issues()).extracting(Issue::code).containsOnly(IssueCode.NO_DESCRIPTOR);
            assertThat(warned.issues()).extracting(Issue::message).allMatch(m -> m.startsWith("CDK's "));
        }
    }

    @Test
    void value_ofUnknownMetal_isMissingWithARemark() {
        Outcome<Row> outcome =
                run(new AddProperties(List.of("qed"), List.of("vabc", "weight")).bind(IN), "[Pt](N)(N)(Cl)Cl");
        assertThat(outcome).isInstanceOf(Outcome.Warned.class);
        assertThat(outcome.orThrow().get(3)).isNull();
        assertThat(outcome.orThrow().get(4)).isInstanceOf(Double.class);
    }

    @Test
    void name_thatDoesNotExist_isRefusedWithAllThatDo() {
        assertThatThrownBy(() -> new AddProperties(List.of(), List.of("jplogp")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'jplogp'")
                .hasMessageContaining("kappa_shape_indices, kier_hall_smarts");
        assertThat(ALL).allMatch(label -> label.equals(label.toLowerCase(Locale.ROOT)));
    }

    @Test
    void columns_withoutColumnsOption_followTheDefaultOnes() {
        List<String> names = new AddProperties(List.of(), List.of("xlogp", "xlogp"))
                .bind(IN)
                .out()
                .names();
        assertThat(names).contains("qed").endsWith("lipinski_violations", "cdk_xlogp");
    }
}
