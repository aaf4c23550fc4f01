package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InchiMoleculeTest {
    /** Valences that InChI draws and our model refuses. */
    private static final List<String> REFUSED = List.of("[O-][Cl+3]([O-])([O-])[O-]");

    @Test
    void parse_inchiOfEveryKindOfMolecule_hasTheSameInchiAgain() {
        List<String> all = new ArrayList<>(TestMolecules.all());
        VirtualLibrary library = VirtualLibrary.seeded(42);
        for (int i = 0; i < 200; i++) {
            all.add(library.smiles(i));
        }
        int checked = 0;
        for (String line : all) {
            String smiles = line.split("\\s")[0];
            Outcome<Inchi> made = Inchi.of(Molecule.parse(smiles).orThrow().graph(), smiles);
            if (made instanceof Outcome.Ok<Inchi> ok && !REFUSED.contains(smiles)) {
                Molecule back = InchiMolecule.parse(ok.value().text()).orThrow();
                assertThat(Inchi.of(back.graph(), smiles).orThrow().text())
                        .as(smiles)
                        .isEqualTo(ok.value().text());
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(250);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "C/C=C/C",
                "C/C=C\\C",
                "C/C=C=C=C\\C",
                "CC=[C@]=CC",
                "CC=[C@@]=CC",
                "[2H]O",
                "[13CH4]",
                "C[C@H]([2H])O",
                "[2H]/C=C/C",
                "C[C@H](N)C(=O)O",
                "[Na+].[Cl-]"
            })
    void parse_stereoAndIsotopes_areThoseOfTheSmiles(String smiles) {
        String inchi = Inchi.of(Molecule.parse(smiles).orThrow().graph(), smiles)
                .orThrow()
                .text();

        assertThat(InchiMolecule.parse(inchi).orThrow().smiles()).isEqualTo(TestMolecules.canonical(smiles));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CCO",
                "InChI=1S/",
                "InChI=1S/CH4/h9H4",
                "InChI=1S/C2H6/c1-7/h1-2H3",
                "InChI=1S/C6H6/xx",
                "InChI=2/"
            })
    void parse_noInchi_isAnIssue(String text) {
        Outcome<Molecule> read = InchiMolecule.parse(text);

        assertThat(((Outcome.Failed<Molecule>) read).issue().code()).isEqualTo(IssueCode.INCHI_SYNTAX);
    }
}
