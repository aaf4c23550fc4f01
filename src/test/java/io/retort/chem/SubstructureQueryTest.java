package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retort.core.UsageException;
import io.retort.table.Column;
import io.retort.table.ColumnType;
import io.retort.table.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstructureQueryTest {
    /** The last three are CDK's: a range, grouped components. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[NX3][CX3]=O|CC(=O)NCC(=O)N|2",
                "c1ccccc1|CCO|0",
                "[D{2-4}]|CC(C)CC|2",
                "(C.O)|CCO|2",
                "(C).(O)|CCO|0"
            })
    void count_ofPattern_isNumberOfMatches(String smarts, String smiles, int expected) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph();
        assertThat(SubstructureQuery.parse(smarts).count(graph)).isEqualTo(expected);
    }

    @Test
    void parse_ofNonsense_saysWhere() {
        assertThatThrownBy(() -> SubstructureQuery.parse("[C"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("position 2");
        assertThatThrownBy(() -> SubstructureQuery.parse("[^1]"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'^' is not supported");
    }

    @Test
    void stage_withPattern_addsColumnOfItsName() {
        Schema in = Schema.of(
                List.of(new Column("input_smiles", ColumnType.STRING), new Column("smiles", ColumnType.STRING)));
        assertThat(new CountSubstructures("C=O", "carbonyls").bind(in).out().names())
                .containsExactly("input_smiles", "smiles", "carbonyls");
        assertThatThrownBy(() -> new CountSubstructures("C=(", "x")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new CountSubstructures("C", " ")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new CountSubstructures("", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("empty");
    }
}
