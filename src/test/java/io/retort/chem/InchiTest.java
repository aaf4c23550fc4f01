package io.retort.chem;

import static org.assertj.core.api.Assertions.assertThat;

import io.retort.core.IssueCode;
import io.retort.core.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InchiTest {
    private static Inchi of(String smiles) {
        return Inchi.of(Molecule.parse(smiles).orThrow().graph(), smiles).orThrow();
    }

    private static IssueCode codeOf(MolGraph graph) {
        return ((Outcome.Failed<Inchi>) Inchi.of(graph, "")).issue().code();
    }

    /** Published keys (PubChem), and InChIs whose stereo layer can be told by hand. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '"',
            value = {
                "CC(=O)Oc1ccccc1C(O)=O BSYNRYMUTXBXSQ-UHFFFAOYSA-N",
                "CN1C=NC2=C1C(=O)N(C)C(=O)N2C RYYVLZVUVIJVGH-UHFFFAOYSA-N",
                "C[C@H](N)C(O)=O QNAYBMKLOCPYGJ-REOHCLBHSA-N",
                "C[C@@H](N)C(O)=O QNAYBMKLOCPYGJ-UWTATZPHSA-N",
                "CC(N)C(O)=O QNAYBMKLOCPYGJ-UHFFFAOYSA-N",
                "[O-]C(=O)C.[Na+] VMHLLURERBWHNL-UHFFFAOYSA-M",
                "CCO LFQSCWFLJHTTHZ-UHFFFAOYSA-N"
            })
    void key_publishedOnes_areMet(String smiles, String key) {
        assertThat(of(smiles).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "C/C=C/C InChI=1S/C4H8/c1-3-4-2/h3-4H,1-2H3/b4-3+",
                "C/C=C\\C InChI=1S/C4H8/c1-3-4-2/h3-4H,1-2H3/b4-3-",
                "C/C=C=C=C/C InChI=1S/C6H8/c1-3-5-6-4-2/h3-4H,1-2H3/b4-3+",
                "C/C=C=C=C\\C InChI=1S/C6H8/c1-3-5-6-4-2/h3-4H,1-2H3/b4-3-",
                "CC=[C@]=CC InChI=1S/C5H8/c1-3-5-4-2/h3-4H,1-2H3/t5-/m0/s1",
                "CC=[C@@]=CC InChI=1S/C5H8/c1-3-5-4-2/h3-4H,1-2H3/t5-/m1/s1",
                "[2H]O InChI=1S/H2O/h1H2/i/hD",
                "[13CH4] InChI=1S/CH4/h1H4/i1+1"
            })
    void text_stereoAndIsotopes_areSaid(String smiles, String inchi) {
        assertThat(of(smiles).text()).isEqualTo(inchi);
    }

    @Test
    void key_anyAtomOrder_isTheSame() {
        Random random = new Random(5);
        for (String smiles : TestMolecules.all()) {
            Molecule molecule = Molecule.parse(smiles).orThrow();
            if (!(Inchi.of(molecule.graph(), smiles) instanceof Outcome.Ok<Inchi> ok)) {
                continue;
            }
            MolGraph shuffled = TestMolecules.shuffled(molecule.graph(), random);

            assertThat(Inchi.of(shuffled, smiles).orThrow()).as(smiles).isEqualTo(ok.value());
        }
    }

    @Test
    void key_whatInchiCannotSay_isAnIssue() {
        assertThat(codeOf(Molecule.parse("*CC").orThrow().graph())).isEqualTo(IssueCode.NO_INCHI);
        assertThat(codeOf(Molecule.parse("C".repeat(1_100)).orThrow().graph())).isEqualTo(IssueCode.TOO_LARGE);
    }

    @Test
    @Timeout(60)
    void key_severalThreads_agree() throws InterruptedException, ExecutionException {
        List<String> molecules =
                TestMolecules.all().stream().filter(s -> !s.contains("*")).toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(pool.submit(() -> keys(molecules)));
            }
            List<String> expected = keys(molecules);
            for (Future<List<String>> each : all) {
                assertThat(each.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> keys(List<String> molecules) {
        List<String> keys = new ArrayList<>();
        for (String smiles : molecules) {
            keys.add(Inchi.of(Molecule.parse(smiles).orThrow().graph(), smiles).toString());
        }
        return keys;
    }
}
