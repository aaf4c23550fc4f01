package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StereoCentersTest {
    static Stream<String[]> golden() {
        return TestMolecules.table("/golden/chem/stereocenters.tsv").stream();
    }

    private static StereoCenters of(String smiles) {
        return StereoCenters.of(Molecule.parse(smiles).orThrow().graph());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void counts_ofGoldenMolecule_equalReference(String smiles, String all, String unassigned) {
        assertThat(of(smiles)).isEqualTo(new StereoCenters(Integer.parseInt(all), Integer.parseInt(unassigned)));
    }

    /** Two hydrogens are alike, a two-bonded aromatic phosphorus is flat, and charges tell halves of a ring apart. */
    @ParameterizedTest
    @CsvSource({"CCP, 0", "CC1C=PC=C1, 1", "Cp1cccc1, 0", "SC1Cn2cnc[n+]2C1, 1"})
    void counts_whereReferenceDiffersOrMight_areOurs(String smiles, int expected) {
        assertThat(of(smiles).all()).isEqualTo(expected);
    }

    /** Each mark that is taken away turns an assigned center into an unassigned one while the others hold. */
    @Test
    void unassigned_ofPartlyMarkedSugar_isTheRest() {
        assertThat(of("OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O")).isEqualTo(new StereoCenters(5, 0));
        assertThat(of("OC[C@H]1OC(O)[C@H](O)[C@@H](O)C1O")).isEqualTo(new StereoCenters(5, 2));
    }
}
