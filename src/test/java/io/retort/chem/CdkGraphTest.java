package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CdkGraphTest {
    static java.util.List<String> molecules() {
        return TestMolecules.all();
    }

    /** A molecule that goes to CDK's container and back is the same, its stereo included. */
    @ParameterizedTest
    @MethodSource("molecules")
    void toContainer_andBack_isTheSameMolecule(String smiles) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph();

        MolGraph back = CdkGraph.of(CdkGraph.toContainer(graph));

        assertThat(CanonicalSmiles.of(back)).isEqualTo(CanonicalSmiles.of(graph));
    }

    @ParameterizedTest
    @MethodSource("molecules")
    void copy_andPartOfAll_areTheSameMolecule(String smiles) {
        MolGraph graph = Molecule.parse(smiles).orThrow().graph();
        int[] backwards = new int[graph.atomCount];
        for (int i = 0; i < backwards.length; i++) {
            backwards[i] = backwards.length - 1 - i;
        }

        assertThat(CanonicalSmiles.of(graph.copy())).isEqualTo(CanonicalSmiles.of(graph));
        assertThat(CanonicalSmiles.of(graph.part(backwards))).isEqualTo(CanonicalSmiles.of(graph));
    }
}
