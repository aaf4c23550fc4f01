package io.retort.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnUnitTest {
    @ParameterizedTest
    @CsvSource({
        "mol_weight_da, Da, mol_weight",
        "tpsa_a2, Å², tpsa",
        "wall_s, s, wall",
        "peak_rss_mb, MB, peak_rss",
        "rows_per_s, '', rows_per_s",
        "rows_per_cpu_s, '', rows_per_cpu_s",
        "_s, '', _s",
        "s, '', s",
        "rings, '', rings",
        "aromatic_rings, '', aromatic_rings"
    })
    void of_columnName_readsTheUnitAtItsEnd(String column, String unit, String quantity) {
        assertThat(ColumnUnit.of(column)).isEqualTo(unit);
        assertThat(ColumnUnit.quantity(column)).isEqualTo(quantity);
    }
}
