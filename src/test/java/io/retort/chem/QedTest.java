package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QedTest {
    private static final List<Smarts> ACCEPTORS = Stream.of(
                    "[oH0;X2]",
                    "[OH1;X2;v2]",
                    "[OH0;X2;v2]",
                    "[OH0;X1;v2]",
                    "[O-;X1]",
                    "[SH0;X2;v2]",
                    "[SH0;X1;v2]",
                    "[S-;X1]",
                    "[nH0;X2]",
                    "[NH0;X1;v3]",
                    "[$([N;+0;X3;v3]);!$(N[C,S]=O)]")
            .map(Smarts::parse)
            .toList();

    static Stream<String> molecules() {
        return CrippenTest.molecules();
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void acceptors_ofMolecule_areMatchesOfThePatterns(String smiles) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph();
        int matches =
                ACCEPTORS.stream().mapToInt(pattern -> pattern.count(graph)).sum();
        assertThat(Qed.acceptors(graph)).isEqualTo(matches);
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void alerts_ofMolecule_areThePatternsThatMatchAlone(String smiles) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph();
        long matches = Stream.of(QedAlerts.patterns())
                .filter(pattern -> pattern.count(graph) > 0)
                .count();
        assertThat(QedAlerts.count(graph)).isEqualTo((int) matches);
    }

    /** Rings of aromatic atoms, and rings that only aromatic neighbors hold together. */
    @ParameterizedTest
    @CsvSource({
        "c1ccccc1, 1",
        "c1ccc2ccccc2c1, 2",
        "C1CCCCC1, 0",
        "c1ccc2c(c1)CCC2, 1",
        "c1ccc2c(c1)Cc1ccccc12, 3",
        "c1ccccc1-c1ccccc1, 2",
        "c1ccc2c(c1)C1c3ccccc3C2c2ccccc21, 6",
        "c1ccc2c(c1)C1c3ccccc3C2c2ccccc21.C1CCCC1, 5",
        "CCO, 0"
    })
    void aromaticRings_ofMolecule_areRingsLeftWithoutAliphaticAtoms(String smiles, int rings) {
        assertThat(Qed.aromaticRings(Molecule.parse(smiles).orThrow().graph())).isEqualTo(rings);
    }

    /** Values that the authors' own program gives for these, to three decimals. */
    @ParameterizedTest
    @CsvSource({
        "N=C(CCSCc1csc(N=C(N)N)n1)NS(N)(=O)=O, 0.253",
        "CNC(=NCCSCc1nc[nH]c1C)NC#N, 0.234",
        "CCCCCNC(=N)NN=Cc1c[nH]c2ccc(CO)cc12, 0.234"
    })
    void qed_ofPublishedDrugs_isAsPublished(String smiles, double expected) {
        assertThat(MoleculeProperties.of(Molecule.parse(smiles).orThrow().graph())
                        .qed())
                .isCloseTo(expected, within(1e-3));
    }
}
