package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a fuzzer found: what was written was once not read back to the same. */
class RereadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[H][CoH9]",
                "[H]C[CoH9]([H])([CoH])[H]",
                "N#N=[C@]=CC=C",
                "CN=[C@]=N#N",
                "CC/N=c1/cc(C)/C=C/[nH]cc1C"
            })
    void smiles_readAgain_isTheSame(String text) {
        String written = TestMolecules.canonical(text);

        assertThat(TestMolecules.canonical(written)).isEqualTo(written);
    }
}
