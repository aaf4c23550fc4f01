package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaffoldTest {
    @ParameterizedTest
    @CsvSource({
        "CCC, ''",
        "CC(C)Cc1ccc(C(C)C(=O)O)cc1, c1ccccc1",
        "Cn1cnc2c1c(=O)n(C)c(=O)n2C, O=c1[nH]c(=O)c2[nH]cnc2[nH]1",
        "O=C(c1ccccc1)CCC1CC1C#N, O=C(CCC1CC1)c1ccccc1",
        "C[n+]1ccccc1, c1cc[nH+]cc1",
        "C[C@H]1C[13CH2]N1, C1CNC1",
        "[CH3:1][CH:2]1CC1.CCO, C1CC1",
        "FC1CC1.C1CCC1, C1CC1.C1CCC1",
        "C1CC1C=C(F)F, C1CC1",
        "C1CC1C(=C(F)F)C1CC1, C=C(C1CC1)C1CC1"
    })
    void of_molecule_keepsRingsLinkersAndDoubleBondedAtoms(String smiles, String expected) {
        MolGraph scaffold = Scaffold.of(Molecule.parse(smiles).orThrow().graph());
        String text = scaffold.atomCount == 0 ? "" : CanonicalSmiles.of(scaffold);
        assertThat(text).isEqualTo(expected.isEmpty() ? "" : TestMolecules.canonical(expected));
    }

    @Test
    void of_anyMoleculeInAnyOrder_readsBackAsItself() {
        Random random = new Random(5);
        for (String smiles : TestMolecules.all()) {
            Molecule molecule = Molecule.parse(smiles).orThrow();
            MolGraph scaffold = Scaffold.of(molecule.graph());
            if (scaffold.atomCount > 0) {
                String text = CanonicalSmiles.of(scaffold);
                assertThat(TestMolecules.canonical(text)).as(smiles).isEqualTo(text);
                String shuffled = TestMolecules.shuffled(molecule, random);
                MolGraph other = Molecule.parse(shuffled).orThrow().graph();
                assertThat(CanonicalSmiles.of(Scaffold.of(other))).as(shuffled).isEqualTo(text);
            }
        }
    }

    @Test
    void of_ringAtomThatLosesBondsButGetsNoHydrogens_isPerceivedAnew() {
        MolGraph graph = Molecule.parse("C1=CC=CS1(F)F").orThrow().graph();
        assertThat(graph.aromatic).containsOnly(false);
        MolGraph scaffold = Scaffold.of(graph);
        assertThat(scaffold.aromatic).hasSize(5).containsOnly(true);
    }

    @Test
    void genericOf_molecule_isCarbonWithSingleBonds() {
        MolGraph graph = Molecule.parse("O=C(NC1CC1)c1ccncc1C").orThrow().graph();
        assertThat(CanonicalSmiles.of(Scaffold.genericOf(graph)))
                .isEqualTo(TestMolecules.canonical("CC(CC1CC1)C1CCCCC1"));
    }
}
